import type { DesiredHost } from '../model/desired-host';
import type { GuestSlot } from '../model/guest-slot';
import type { GuestName, HostName, InterfaceName, VswitchName } from '../model/names';
import type { ObservedHost } from '../model/observed-host';
import { parseResourceAddress, type KindTable } from '../model/resource';
import type { Plan, PlannedChange } from '../plan/plan-document';

/**
 * What a plan makes of its host, as a desired-state value: the resources it creates and updates with the fields it
 * changes. It is what a saved plan can be verified with when the document it was made from is not at hand.
 */
export function desiredAfterPlan(plan: Plan): DesiredHost {
  const kept = plan.changes.filter((change) => change.action !== 'delete');
  const base: DesiredHost = { formatVersion: '1', kind: 'hpvm-desired-host', host: plan.host as HostName };
  return kept.reduce<DesiredHost>((desired, change) => {
    const parsed = parseResourceAddress(change.address);
    if (parsed === undefined) throw new Error(`the plan changes ${change.address}, which is no resource address`);
    return ADD[parsed.kind](desired, parsed.identity, fieldsAfter(change));
  }, base);
}

/** Addresses of everything that exists on a host and that a plan could have deleted. */
export function existingAddresses(observed: ObservedHost): ReadonlySet<string> {
  return new Set([
    ...observed.vswitches.map((each) => `vswitch.${each.name}`),
    ...observed.guestNics.map((each) => `guestNic.${each.guest}:${each.slot}`),
    ...observed.hostVlans.map((each) => `hostVlan.${each.name}`),
    ...observed.apaGroups.filter((each) => each.mode !== 'Not_Enabled').map((each) => `apaGroup.${each.name}`),
  ]);
}

type Fields = Readonly<Record<string, unknown>>;

const ADD: KindTable<(desired: DesiredHost, identity: string, fields: Fields) => DesiredHost> = {
  lanInterface: (desired, identity, fields) => ({
    ...desired,
    lanInterfaces: [...(desired.lanInterfaces ?? []), { ...fields, name: identity as InterfaceName }],
  }),
  apaGroup: (desired, identity, fields) => ({
    ...desired,
    apaGroups: [...(desired.apaGroups ?? []), { ...fields, name: identity as InterfaceName }],
  }),
  hostVlan: (desired, identity, fields) => ({
    ...desired,
    hostVlans: [...(desired.hostVlans ?? []), { ...fields, name: identity as InterfaceName }],
  }),
  vswitch: (desired, identity, fields) => ({
    ...desired,
    vswitches: [...(desired.vswitches ?? []), { ...fields, name: identity as VswitchName }],
  }),
  guestNic: (desired, identity, fields) => {
    const [guest = '', slot = ''] = identity.split(':');
    const nic = { ...fields, guest: guest as GuestName, slot: slot as GuestSlot };
    return { ...desired, guestNics: [...(desired.guestNics ?? []), nic] };
  },
  tunables: (desired, _identity, fields) => ({ ...desired, tunables: fields }),
};

function fieldsAfter(change: PlannedChange): Fields {
  // A guest-only vswitch and an untagged port are null on purpose; any other null means that there is no such value.
  const canBeNull = new Set(['uplink', 'vlanId']);
  return Object.fromEntries(
    change.fields
      .filter(({ path, after }) => after !== null || canBeNull.has(path))
      .map(({ path, after }) => [path, after]),
  );
}
