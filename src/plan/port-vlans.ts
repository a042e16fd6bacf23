import type { ObservedHost } from '../model/observed-host';
import type { Operation, OperationEffect } from './operation';
import type { PlanningContext } from './planning-context';

/** VLAN id of a port, null for untagged; `kept or lost` once its NIC has left it, which nobody documents. */
export type PortVlan = number | null | 'kept or lost';

/** Follows which VLANs the ports of vswitches are on while operations run. */
export class PortVlans {
  private readonly ids = new Map<string, PortVlan>();

  constructor({ vswitches, guestNics }: ObservedHost) {
    for (const { name, ports } of vswitches) for (const { port, vlanId } of ports) this.set(name, port, vlanId);
    for (const { vswitch, port, vlanId } of guestNics) if (typeof vlanId === 'number') this.set(vswitch, port, vlanId);
  }

  take(effect: OperationEffect): void {
    switch (effect.type) {
      case 'vswitch-delete':
        for (const key of this.ids.keys()) if (key.startsWith(`${effect.vswitch} `)) this.ids.delete(key);
        break;
      case 'port-vlan':
        this.set(effect.vswitch, effect.port, effect.vlanId);
        break;
      case 'guest-nic-remove':
        this.leave(effect.vswitch, effect.port);
        break;
      case 'guest-nic-change':
        if (effect.from !== effect.vswitch || effect.fromPort !== effect.port) this.leave(effect.from, effect.fromPort);
        break;
      default:
    }
  }

  /** What the port is on now; a port that nobody has named is untagged. */
  of(vswitch: string, port: number | null): PortVlan {
    return this.ids.get(keyOf(vswitch, port)) ?? null;
  }

  private leave(vswitch: string, port: number | null): void {
    if (this.of(vswitch, port) !== null) this.ids.set(keyOf(vswitch, port), 'kept or lost');
  }

  private set(vswitch: string, port: number | null, id: number | null): void {
    this.ids.set(keyOf(vswitch, port), id);
  }
}

/** VLAN that the port of each guest NIC is on when all is done. */
export function vlansAtEnd(
  operations: readonly Pick<Operation, 'effect'>[],
  { observed }: PlanningContext,
): ReadonlyMap<string, PortVlan> {
  const portVlans = new PortVlans(observed);
  const places = new Map<string, { readonly vswitch: string; readonly port: number | null }>(
    observed.guestNics.map((nic) => [`${nic.guest}:${nic.slot}`, nic]),
  );
  for (const { effect } of operations) {
    portVlans.take(effect);
    if (effect.type === 'guest-nic-remove') places.delete(`${effect.guest}:${effect.slot}`);
    if (effect.type === 'guest-nic-add' || effect.type === 'guest-nic-change')
      places.set(`${effect.guest}:${effect.slot}`, effect);
  }
  return new Map([...places].map(([identity, { vswitch, port }]) => [identity, portVlans.of(vswitch, port)]));
}

function keyOf(vswitch: string, port: number | null): string {
  return `${vswitch} ${String(port)}`;
}
