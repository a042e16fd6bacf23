import type { DesiredHost } from '../model/desired-host';
import type { Diagnostic } from '../model/diagnostic';
import { LOCALNET } from '../model/names';
import { resourceAddress } from '../model/resource';
import type { Change } from './change';
import { changedFields } from './field-changes';
import { deletionsOf } from './owned-resources';
import type { ObservedIndex, ResourceDifference } from './resource-difference';
import { RESTART_AFTER_UPLINK_CHANGE, staleDeclaredVswitch } from './stale-vswitch';
import { hiddenArea } from './hidden-area';
import { unknownState } from './unknown-state';
import { uplinkProblem } from './uplink-problem';

/** Compares vswitches. A new one is booted unless its desired state says `down`. */
export function compareVswitches(desired: DesiredHost, observed: ObservedIndex): ResourceDifference {
  if (desired.vswitches === undefined) return { changes: [], diagnostics: [] };
  const hidden = hiddenArea('vswitch', ['vswitches', 'ownedAddresses'], observed);
  if (hidden.length > 0) return { changes: [], diagnostics: hidden };
  const changes: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const wanted of desired.vswitches) {
    const address = resourceAddress('vswitch', wanted.name);
    const current = observed.vswitch.get(wanted.name);
    const uplink = wanted.uplink ?? undefined;
    const user = { address, what: `vswitch ${wanted.name}` };
    const problem =
      (uplink === undefined ? undefined : uplinkProblem(uplink, user, desired, observed)) ??
      (wanted.standbyUplink === undefined
        ? undefined
        : uplinkProblem(wanted.standbyUplink, { ...user, property: 'standbyUplink' }, desired, observed));
    if (problem !== undefined) {
      diagnostics.push(problem);
      continue;
    }
    if (current?.state === 'unknown' && wanted.state !== undefined) {
      diagnostics.push(unknownState(address, 'state', 'hpvmnet prints a state that is neither Up nor Down.'));
      continue;
    }
    const fields = changedFields([
      {
        path: 'uplink',
        before: current?.uplink ?? null,
        after: current === undefined ? (wanted.uplink ?? null) : wanted.uplink,
      },
      {
        path: 'state',
        before: current?.state ?? null,
        after: current === undefined ? (wanted.state ?? 'up') : wanted.state,
      },
    ]);
    if (fields.length > 0) {
      changes.push({ address, kind: 'vswitch', action: current === undefined ? 'create' : 'update', fields });
      continue;
    }
    const stale = staleDeclaredVswitch(wanted, current, observed);
    if (stale.length > 0) {
      const derivedBy = RESTART_AFTER_UPLINK_CHANGE;
      changes.push({ address, kind: 'vswitch', action: 'update', fields: stale, derivedBy });
    }
  }
  const existing = observed.host.vswitches.map((vswitch) => vswitch.name).filter((name) => name !== LOCALNET);
  changes.push(
    ...deletionsOf(
      'vswitch',
      existing,
      desired.vswitches.map((vswitch) => vswitch.name),
      observed,
    ),
  );
  return { changes, diagnostics };
}
