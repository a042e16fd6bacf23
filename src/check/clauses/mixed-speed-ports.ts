import { projection, type Clause, type Projection } from '../clause';
import { actionAt, followGroup, groupAtStart, places } from '../follow';
import type { Situation } from '../situation';

/** A port that joins an aggregate while another of its ports has another speed. A failover group has one active port, and may. */
export const mixedSpeedPorts: Clause = {
  id: 'mixed-speed-ports',
  source: "APA Administrator's Guide, 11i v1 and v2, September 2008, p. 96, note 4",
  projections: (situation) =>
    situation.steps.flatMap(({ place, action }) =>
      action.kind === 'join' && action.mode !== 'LAN_MONITOR'
        ? action.ports.flatMap((port) => unequalTo(situation, place, action.group, port))
        : [],
    ),
};

/** One projection for each NIC of another speed that is in the group at some time, or joins with the port. */
function unequalTo(situation: Situation, join: number, group: string, port: string): readonly Projection[] {
  const speed = situation.nic.get(port)?.speedMbps ?? null;
  return situation.nicsBehind(group).flatMap((other) => {
    const otherSpeed = situation.nic.get(other)?.speedMbps ?? null;
    if (speed === null || otherSpeed === null || speed === otherSpeed) return [];
    return projection({
      about: `${group}, ${port}, ${other}`,
      steps: places(situation.steps.slice(join, join + 1), situation.memberSteps.get(other)),
      start: { group: groupAtStart(situation, other) },
      isFromStart: wereTogether(situation, group, [port, other]),
      next: (memory, step) => {
        const after = followGroup(memory.group, actionAt(situation, step), other);
        if (step !== join || after !== group) return { group: after };
        const speeds = `${String(speed)} Mbit/s beside ${String(otherSpeed)} of ${other}`;
        return { harm: `${port} joins ${group} with ${speeds}` };
      },
    });
  });
}

/** True where the plan finds both in the aggregate: whoever takes it back puts them together again. */
function wereTogether(situation: Situation, group: string, ports: readonly string[]): boolean {
  return (
    situation.group.get(group)?.mode !== 'LAN_MONITOR' && ports.every((port) => groupAtStart(situation, port) === group)
  );
}
