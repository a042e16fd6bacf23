import type { DesiredHost, DesiredVswitch } from '../model/desired-host';
import { warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { resourceAddress } from '../model/resource';
import { unknownState } from './unknown-state';

/** Code of the warning that a vswitch is where vswitchmgr moved it. */
export const ON_STANDBY = 'vswitch-on-standby';

/** Desired state with every vswitch wanted where vswitchmgr has moved it, and what is to be said of that. */
export interface SettledStandbys {
  readonly desired: DesiredHost;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Takes the standby uplink of a vswitch for the wanted one while the vswitch is there and vswitchmgr runs, which moves it at a LAN
 * failover and back: a difference that must not be repaired. Without vswitchmgr nothing moves a vswitch, so that being on the
 * standby is a difference like any other; where that could not be read, it is an error. Applying it twice changes nothing.
 *
 * @see HP Serviceguard Toolkit for Integrity Virtual Servers User Guide, June 2013, p. 35
 */
export function settleStandbys(desired: DesiredHost, observed: ObservedHost): SettledStandbys {
  if (desired.vswitches?.some(({ standbyUplink }) => standbyUplink !== undefined) !== true)
    return { desired, diagnostics: [] };
  const present = new Map<string, ObservedHost['vswitches'][number]['uplink']>(
    observed.vswitches.map(({ name, uplink }) => [name, uplink]),
  );
  const diagnostics: Diagnostic[] = [];
  const vswitches = desired.vswitches.map((wanted) => {
    const isOnStandby = wanted.standbyUplink !== undefined && present.get(wanted.name) === wanted.standbyUplink;
    const { vswitchmgr } = observed.cluster;
    if (!isOnStandby || wanted.uplink === wanted.standbyUplink || vswitchmgr === 'absent') return wanted;
    diagnostics.push(vswitchmgr === 'running' ? onStandby(wanted) : notKnown(wanted));
    return { ...wanted, uplink: wanted.standbyUplink };
  });
  return { desired: { ...desired, vswitches }, diagnostics };
}

function onStandby({ name, uplink, standbyUplink }: DesiredVswitch): Diagnostic {
  return warningDiagnostic(
    ON_STANDBY,
    `vswitch ${name} is on its standby uplink ${standbyUplink ?? ''}, not on ${uplink ?? ''}`,
    'vswitchmgr moved it when the link failed, and this is no difference while vswitchmgr runs (Serviceguard Toolkit for Integrity ' +
      `Virtual Servers, June 2013, p. 35).\nCheck the link of ${uplink ?? ''}; until then ${name} has no standby.`,
    resourceAddress('vswitch', name),
  );
}

function notKnown({ name, standbyUplink }: DesiredVswitch): Diagnostic {
  return unknownState(
    resourceAddress('vswitch', name),
    'uplink',
    `It is on its standby uplink ${standbyUplink ?? ''}, which is right only while vswitchmgr runs, and whether it does is not known.`,
  );
}
