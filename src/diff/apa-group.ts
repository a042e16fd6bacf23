import type { DesiredApaGroup, DesiredHost } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { resourceAddress } from '../model/resource';
import type { Change } from './change';
import { changedFields } from './field-changes';
import { deletionsOf } from './owned-resources';
import type { ObservedIndex, ResourceDifference } from './resource-difference';
import { unknownState } from './unknown-state';

/** Compares link aggregates and failover groups. An aggregate that is `Not_Enabled` counts as absent. */
export function compareApaGroups(desired: DesiredHost, observed: ObservedIndex): ResourceDifference {
  if (desired.apaGroups === undefined) return { changes: [], diagnostics: [] };
  const changes: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const wanted of desired.apaGroups) {
    const gap = observed.gapFor('apaGroups') ?? observed.gapFor('apaGroup', wanted.name);
    const address = resourceAddress('apaGroup', wanted.name);
    if (gap !== undefined) diagnostics.push(unknownState(address, 'configuration', gap));
    else compareOne(wanted, observed, changes, diagnostics);
  }
  const configured = observed.host.apaGroups.filter((group) => group.mode !== 'Not_Enabled').map((group) => group.name);
  changes.push(
    ...deletionsOf(
      'apaGroup',
      configured,
      desired.apaGroups.map((group) => group.name),
      observed,
    ),
  );
  return { changes, diagnostics };
}

function compareOne(
  wanted: DesiredApaGroup,
  observed: ObservedIndex,
  changes: Change[],
  diagnostics: Diagnostic[],
): void {
  const address = resourceAddress('apaGroup', wanted.name);
  const current = observed.apaGroup.get(wanted.name);
  if (current === undefined) {
    diagnostics.push(
      errorDiagnostic(
        'aggregate-not-available',
        `${wanted.name} does not exist on this host`,
        `APA offers: ${observed.host.apaGroups.map((group) => group.name).join(', ') || 'no aggregate (is APA installed?)'}. ` +
          'The number of aggregates is HP_APA_MAX_LINKAGGS in /etc/rc.config.d/hp_apaconf and takes effect at reboot.',
        address,
      ),
    );
    return;
  }
  for (const port of wanted.ports ?? []) {
    if (observed.lanInterface.has(port)) continue;
    diagnostics.push(
      errorDiagnostic(
        'interface-not-found',
        `port ${port} of ${wanted.name} is not a NIC of this host`,
        `nwmgr lists: ${observed.host.lanInterfaces.map((nic) => nic.name).join(', ')}. Correct the list of ports.`,
        address,
      ),
    );
  }
  const isNew = current.mode === 'Not_Enabled';
  if (isNew && (wanted.mode === undefined || wanted.ports === undefined || wanted.ports.length === 0)) {
    diagnostics.push(
      errorDiagnostic(
        'incomplete-resource',
        `${wanted.name} is not configured yet and cannot be created without mode and ports`,
        'Give "mode" and at least one port, or leave the group out of the desired state.',
        address,
      ),
    );
    return;
  }
  const fields = changedFields([
    { path: 'mode', before: isNew ? null : current.mode, after: wanted.mode },
    { path: 'ports', before: isNew ? null : current.ports, after: wanted.ports },
    { path: 'loadBalancing', before: isNew ? null : current.loadBalancing, after: wanted.loadBalancing },
  ]);
  if (fields.length > 0) changes.push({ address, kind: 'apaGroup', action: isNew ? 'create' : 'update', fields });
}
