import type { DesiredGuestNic, DesiredHost } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { LOCALNET } from '../model/names';
import { resourceAddress } from '../model/resource';
import type { Change } from './change';
import { changedFields } from './field-changes';
import { deletionsOf } from './owned-resources';
import type { ObservedIndex, ResourceDifference } from './resource-difference';
import { hiddenArea } from './hidden-area';
import { unknownState } from './unknown-state';

/** Compares guest NICs, identified by guest and slot; the port VLAN of a NIC is one of its fields. */
export function compareGuestNics(desired: DesiredHost, observed: ObservedIndex): ResourceDifference {
  if (desired.guestNics === undefined) return { changes: [], diagnostics: [] };
  const hidden = hiddenArea('guestNic', ['guests', 'guestNics', 'ownedAddresses'], observed);
  if (hidden.length > 0) return { changes: [], diagnostics: hidden };
  const changes: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  const declaredVswitches = new Set<string>((desired.vswitches ?? []).map((vswitch) => vswitch.name));
  for (const wanted of desired.guestNics) {
    const found = compareOne(wanted, observed, declaredVswitches);
    changes.push(...found.changes);
    diagnostics.push(...found.diagnostics);
  }
  const existing = observed.host.guestNics.map((nic) => `${nic.guest}:${nic.slot}`);
  const declared = desired.guestNics.map((nic) => `${nic.guest}:${nic.slot}`);
  changes.push(...deletionsOf('guestNic', existing, declared, observed));
  return { changes, diagnostics };
}

function compareOne(
  wanted: DesiredGuestNic,
  observed: ObservedIndex,
  declaredVswitches: ReadonlySet<string>,
): ResourceDifference {
  const identity = `${wanted.guest}:${wanted.slot}`;
  const address = resourceAddress('guestNic', identity);
  const refuse = (diagnostic: Diagnostic): ResourceDifference => ({ changes: [], diagnostics: [diagnostic] });
  const gap = observed.gapFor('guest', wanted.guest);
  if (gap !== undefined) return refuse(unknownState(address, 'configuration', gap));
  if (observed.isToldGone(`guest.${wanted.guest}`) || observed.isToldGone(address))
    return { changes: [], diagnostics: [] };
  if (!observed.guest.has(wanted.guest)) {
    return refuse(
      errorDiagnostic(
        'guest-not-found',
        `guest ${wanted.guest} does not exist on this host`,
        `hpvmstatus lists: ${[...observed.guest.keys()].join(', ') || 'no guest'}. Create the guest first, or correct the name.`,
        address,
      ),
    );
  }
  const current = observed.guestNic.get(identity);
  if (current === undefined && (wanted.vswitch === undefined || wanted.adapter === undefined)) {
    return refuse(
      errorDiagnostic(
        'incomplete-resource',
        `guest NIC ${identity} does not exist yet and cannot be created without vswitch and adapter`,
        'Give both, or leave the NIC out of the desired state.',
        address,
      ),
    );
  }
  const isMissing = (name: string): boolean =>
    !declaredVswitches.has(name) &&
    !observed.vswitch.has(name) &&
    name !== LOCALNET &&
    !observed.isToldGone(resourceAddress('vswitch', name));
  const vswitchMissing = (name: string): ResourceDifference =>
    refuse(
      errorDiagnostic(
        'vswitch-not-found',
        `vswitch ${name} of guest NIC ${identity} neither exists nor is declared`,
        `hpvmnet lists: ${[...observed.vswitch.keys()].join(', ')}. Declare the vswitch, or correct the name.`,
        address,
      ),
    );
  if (wanted.vswitch !== undefined && isMissing(wanted.vswitch)) return vswitchMissing(wanted.vswitch);
  if (wanted.vlanId !== undefined && current?.vlanId === 'unknown') {
    const why = observed.gapFor('vswitch', current.vswitch);
    return refuse(unknownState(address, 'port VLAN', why));
  }
  const knownVlan = current === undefined || current.vlanId === 'unknown' ? null : current.vlanId;
  const fields = changedFields([
    { path: 'vswitch', before: current?.vswitch ?? null, after: wanted.vswitch },
    { path: 'adapter', before: current?.adapter ?? null, after: wanted.adapter },
    { path: 'vlanId', before: knownVlan, after: wanted.vlanId },
    { path: 'port', before: current?.port ?? null, after: wanted.port },
    { path: 'mac', before: current?.mac ?? null, after: wanted.mac },
  ]);
  if (fields.length === 0) return { changes: [], diagnostics: [] };
  const kept = wanted.vswitch ?? current?.vswitch;
  if (kept !== undefined && isMissing(kept)) return vswitchMissing(kept);
  // Releases before 4.0 list no ports: what is put back on the same vswitch would be put on another one.
  if (current?.port === null && wanted.port === undefined && current.vswitch === kept)
    return refuse(unknownState(address, 'vswitch port', undefined));
  const action = current === undefined ? 'create' : 'update';
  return { changes: [{ address, kind: 'guestNic', action, fields }], diagnostics: [] };
}
