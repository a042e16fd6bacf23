import type { DesiredApaGroup, DesiredHost } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { InterfaceName } from '../model/names';
import { resourceAddress } from '../model/resource';
import type { Change } from './change';
import { changedFields } from './field-changes';
import { deletionsOf } from './owned-resources';
import type { ObservedIndex, ResourceDifference } from './resource-difference';
import { savedGroupDeletions, savedGroupDifferences } from './saved-apa-group';
import { hiddenArea } from './hidden-area';
import { unknownState } from './unknown-state';

/** Compares link aggregates and failover groups. An aggregate that is `Not_Enabled` counts as absent. */
export function compareApaGroups(desired: DesiredHost, observed: ObservedIndex): ResourceDifference {
  if (desired.apaGroups === undefined) return { changes: [], diagnostics: [] };
  const hidden = hiddenArea('apaGroup', ['apaGroups', 'ownedAddresses'], observed);
  if (hidden.length > 0) return { changes: [], diagnostics: hidden };
  const changes: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const wanted of desired.apaGroups) {
    const gap = observed.gapFor('apaGroup', wanted.name);
    const address = resourceAddress('apaGroup', wanted.name);
    if (gap !== undefined) diagnostics.push(unknownState(address, 'configuration', gap));
    else compareOne(wanted, desired, observed, changes, diagnostics);
  }
  const configured = observed.host.apaGroups.filter((group) => group.mode !== 'Not_Enabled').map((group) => group.name);
  const declared = desired.apaGroups.map((group) => group.name);
  changes.push(...deletionsOf('apaGroup', configured, declared, observed), ...savedGroupDeletions(declared, observed));
  return { changes, diagnostics };
}

function compareOne(
  wanted: DesiredApaGroup,
  desired: DesiredHost,
  observed: ObservedIndex,
  changes: Change[],
  diagnostics: Diagnostic[],
): void {
  const address = resourceAddress('apaGroup', wanted.name);
  const current = observed.apaGroup.get(wanted.name);
  if (observed.isToldGone(address)) return;
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
    const foreign = otherGroupOf(port, wanted, desired, observed);
    if (foreign !== undefined) {
      diagnostics.push(
        errorDiagnostic(
          'port-of-another-group',
          `${port} is a port of ${foreign}, whose ports this desired state does not manage`,
          `A NIC belongs to one group at a time. Declare ${foreign} with its ports but without ${port}, or leave ${port} out of ${wanted.name}.`,
          address,
        ),
      );
    }
    const nic = resourceAddress('lanInterface', port);
    if (observed.lanInterface.has(port) || observed.isToldGone(nic)) continue;
    const gap = observed.gapFor('lanInterfaces') ?? observed.gapFor('lanInterface', port);
    if (gap !== undefined) {
      diagnostics.push(unknownState(nic, 'configuration', gap));
      continue;
    }
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
  const mode = wanted.mode ?? current.mode;
  const ports = wanted.ports ?? current.ports;
  if (mode === 'LAN_MONITOR' && wanted.loadBalancing !== undefined) {
    diagnostics.push(
      errorDiagnostic(
        'failover-group-balances-nothing',
        `${wanted.name} is a failover group, whose load balancing cannot be chosen`,
        'A failover group has one active port (LB_HS). Leave "loadBalancing" out, or choose another mode.',
        address,
      ),
    );
    return;
  }
  if (mode === 'LAN_MONITOR' && ports.length < 2) {
    diagnostics.push(
      errorDiagnostic(
        'failover-group-needs-two-ports',
        `failover group ${wanted.name} would have ${String(ports.length)} port`,
        'A failover group consists of two or more connected ports (nwmgr_apa(1M), September 2010, p. 8). Name another port.',
        address,
      ),
    );
    return;
  }
  const running = changedFields([
    { path: 'mode', before: isNew ? null : current.mode, after: wanted.mode },
    { path: 'ports', before: isNew ? null : current.ports, after: wanted.ports },
    { path: 'loadBalancing', before: isNew ? null : current.loadBalancing, after: wanted.loadBalancing },
  ]);
  const fields = running.length > 0 ? running : savedGroupDifferences(wanted, current, observed);
  if (fields.length > 0) changes.push({ address, kind: 'apaGroup', action: isNew ? 'create' : 'update', fields });
}

/** Another group that holds the port and is not told to give it up. */
function otherGroupOf(
  port: InterfaceName,
  wanted: DesiredApaGroup,
  desired: DesiredHost,
  observed: ObservedIndex,
): InterfaceName | undefined {
  const holder = observed.lanInterface.get(port)?.aggregate ?? null;
  if (holder === null || holder === wanted.name) return undefined;
  const declared = desired.apaGroups?.find((group) => group.name === holder);
  const isGoing = declared === undefined && observed.isOwned(resourceAddress('apaGroup', holder));
  return isGoing || declared?.ports?.includes(port) === false ? undefined : holder;
}
