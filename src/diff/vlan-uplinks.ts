import type { DesiredHost } from '../model/desired-host';
import type { InterfaceName } from '../model/names';
import { ppaOf } from '../model/ppa';
import { resourceAddress } from '../model/resource';
import type { ObservedIndex } from './resource-difference';

/** An interface that will carry VLAN traffic of a vswitch. */
export interface VlanUplink {
  readonly uplink: InterfaceName;
  /** The VLAN that says so, for a person: `guestNic.web01:0,1 (VLAN 120)`. */
  readonly cause: string;
  /** True when the VLAN or the vswitch is declared; false when both are somebody else's. */
  readonly isDeclared: boolean;
}

/**
 * Interfaces behind vswitches that will carry a VLAN, on a vswitch port or as a host VLAN interface, once the desired
 * state is reached. One entry per interface, ascending by PPA; a declared cause wins over one that is only observed.
 */
export function vlanUplinks(desired: DesiredHost, observed: ObservedIndex): readonly VlanUplink[] {
  const uplinkOf = finalUplinks(desired, observed);
  const declared = new Set<string>((desired.vswitches ?? []).map((vswitch) => vswitch.name));
  const found = new Map<InterfaceName, VlanUplink>();
  const add = (uplink: InterfaceName | null | undefined, cause: string, isDeclared: boolean): void => {
    if (uplink === null || uplink === undefined) return;
    if (found.get(uplink)?.isDeclared !== true) found.set(uplink, { uplink, cause, isDeclared });
  };
  const handled = new Set<string>();
  for (const nic of desired.guestNics ?? []) {
    const current = observed.guestNic.get(`${nic.guest}:${nic.slot}`);
    const vswitch = nic.vswitch ?? current?.vswitch;
    const isMoved = vswitch !== current?.vswitch || (nic.port !== undefined && nic.port !== current?.port);
    if (current !== undefined && (nic.vlanId !== undefined || isMoved))
      handled.add(`${current.vswitch}:${String(current.port)}`);
    // A NIC that moves takes its VLAN along, unless the document says otherwise.
    const carried = isMoved && typeof current?.vlanId === 'number' ? current.vlanId : null;
    const vlanId = nic.vlanId === undefined ? carried : nic.vlanId;
    if (vswitch === undefined || vlanId === null) continue;
    add(
      uplinkOf.get(vswitch),
      `${resourceAddress('guestNic', `${nic.guest}:${nic.slot}`)} (VLAN ${String(vlanId)})`,
      true,
    );
  }
  for (const vswitch of observed.host.vswitches) {
    for (const port of vswitch.ports) {
      if (port.vlanId === null || handled.has(`${vswitch.name}:${String(port.port)}`)) continue;
      const cause = `port ${String(port.port)} of vswitch ${vswitch.name} (VLAN ${String(port.vlanId)})`;
      add(uplinkOf.get(vswitch.name), cause, declared.has(vswitch.name));
    }
  }
  for (const { uplink, name, isDeclared } of finalHostVlans(desired, observed)) {
    for (const [vswitch, under] of uplinkOf) {
      if (under === uplink)
        add(uplink, `hostVlan.${name} beside vswitch ${vswitch}`, isDeclared || declared.has(vswitch));
    }
  }
  return [...found.values()].sort((left, right) => ppaOf(left.uplink) - ppaOf(right.uplink));
}

function finalUplinks(desired: DesiredHost, observed: ObservedIndex): ReadonlyMap<string, InterfaceName | null> {
  const uplinkOf = new Map<string, InterfaceName | null>();
  for (const vswitch of observed.host.vswitches) {
    const isGoing = desired.vswitches !== undefined && observed.isOwned(resourceAddress('vswitch', vswitch.name));
    if (!isGoing) uplinkOf.set(vswitch.name, vswitch.uplink);
  }
  for (const vswitch of desired.vswitches ?? []) {
    const current = observed.vswitch.get(vswitch.name)?.uplink ?? null;
    uplinkOf.set(vswitch.name, vswitch.uplink === undefined ? current : vswitch.uplink);
  }
  return uplinkOf;
}

function finalHostVlans(
  desired: DesiredHost,
  observed: ObservedIndex,
): readonly { readonly name: InterfaceName; readonly uplink: InterfaceName; readonly isDeclared: boolean }[] {
  const declared = new Set<string>((desired.hostVlans ?? []).map((vlan) => vlan.name));
  const staying = observed.host.hostVlans.filter(
    (vlan) =>
      !declared.has(vlan.name) &&
      !(desired.hostVlans !== undefined && observed.isOwned(resourceAddress('hostVlan', vlan.name))),
  );
  return [
    ...(desired.hostVlans ?? []).flatMap((vlan) => {
      const uplink = vlan.uplink ?? observed.hostVlan.get(vlan.name)?.uplink;
      return uplink === undefined ? [] : [{ name: vlan.name, uplink, isDeclared: true }];
    }),
    ...staying.map((vlan) => ({ name: vlan.name, uplink: vlan.uplink, isDeclared: false })),
  ];
}
