import { APA_MODES, LOAD_BALANCING, type OnOff } from '../../../src/model/desired-host';
import type { SimulatedAggregate, SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import { sortedPorts, VLAN_IDS_OF_DRIFT } from './names';
import {
  anyOf,
  changed,
  missing,
  replaced,
  savedOtherwise,
  withRunning,
  withSaved,
  type RelevantChange,
} from './relevant-change';

const flipped = (value: OnOff): OnOff => (value === 'on' ? 'off' : 'on');

const OF_NICS: readonly RelevantChange[] = [
  {
    name: 'lanInterface.checksumOffload',
    change: ({ state, loaded: { desired } }, random) => {
      const nic = anyOf(random, desired.lanInterfaces?.filter((each) => each.checksumOffload !== undefined) ?? []);
      const before = state.running.nicAttributes[nic?.name ?? ''];
      if (nic === undefined || before === undefined) return undefined;
      const [receives, sends] = random.pick([
        [true, true],
        [true, false],
        [false, true],
      ] as const);
      const rx_cko = receives ? flipped(before.rx_cko) : before.rx_cko;
      const tx_cko = sends ? flipped(before.tx_cko) : before.tx_cko;
      const now = rx_cko === tx_cko ? rx_cko : rx_cko === 'on' ? 'receive only' : 'transmit only';
      const nicAttributes = { ...state.running.nicAttributes, [nic.name]: { ...before, rx_cko, tx_cko } };
      return {
        state: withRunning(state, { nicAttributes }),
        expected: changed(`lanInterface.${nic.name}`, 'checksumOffload', now),
      };
    },
  },
  {
    name: 'lanInterface.segmentationOffload',
    change: ({ state, loaded: { desired } }, random) => {
      const nic = anyOf(random, desired.lanInterfaces ?? []);
      const before = state.running.nicAttributes[nic?.name ?? ''];
      if (nic === undefined || before === undefined) return undefined;
      const vmtu = before.vmtu === 0 ? 32160 : 0;
      const nicAttributes = { ...state.running.nicAttributes, [nic.name]: { ...before, vmtu } };
      const now = vmtu === 0 ? 'off' : 'on';
      return {
        state: withRunning(state, { nicAttributes }),
        expected: changed(`lanInterface.${nic.name}`, 'segmentationOffload', now),
      };
    },
  },
  ...(['checksumOffload', 'segmentationOffload'] as const).map((field): RelevantChange => ({
    name: `lanInterface.saved.${field}`,
    change: ({ state, loaded: { desired } }, random) => {
      const drivers = new Map(state.nics.map(({ name, driver }) => [name, driver]));
      const fitting = desired.lanInterfaces?.filter(
        (each) => each[field] !== undefined && drivers.get(each.name) === 'iether',
      );
      const nic = anyOf(random, fitting ?? []);
      const before = state.saved.nicAttributes[nic?.name ?? ''];
      if (nic === undefined || before === undefined) return undefined;
      const [cko, vmtu] = [flipped(before.rx_cko), before.vmtu === 0 ? 32160 : 0];
      const after = field === 'checksumOffload' ? { ...before, rx_cko: cko, tx_cko: cko } : { ...before, vmtu };
      const now = field === 'checksumOffload' ? cko : vmtu === 0 ? 'off' : 'on';
      const nicAttributes = { ...state.saved.nicAttributes, [nic.name]: after };
      return {
        state: withSaved(state, { nicAttributes }),
        expected: savedOtherwise(`lanInterface.${nic.name}`, field, now),
      };
    },
  })),
];

/** The host without a card: no address, port or VLAN interface is on it any more. */
function withoutNic(state: SimulatedHostState, name: string): SimulatedHostState {
  const aggregates = state.running.aggregates.map((group) => {
    const ports = group.ports.filter((port) => port !== name);
    return ports.length > 0 || group.ports.length === 0 ? { ...group, ports } : emptied(group);
  });
  const running = {
    aggregates,
    portModes: state.running.portModes.filter((each) => each.name !== name),
    vlans: state.running.vlans.filter(({ uplink }) => uplink !== name),
  };
  return withRunning(
    {
      ...state,
      nics: state.nics.filter((each) => each.name !== name),
      addresses: state.addresses.filter((each) => each.interface !== name),
    },
    running,
  );
}

function emptied(group: SimulatedAggregate): SimulatedAggregate {
  return { ...group, mode: 'Not_Enabled', ports: [], lb: 'LB_MAC', key: null, gc: null };
}

/** What no plan brings back. */
const GONE: readonly RelevantChange[] = [
  {
    name: 'lanInterface missing',
    change: ({ state, loaded: { desired } }, random) => {
      // Neither the card that our connection comes in on is pulled, nor the last.
      const ours = state.addresses[0]?.interface;
      const nic = anyOf(random, desired.lanInterfaces?.filter(({ name }) => name !== ours) ?? []);
      if (nic === undefined || state.nics.length < 2) return undefined;
      return { state: withoutNic(state, nic.name), expected: missing(`lanInterface.${nic.name}`) };
    },
  },
  {
    name: 'apaGroup missing from what APA offers',
    change: ({ state, loaded: { desired } }, random) => {
      const { name } = anyOf(random, desired.apaGroups ?? []) ?? {};
      const group = state.running.aggregates.find((each) => each.name === name);
      if (group === undefined || state.addresses[0]?.interface === name) return undefined;
      const running = {
        aggregates: state.running.aggregates.filter((each) => each.name !== name),
        portModes: state.running.portModes.filter((each) => !group.ports.includes(each.name)),
        vlans: state.running.vlans.filter(({ uplink }) => uplink !== name),
      };
      const addresses = state.addresses.filter((each) => each.interface !== name);
      return {
        state: withRunning({ ...state, addresses }, running),
        expected: missing(`apaGroup.${group.name}`),
      };
    },
  },
];

type GroupField = 'mode' | 'ports' | 'loadBalancing';

/** Another setting of a group in one field, with what a report would call it; undefined where there is none. */
function otherGroup(
  group: SimulatedAggregate,
  field: GroupField,
  spare: readonly string[],
  random: { pick: <T>(list: readonly T[]) => T; chance: (probability: number) => boolean },
): { readonly group: SimulatedAggregate; readonly now: string | readonly string[] } | undefined {
  switch (field) {
    case 'mode': {
      const modes = APA_MODES.filter(
        (mode) => mode !== group.mode && (mode !== 'LAN_MONITOR' || group.ports.length > 1),
      );
      const mode = random.pick(modes);
      const number = Number(group.name.slice(3));
      const lb = mode === 'LAN_MONITOR' ? 'LB_HS' : group.lb === 'LB_HS' ? 'LB_MAC' : group.lb;
      const key = mode === 'LACP_AUTO' ? number : null;
      return { group: { ...group, mode, lb, key, gc: mode === 'FEC_AUTO' ? number : null }, now: mode };
    }
    case 'ports': {
      const [more] = spare;
      const least = group.mode === 'LAN_MONITOR' ? 2 : 1;
      if (more === undefined && group.ports.length <= least) return undefined;
      const isMore = more !== undefined && (group.ports.length <= least || random.chance(0.5));
      const ports = isMore ? [...group.ports, more] : group.ports.slice(0, -1);
      return { group: { ...group, ports }, now: sortedPorts(ports) };
    }
    case 'loadBalancing': {
      if (group.mode === 'LAN_MONITOR') return undefined;
      const lb = random.pick(LOAD_BALANCING.filter((each) => each !== group.lb));
      return { group: { ...group, lb }, now: lb };
    }
  }
}

const OF_GROUPS: readonly RelevantChange[] = [
  ...(['mode', 'ports', 'loadBalancing'] as const).flatMap((field) =>
    (['running', 'saved'] as const).map((where): RelevantChange => ({
      name: `apaGroup.${where === 'saved' ? 'saved.' : ''}${field}`,
      change: ({ state, loaded: { desired } }, random) => {
        const wanted = anyOf(random, desired.apaGroups?.filter((each) => each[field] !== undefined) ?? []);
        const group = state[where].aggregates.find(({ name, ports }) => name === wanted?.name && ports.length > 0);
        if (group === undefined) return undefined;
        const used = new Set([
          ...state[where].aggregates.flatMap(({ ports }) => ports),
          ...state.vswitches.map(({ uplink }) => uplink),
          ...state.addresses.map((each) => each.interface),
          ...state[where].vlans.map(({ uplink }) => uplink),
        ]);
        const spare = state.nics.map(({ name }) => name).filter((name) => !used.has(name));
        const other = otherGroup(group, field, spare, random);
        if (other === undefined) return undefined;
        const aggregates = replaced(state[where].aggregates, group.name, () => other.group);
        const { mode, ports, key, gc } = other.group;
        const keyed = mode === 'LACP_AUTO' || mode === 'FEC_AUTO' ? mode : undefined;
        const portModes = [
          ...state[where].portModes.filter(({ name }) => !group.ports.includes(name) && !ports.includes(name)),
          ...(keyed === undefined ? [] : ports.map((name) => ({ name, mode: keyed, group: key ?? gc ?? 0 }))),
        ];
        const address = `apaGroup.${group.name}`;
        return where === 'saved'
          ? { state: withSaved(state, { aggregates, portModes }), expected: savedOtherwise(address, field, other.now) }
          : { state: withRunning(state, { aggregates, portModes }), expected: changed(address, field, other.now) };
      },
    })),
  ),
  ...(['running', 'saved'] as const).map((where): RelevantChange => ({
    name: where === 'running' ? 'apaGroup missing' : 'apaGroup not saved',
    change: ({ state, loaded: { desired } }, random) => {
      const { name } = anyOf(random, desired.apaGroups ?? []) ?? {};
      const group = state[where].aggregates.find((each) => each.name === name && each.ports.length > 0);
      if (group === undefined) return undefined;
      const aggregates = replaced(state[where].aggregates, group.name, emptied);
      const portModes = state[where].portModes.filter((each) => !group.ports.includes(each.name));
      const address = `apaGroup.${group.name}`;
      return where === 'running'
        ? { state: withRunning(state, { aggregates, portModes }), expected: missing(address) }
        : { state: withSaved(state, { aggregates, portModes }), expected: savedOtherwise(address, 'mode', null) };
    },
  })),
];

const OF_VLANS: readonly RelevantChange[] = (['running', 'saved'] as const).flatMap((where) => [
  ...(['vlanId', 'uplink'] as const).map((field): RelevantChange => ({
    name: `hostVlan.${where === 'saved' ? 'saved.' : ''}${field}`,
    change: ({ state, loaded: { desired } }, random) => {
      const { name } = anyOf(random, desired.hostVlans ?? []) ?? {};
      const vlan = state[where].vlans.find((each) => each.name === name);
      if (vlan === undefined || name === undefined) return undefined;
      const ports = new Set(state.running.aggregates.flatMap((each) => each.ports));
      const uplinks = state.nics.map((each) => each.name).filter((each) => each !== vlan.uplink && !ports.has(each));
      const uplink = field === 'uplink' ? anyOf(random, uplinks) : vlan.uplink;
      const taken = state[where].vlans.map((each) => each.vlanId);
      const vlanId =
        field === 'vlanId'
          ? anyOf(
              random,
              VLAN_IDS_OF_DRIFT.filter((each) => !taken.includes(each)),
            )
          : vlan.vlanId;
      if (uplink === undefined || vlanId === undefined) return undefined;
      const vlans = replaced(state[where].vlans, name, (each) => ({ ...each, uplink, vlanId }));
      const [address, now] = [`hostVlan.${name}`, field === 'uplink' ? uplink : vlanId];
      return where === 'saved'
        ? { state: withSaved(state, { vlans }), expected: savedOtherwise(address, field, now) }
        : { state: withRunning(state, { vlans }), expected: changed(address, field, now) };
    },
  })),
  {
    name: where === 'running' ? 'hostVlan missing' : 'hostVlan not saved',
    change: ({ state, loaded: { desired } }, random) => {
      const { name } = anyOf(random, desired.hostVlans ?? []) ?? {};
      if (name === undefined || !state[where].vlans.some((each) => each.name === name)) return undefined;
      const vlans = replaced(state[where].vlans, name, () => undefined);
      return where === 'running'
        ? { state: withRunning(state, { vlans }), expected: missing(`hostVlan.${name}`) }
        : { state: withSaved(state, { vlans }), expected: savedOtherwise(`hostVlan.${name}`, 'vlanId', null) };
    },
  },
]);

/** Changes of NICs, groups and host VLANs, as they run and as they are saved. */
export const CHANGES_OF_INTERFACES: readonly RelevantChange[] = [...OF_NICS, ...OF_GROUPS, ...OF_VLANS, ...GONE];
