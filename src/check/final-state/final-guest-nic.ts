import type { NicWords } from '../action';
import { projection, type Projection } from '../clause';
import { actionAt, places } from '../follow';
import type { Goals } from '../goals';
import type { Situation } from '../situation';

/** Every guest NIC that the plan names or touches ends where and as it is to be. */
export function finalGuestNics(situation: Situation, goals: Goals): readonly Projection[] {
  const names = new Set([...situation.guestNicSteps.keys(), ...goals.identities('guestNic')]);
  return [...names].map((identity) => {
    const found = situation.guestNic.get(identity);
    return projection({
      about: identity,
      steps: places(situation.guestNicSteps.get(identity)),
      start: nicMemory(found === undefined ? null : { ...found }, null),
      next: (state, step) => {
        const action = actionAt(situation, step);
        if (action.kind === 'add-nic') return nicMemory(action.nic, null);
        return action.kind === 'change-nic' ? nicMemory(action.nic, state.mac) : nicMemory(null, null);
      },
      end: (state) => difference(state, situation, goals, identity),
    });
  });
}

type NicMemory = ReturnType<typeof nicMemory>;

function nicMemory(nic: Omit<NicWords, 'slot'> | null, keptMac: string | null) {
  return {
    isThere: nic !== null,
    vswitch: nic?.vswitch ?? null,
    adapter: nic?.adapter ?? null,
    port: nic?.port ?? null,
    mac: nic?.mac ?? keptMac,
  };
}

function difference(state: NicMemory, situation: Situation, goals: Goals, identity: string): string | undefined {
  const address = `guestNic.${identity}`;
  if (goals.isDeleted(address)) return state.isThere ? `${identity} is still there` : undefined;
  const found = situation.guestNic.get(identity);
  if (found === undefined && !goals.isNamed(address))
    return state.isThere ? `${identity} is there, and nobody asked for it` : undefined;
  if (!state.isThere) return `${identity} is gone`;
  const isMoved = found?.vswitch !== goals.field(address, 'vswitch', found?.vswitch ?? null);
  for (const path of ['vswitch', 'adapter', 'port', 'mac'] as const) {
    // A new NIC gets a port and an address from the planner and the host; a moved one gets another port.
    const isFree = found === undefined || (path === 'port' && isMoved);
    const wanted = goals.field(address, path, isFree ? state[path] : found[path]);
    if (state[path] !== wanted)
      return `${identity} ends with ${path} ${String(state[path])}, and is to have ${String(wanted)}`;
  }
  return undefined;
}
