import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { resourceAddress } from '../model/resource';
import type { Change } from './change';
import { changedFields } from './field-changes';
import { deletionsOf } from './owned-resources';
import type { ObservedIndex, ResourceDifference } from './resource-difference';
import { savedVlanDeletions, savedVlanDifferences } from './saved-host-vlan';
import { hiddenArea } from './hidden-area';
import { unknownState } from './unknown-state';
import { uplinkProblem } from './uplink-problem';

/** Compares VLAN interfaces of the VM host itself. */
export function compareHostVlans(desired: DesiredHost, observed: ObservedIndex): ResourceDifference {
  if (desired.hostVlans === undefined) return { changes: [], diagnostics: [] };
  const hidden = hiddenArea('hostVlan', ['hostVlans', 'ownedAddresses'], observed);
  if (hidden.length > 0) return { changes: [], diagnostics: hidden };
  const changes: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const wanted of desired.hostVlans) {
    const address = resourceAddress('hostVlan', wanted.name);
    const gap = observed.gapFor('hostVlan', wanted.name);
    const current = observed.hostVlan.get(wanted.name);
    if (gap !== undefined || (current !== undefined && current.vlanId === null && wanted.vlanId !== undefined)) {
      diagnostics.push(unknownState(address, 'VLAN id', gap));
      continue;
    }
    if (observed.isToldGone(address)) continue;
    if (current === undefined && (wanted.uplink === undefined || wanted.vlanId === undefined)) {
      diagnostics.push(
        errorDiagnostic(
          'incomplete-resource',
          `${wanted.name} does not exist yet and cannot be created without uplink and vlanId`,
          'Give both, or leave the VLAN interface out of the desired state.',
          address,
        ),
      );
      continue;
    }
    const user = { address, what: `host VLAN ${wanted.name}` };
    const problem = wanted.uplink === undefined ? undefined : uplinkProblem(wanted.uplink, user, desired, observed);
    if (problem !== undefined) {
      diagnostics.push(problem);
      continue;
    }
    const running = changedFields([
      { path: 'uplink', before: current?.uplink ?? null, after: wanted.uplink },
      { path: 'vlanId', before: current?.vlanId ?? null, after: wanted.vlanId },
    ]);
    const fields =
      running.length > 0 || current === undefined ? running : savedVlanDifferences(wanted, current, observed);
    if (fields.length > 0) {
      changes.push({ address, kind: 'hostVlan', action: current === undefined ? 'create' : 'update', fields });
    }
  }
  const existing = observed.host.hostVlans.map((vlan) => vlan.name);
  const declared = desired.hostVlans.map((vlan) => vlan.name);
  changes.push(...deletionsOf('hostVlan', existing, declared, observed), ...savedVlanDeletions(declared, observed));
  return { changes, diagnostics };
}
