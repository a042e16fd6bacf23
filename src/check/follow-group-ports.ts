import { actionAt } from './follow';
import type { Situation } from './situation';

/** How many ports a group has as the plan finds it. */
export function portsAtStart(situation: Situation, group: string): number {
  return situation.group.get(group)?.ports.length ?? 0;
}

/** The same after a step; steps about other groups leave it as it is. */
export function followPorts(ports: number, situation: Situation, group: string, step: number): number {
  const action = actionAt(situation, step);
  if (action.kind === 'join' && action.group === group) return ports + action.ports.length;
  if (action.kind !== 'leave' || action.group !== group) return ports;
  return action.ports === null ? 0 : ports - action.ports.length;
}

/** Ports are counted, so joins of equally many ports do the same. */
export function portChange(situation: Situation, group: string, step: number): string {
  const action = actionAt(situation, step);
  if ((action.kind !== 'join' && action.kind !== 'leave') || action.group !== group) return String(step);
  return `${action.kind} ${action.ports === null ? 'all' : String(action.ports.length)}`;
}
