import { anyOf, replaced, withRunning, type RelevantChange } from './relevant-change';

/** Things that somebody made beside what is declared: told, and no drift. */
export const UNMANAGED_EXTRAS: readonly RelevantChange[] = [
  {
    name: 'a vswitch nobody declares',
    change: ({ state }) => {
      const number = 1 + Math.max(20, ...state.vswitches.map((each) => each.number));
      const extra = {
        name: 'theirs',
        number,
        isUp: false,
        uplink: null,
        capturedMac: null,
        capturedIp: null,
        needsRestart: [],
        portVlans: {},
      };
      return {
        state: { ...state, vswitches: [...state.vswitches, extra] },
        expected: { class: 'unmanaged-extra', isDrift: false, address: 'vswitch.theirs' },
      };
    },
  },
  {
    name: 'a guest NIC nobody declares',
    change: ({ state }, random) => {
      const guest = anyOf(random, state.guests);
      const vswitch = anyOf(random, state.vswitches);
      if (guest === undefined || vswitch === undefined) return undefined;
      const nic = {
        slot: '6,6',
        adapter: 'lan',
        mac: '0x66f3f84e37aa',
        vswitch: vswitch.name,
        port: 300,
        isClaimed: true,
      } as const;
      const guests = replaced(state.guests, guest.name, (each) => ({ ...each, nics: [...each.nics, nic] }));
      return {
        state: { ...state, guests },
        expected: { class: 'unmanaged-extra', isDrift: false, address: `guestNic.${guest.name}:6,6` },
      };
    },
  },
  {
    name: 'a host VLAN nobody declares',
    change: ({ state }, random) => {
      const ports = new Set(state.running.aggregates.flatMap((each) => each.ports));
      const uplink = anyOf(
        random,
        state.nics.map(({ name }) => name).filter((name) => !ports.has(name)),
      );
      if (uplink === undefined) return undefined;
      const vlan = { name: 'lan5999', vlanId: 999, uplink, label: 'UNNAMED', pri: 0, tos: 0 };
      return {
        state: withRunning(state, { vlans: [...state.running.vlans, vlan] }),
        expected: { class: 'unmanaged-extra', isDrift: false, address: 'hostVlan.lan5999' },
      };
    },
  },
  {
    name: 'a group nobody declares',
    change: ({ state, loaded: { desired } }, random) => {
      const used = new Set([
        ...state.running.aggregates.flatMap(({ ports }) => ports),
        ...state.vswitches.map(({ uplink }) => uplink),
        ...state.running.vlans.map(({ uplink }) => uplink),
      ]);
      const port = anyOf(
        random,
        state.nics.map(({ name }) => name).filter((name) => !used.has(name)),
      );
      const group = state.running.aggregates.find(
        ({ name, ports }) => ports.length === 0 && desired.apaGroups?.every((each) => each.name !== name) === true,
      );
      if (port === undefined || group === undefined) return undefined;
      const aggregates = replaced(state.running.aggregates, group.name, (each) => ({
        ...each,
        mode: 'MANUAL' as const,
        ports: [port],
      }));
      return {
        state: withRunning(state, { aggregates }),
        expected: { class: 'unmanaged-extra', isDrift: false, address: `apaGroup.${group.name}` },
      };
    },
  },
];
