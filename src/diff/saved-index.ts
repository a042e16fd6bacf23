import type { ObservedHost, SavedApaGroup, SavedHostVlan, SavedLanInterface } from '../model/observed-host';

/** The saved configuration with look-ups; `undefined` lists are unknown. */
export interface SavedIndex {
  /** NICs of which some saved setting is known. */
  readonly lanInterface: ReadonlyMap<string, SavedLanInterface>;
  readonly apaGroup: ReadonlyMap<string, SavedApaGroup> | undefined;
  /** VLAN interfaces that have a number in the file. */
  readonly hostVlan: ReadonlyMap<string, SavedHostVlan> | undefined;
  /** Where saved VLAN interfaces of any number are, as {@link vlanPlace} says it. */
  readonly vlanPlaces: ReadonlySet<string>;
  readonly hasUnnumberedVlans: boolean;
}

/** Builds the look-ups. */
export function indexSavedConfiguration({ saved }: ObservedHost): SavedIndex {
  const { lanInterfaces = [], apaGroups = null, hostVlans = null } = saved ?? {};
  const vlans = hostVlans ?? [];
  const numbered = vlans.flatMap((vlan) => (vlan.name === null ? [] : [[vlan.name, vlan] as const]));
  return {
    lanInterface: new Map(lanInterfaces.map((nic) => [nic.name, nic])),
    apaGroup: apaGroups === null ? undefined : new Map(apaGroups.map((group) => [group.name, group])),
    hostVlan: hostVlans === null ? undefined : new Map(numbered),
    vlanPlaces: new Set(vlans.map(vlanPlace)),
    hasUnnumberedVlans: numbered.length < vlans.length,
  };
}

/** Interface and id, which no two VLAN interfaces share (HP-UX VLAN Administrator's Guide, February 2007, p. 26). */
export function vlanPlace(vlan: { readonly uplink: string; readonly vlanId: number }): string {
  return `${vlan.uplink} ${String(vlan.vlanId)}`;
}
