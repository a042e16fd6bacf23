import type { Action } from '../action';
import { projection, type Clause } from '../clause';
import type { Situation } from '../situation';

/** An interface of the VM host that is plumbed for IPv6, or may be, joins a group, is emptied or is deleted: nothing moves IPv6 along. */
export const hostIpv6Kept: Clause = {
  id: 'host-ipv6-kept',
  source:
    "inferred from APA Administrator's Guide 11i v3, March 2014, p. 82, and the Interface Card Critical Resource Analysis White Paper for HP-UX 11i v3, p. 23 and 26",
  projections: (situation) => {
    const { ipv6Interfaces } = situation.host;
    return situation.steps.flatMap(({ action, place }) =>
      lostBy(action, situation).flatMap((name) => {
        if (ipv6Interfaces !== null && !ipv6Interfaces.some((each) => each === name)) return [];
        const state = ipv6Interfaces === null ? 'may be plumbed for IPv6' : 'is plumbed for IPv6';
        const harm = `${name} ${state}, and ${what(action)}`;
        return [
          projection<{ readonly done: boolean }>({
            about: name,
            steps: [place],
            start: { done: false },
            next: () => ({ harm }),
          }),
        ];
      }),
    );
  },
};

function lostBy(action: Action, { group }: Situation): readonly string[] {
  switch (action.kind) {
    case 'join': {
      // A new failover group takes over what its primary port, named first, has.
      const isTaken = action.mode === 'LAN_MONITOR' && (group.get(action.group)?.ports.length ?? 0) === 0;
      return isTaken ? action.ports.slice(1) : action.ports;
    }
    case 'leave': {
      const members = group.get(action.group)?.ports ?? [];
      const isEmptied = action.ports === null || members.every((port) => action.ports?.includes(port) === true);
      return isEmptied ? [action.group] : [];
    }
    case 'delete-vlan':
      return [action.vlan];
    default:
      return [];
  }
}

function what(action: Action): string {
  if (action.kind === 'join') return `joins ${action.group}`;
  return action.kind === 'leave' ? 'is emptied' : 'is deleted';
}
