import type { Action } from './action';
import type { Situation } from './situation';

/** Host VLAN interfaces that exist at some time of the plan. */
export function hostVlanNames(situation: Situation): readonly string[] {
  return [...new Set([...situation.hostVlan.keys(), ...situation.vlanSteps.keys()])];
}

/** The interface that a host VLAN interface is on as the plan finds it; null: it does not exist. */
export function hostVlanAtStart(situation: Situation, vlan: string): string | null {
  return situation.hostVlan.get(vlan)?.uplink ?? null;
}

/** True for a host VLAN interface that is on an interface at some time of the plan. */
export function isEverOn(situation: Situation, vlan: string, uplink: string): boolean {
  if (hostVlanAtStart(situation, vlan) === uplink) return true;
  const life = situation.vlanSteps.get(vlan) ?? [];
  return life.some(({ action }) => action.kind === 'create-vlan' && action.uplink === uplink);
}

/** The interface that a host VLAN interface is on, after a step. */
export function followHostVlan(uplink: string | null, action: Action, vlan: string): string | null {
  if (action.kind === 'create-vlan' && action.vlan === vlan) return action.uplink;
  return action.kind === 'delete-vlan' && action.vlan === vlan ? null : uplink;
}

/** Interface and id of a host VLAN interface as the plan finds it, `lan4 120`; null: it does not exist. */
export function vlanAtStart(situation: Situation, vlan: string): string | null {
  const found = situation.hostVlan.get(vlan);
  return found === undefined ? null : `${found.uplink} ${String(found.vlanId)}`;
}

/** The same after a step. */
export function followHostVlanId(value: string | null, action: Action, vlan: string): string | null {
  if (action.kind === 'create-vlan' && action.vlan === vlan) return `${action.uplink} ${String(action.id)}`;
  return action.kind === 'delete-vlan' && action.vlan === vlan ? null : value;
}
