import type { Action } from './action';
import type { Situation } from './situation';

/** Which guest NICs have one port of a vswitch, by `guest:slot`. */
export type PortUsers = Readonly<Record<string, boolean>>;

/** Guest NICs that have a port at some time, sorted. */
export function nicsOfPort(situation: Situation, vswitch: string, port: number): readonly string[] {
  return situation.portUsers.get(`${vswitch} ${String(port)}`) ?? [];
}

/** Who has the port as the plan finds it. */
export function portUseAtStart(
  situation: Situation,
  identities: readonly string[],
  vswitch: string,
  port: number,
): PortUsers {
  const has = (identity: string): boolean => {
    const nic = situation.guestNic.get(identity);
    return nic !== undefined && nic.vswitch === vswitch && nic.port === port;
  };
  return Object.fromEntries(identities.map((identity) => [identity, has(identity)]));
}

/** Who has the port after a step. */
export function followPortUse(users: PortUsers, action: Action, vswitch: string, port: number): PortUsers {
  if (action.kind !== 'add-nic' && action.kind !== 'change-nic' && action.kind !== 'remove-nic') return users;
  const identity = `${action.guest}:${action.nic.slot}`;
  if (!Object.hasOwn(users, identity)) return users;
  const has = action.kind !== 'remove-nic' && action.nic.vswitch === vswitch && action.nic.port === port;
  return { ...users, [identity]: has };
}
