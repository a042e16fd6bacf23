import type { SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import type { Random } from '../random';
import type { DeclaredHost } from './declared-host';

/** Something that happens on a host and touches nothing that a document declares; undefined where it cannot happen. */
interface UnrelatedChange {
  readonly name: string;
  readonly change: (host: DeclaredHost, random: Random) => SimulatedHostState | undefined;
}

/** What happens on hosts besides: no document declares it. */
export const UNRELATED_CHANGES: readonly UnrelatedChange[] = [
  {
    name: 'a guest was started or stopped',
    change: ({ state }, random) => {
      if (state.guests.length === 0) return undefined;
      const { name } = random.pick(state.guests);
      return {
        ...state,
        guests: state.guests.map((each) => (each.name === name ? { ...each, isOn: !each.isOn } : each)),
      };
    },
  },
  {
    name: 'an interface without a vswitch got another address',
    change: ({ state }, random) => {
      const carrying = new Set([
        ...state.vswitches.map(({ uplink }) => uplink),
        ...state.running.aggregates.flatMap(({ ports }) => ports),
      ]);
      const free = state.nics.map(({ name }) => name).filter((name) => !carrying.has(name));
      if (free.length === 0) return undefined;
      const name = random.pick(free);
      const address = {
        interface: name,
        address: `172.16.${String(random.below(250))}.9`,
        netmask: '255.255.255.0',
        isUp: true,
      };
      return { ...state, addresses: [...state.addresses.filter((each) => each.interface !== name), address] };
    },
  },
  {
    name: 'a guest got another disk',
    change: ({ state }, random) => {
      if (state.guests.length === 0) return undefined;
      const { name } = random.pick(state.guests);
      const disk = `disk:avio_stor:0,6,${String(random.below(9))}:lv:/dev/vg09/rlv${String(random.below(99))}`;
      return {
        ...state,
        guests: state.guests.map((each) => (each.name === name ? { ...each, storage: [...each.storage, disk] } : each)),
      };
    },
  },
];
