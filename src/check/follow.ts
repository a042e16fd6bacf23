import type { Action } from './action';
import type { CheckedStep, Situation } from './situation';

/** `unknown` stands for a state word nobody documents; it is taken for up wherever up is the danger. */
export type Power = 'absent' | 'down' | 'up' | 'unknown';

/** A vswitch through its life. */
export type VswitchState = {
  readonly power: Power;
  /** Null: none, or guest-only. */
  readonly uplink: string | null;
};

/** A vswitch, and whether it works with what its uplink was when it booted. */
export type Staleness = VswitchState & { readonly isStale: boolean };

/** A vswitch as the plan finds it. */
export function vswitchAtStart(situation: Situation, name: string): VswitchState {
  const found = situation.vswitch.get(name);
  return found === undefined ? { power: 'absent', uplink: null } : { power: found.state, uplink: found.uplink };
}

/** A vswitch after a step; steps about others leave it as it is. */
export function followVswitch(state: VswitchState, action: Action, name: string): VswitchState {
  if (!('vswitch' in action) || action.vswitch !== name) return state;
  switch (action.kind) {
    case 'create-vswitch':
      return { power: 'down', uplink: action.uplink };
    case 'delete-vswitch':
      return { power: 'absent', uplink: null };
    case 'boot-vswitch':
      return { power: 'up', uplink: state.uplink };
    case 'halt-vswitch':
      return { power: 'down', uplink: state.uplink };
    case 'set-port-vlan':
      return state;
  }
}

/** The interface that a vswitch is on when the plan is done; null: none. */
export function uplinkAtEnd(situation: Situation, name: string): string | null {
  return (situation.vswitchSteps.get(name) ?? []).reduce(
    (state, { action }) => followVswitch(state, action, name),
    vswitchAtStart(situation, name),
  ).uplink;
}

/** True for a vswitch that runs at some time of the plan, or may. */
export function isEverRunning(situation: Situation, name: string): boolean {
  const life = situation.vswitchSteps.get(name) ?? [];
  return isRunning(vswitchAtStart(situation, name).power) || life.some(({ action }) => action.kind === 'boot-vswitch');
}

/** True where a vswitch runs, or may run. */
export function isRunning(power: Power): boolean {
  return power === 'up' || power === 'unknown';
}

/** The group that a NIC is a port of, as the plan finds it. */
export function groupAtStart(situation: Situation, nic: string): string | null {
  return situation.nic.get(nic)?.aggregate ?? null;
}

/** The group that a NIC is a port of, after a step. */
export function followGroup(group: string | null, action: Action, nic: string): string | null {
  if (action.kind === 'join') return action.ports.includes(nic) ? action.group : group;
  if (action.kind !== 'leave' || group !== action.group) return group;
  return action.ports === null || action.ports.includes(nic) ? null : group;
}

/** The group that a NIC is a port of when the plan is done. */
export function groupAtEnd(situation: Situation, nic: string): string | null {
  return (situation.memberSteps.get(nic) ?? []).reduce(
    (group, { action }) => followGroup(group, action, nic),
    groupAtStart(situation, nic),
  );
}

/** NICs that are behind an interface when the plan is done. */
export function nicsAtEnd(situation: Situation, uplink: string): readonly string[] {
  return situation
    .nicsBehind(uplink)
    .filter((nic) => situation.nic.has(nic) && (nic === uplink || groupAtEnd(situation, nic) === uplink));
}

/** True where traffic of something on `uplink` goes through the NIC. */
export function isBehind(uplink: string | null, nic: string, group: string | null): boolean {
  return uplink !== null && (uplink === nic || uplink === group);
}

/** Places of steps, ascending, each once. */
export function places(...lists: readonly (readonly CheckedStep[] | undefined)[]): readonly number[] {
  const found = new Set<number>();
  for (const list of lists) for (const step of list ?? []) found.add(step.place);
  return [...found].sort((left, right) => left - right);
}

/** The action of the step at a place. */
export function actionAt(situation: Situation, place: number): Action {
  return stepAt(situation, place).action;
}

/** The step at a place. */
export function stepAt(situation: Situation, place: number): CheckedStep {
  const step = situation.steps[place];
  if (step === undefined) throw new Error(`no step at place ${String(place)}`);
  return step;
}
