import type { PlanningContext } from './planning-context';

/** Guests that have a port of a vswitch reserved before a plan, or may have it by its end. */
export interface ReservedPorts {
  /** Whether a guest NIC of before the plan is on the port. */
  readonly isUsedBefore: (vswitch: string, port: number) => boolean;
  /** Most guests that can have the port reserved at any time. */
  readonly mostReserving: (vswitch: string, port: number) => number;
}

const known = new WeakMap<PlanningContext, ReservedPorts>();

/** The ports as one plan has them; counted once for all that is asked. */
export function reservedPorts(context: PlanningContext): ReservedPorts {
  const found = known.get(context) ?? countReserved(context);
  known.set(context, found);
  return found;
}

/** A NIC whose place is not declared keeps the one that it has; one that has none may get any. */
function countReserved({ observed, desiredNics, index }: PlanningContext): ReservedPorts {
  const before = new Set<string>();
  const guests = new Map<string, Set<string>>();
  const note = (vswitch: string | undefined, port: number | null | undefined, guest: string): void => {
    const key = `${vswitch ?? '*'} ${String(port ?? '*')}`;
    const list = guests.get(key);
    if (list === undefined) guests.set(key, new Set([guest]));
    else list.add(guest);
  };
  for (const { vswitch, port, guest } of observed.guestNics) {
    if (port === null) continue;
    before.add(`${vswitch} ${String(port)}`);
    note(vswitch, port, guest);
  }
  for (const [name, nic] of desiredNics) {
    const now = index.guestNic.get(name);
    const vswitch = nic.vswitch ?? now?.vswitch;
    note(vswitch, nic.port ?? (now?.vswitch === vswitch ? now?.port : undefined), nic.guest);
  }
  return {
    isUsedBefore: (vswitch, port) => before.has(`${vswitch} ${String(port)}`),
    mostReserving: (vswitch, port) => {
      const keys = [`${vswitch} ${String(port)}`, `${vswitch} *`, `* ${String(port)}`, '* *'];
      return Math.min(new Set(keys.flatMap((key) => [...(guests.get(key) ?? [])])).size, observed.guests.length);
    },
  };
}
