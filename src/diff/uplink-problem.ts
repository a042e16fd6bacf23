import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { InterfaceName } from '../model/names';
import { interfaceClassOf } from '../model/ppa';
import { resourceAddress } from '../model/resource';
import type { ObservedIndex } from './resource-difference';
import { unknownState } from './unknown-state';

/** Why something cannot be put on an interface: it does not exist, or is an aggregate that has no ports and gets none. */
export function uplinkProblem(
  uplink: InterfaceName,
  user: { readonly address: string; readonly what: string; readonly property?: string },
  desired: DesiredHost,
  observed: ObservedIndex,
): Diagnostic | undefined {
  if (observed.lanInterface.has(uplink)) return undefined;
  const kind = interfaceClassOf(uplink) === 'aggregate' ? 'apaGroup' : 'lanInterface';
  if (observed.isToldGone(resourceAddress(kind, uplink))) return undefined;
  const property = user.property ?? 'uplink';
  const group = observed.apaGroup.get(uplink);
  if (group === undefined) {
    const gap = observed.gapFor(`${kind}s`) ?? observed.gapFor(kind, uplink);
    if (gap !== undefined) return unknownState(user.address, `${property} ${uplink}`, gap);
    const known = [...observed.lanInterface.keys(), ...observed.apaGroup.keys()].join(', ');
    return errorDiagnostic(
      'interface-not-found',
      `${property} ${uplink} of ${user.what} is not a NIC or aggregate of this host`,
      `nwmgr lists: ${known}. Correct the uplink.`,
      user.address,
    );
  }
  const isDeclared = desired.apaGroups?.some((candidate) => candidate.name === uplink) ?? false;
  if (group.mode !== 'Not_Enabled' || isDeclared) return undefined;
  return errorDiagnostic(
    'aggregate-not-configured',
    `${property} ${uplink} of ${user.what} has no ports`,
    `${uplink} exists but is not configured. Declare it under apaGroups with mode and ports, or name another uplink.`,
    user.address,
  );
}
