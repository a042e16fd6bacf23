import type { Action } from './action';
import type { Situation } from './situation';

/** How many ports a group has as the plan finds it. */
export function portsAtStart(situation: Situation, group: string): number {
  return situation.group.get(group)?.ports.length ?? 0;
}

/** The same after a step, if that is not about another group. */
export function followPorts(ports: number, action: Action): number {
  if (action.kind === 'join') return ports + action.ports.length;
  if (action.kind !== 'leave') return ports;
  return action.ports === null ? 0 : ports - action.ports.length;
}

/** Ports are counted, so joins of equally many ports of a group do the same; steps of other kinds are told apart by their places. */
export function portChange(action: Action, place: number): string {
  if (action.kind !== 'join' && action.kind !== 'leave') return String(place);
  return `${action.group} ${action.kind} ${action.ports === null ? 'all' : String(action.ports.length)}`;
}
