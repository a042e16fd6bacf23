import type { DesiredGuestNic } from '../../../src/model/desired-host';
import { HPVMCONF, type SimulatedGuestNic, type SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import type { Random } from '../random';
import type { DeclaredHost } from './declared-host';
import { VLAN_IDS_OF_DRIFT } from './names';
import { anyOf, changed, missing, replaced, type RelevantChange } from './relevant-change';

interface Found {
  readonly wanted: DesiredGuestNic;
  readonly nic: SimulatedGuestNic;
}

/** A declared NIC of a guest with what the host has of it. */
function declaredNic(
  { state, loaded: { desired } }: DeclaredHost,
  random: Random,
  fits: (nic: DesiredGuestNic) => boolean,
): Found | undefined {
  const wanted = anyOf(random, desired.guestNics?.filter(fits) ?? []);
  const nic = state.guests.find(({ name }) => name === wanted?.guest)?.nics.find(({ slot }) => slot === wanted?.slot);
  return wanted === undefined || nic === undefined ? undefined : { wanted, nic };
}

function withNic(
  state: SimulatedHostState,
  { wanted }: Found,
  change: (nic: SimulatedGuestNic) => SimulatedGuestNic | undefined,
): SimulatedHostState {
  const guests = replaced(state.guests, wanted.guest, (guest) => ({
    ...guest,
    nics: guest.nics.flatMap((nic) => (nic.slot === wanted.slot ? (change(nic) ?? []) : [nic])),
  }));
  return { ...state, guests };
}

const addressOf = ({ wanted }: Found): string => `guestNic.${wanted.guest}:${wanted.slot}`;

/** The highest port that any NIC has on a vswitch, and one more. */
function freePort({ guests }: SimulatedHostState, vswitch: string): number {
  return (
    1 +
    Math.max(0, ...guests.flatMap(({ nics }) => nics.filter((nic) => nic.vswitch === vswitch).map(({ port }) => port)))
  );
}

/** VLAN ids by port, with one set, or taken away. */
function withPortVlan(
  state: SimulatedHostState,
  vswitch: string,
  port: number,
  vlanId: number | undefined,
): SimulatedHostState {
  const vswitches = replaced(state.vswitches, vswitch, (each) => {
    const { [String(port)]: _, ...others } = each.portVlans;
    return { ...each, portVlans: vlanId === undefined ? others : { ...others, [String(port)]: vlanId } };
  });
  return { ...state, vswitches };
}

const OF_NICS: readonly RelevantChange[] = [
  {
    name: 'guestNic.vswitch',
    change: (host, random) => {
      const found = declaredNic(host, random, ({ vswitch }) => vswitch !== undefined);
      const vswitch = anyOf(
        random,
        host.state.vswitches.map(({ name }) => name).filter((name) => name !== found?.nic.vswitch),
      );
      if (found === undefined || vswitch === undefined) return undefined;
      const state = withNic(host.state, found, (nic) => ({ ...nic, vswitch, port: freePort(host.state, vswitch) }));
      return { state, expected: changed(addressOf(found), 'vswitch', vswitch) };
    },
  },
  {
    name: 'guestNic.adapter',
    change: (host, random) => {
      const found = declaredNic(host, random, ({ adapter }) => adapter !== undefined);
      if (found === undefined) return undefined;
      const adapter = found.nic.adapter === 'lan' ? 'avio_lan' : 'lan';
      return {
        state: withNic(host.state, found, (nic) => ({ ...nic, adapter })),
        expected: changed(addressOf(found), 'adapter', adapter),
      };
    },
  },
  {
    name: 'guestNic.vlanId',
    change: (host, random) => {
      const found = declaredNic(host, random, ({ vlanId }) => vlanId !== undefined);
      if (found === undefined) return undefined;
      const { vswitch, port } = found.nic;
      const isTagged = found.wanted.vlanId !== null;
      const vlanId = isTagged && random.chance(0.4) ? undefined : random.pick(VLAN_IDS_OF_DRIFT);
      return {
        state: withPortVlan(host.state, vswitch, port, vlanId),
        expected: changed(addressOf(found), 'vlanId', vlanId ?? null),
      };
    },
  },
  {
    name: 'guestNic.port',
    change: (host, random) => {
      const found = declaredNic(host, random, ({ port }) => port !== undefined);
      if (found === undefined) return undefined;
      const port = freePort(host.state, found.nic.vswitch);
      return {
        state: withNic(host.state, found, (nic) => ({ ...nic, port })),
        expected: changed(addressOf(found), 'port', port),
      };
    },
  },
  {
    name: 'guestNic.mac',
    change: (host, random) => {
      const found = declaredNic(host, random, ({ mac }) => mac !== undefined);
      if (found === undefined) return undefined;
      const mac = '0x66f3f84e37d5';
      return {
        state: withNic(host.state, found, (nic) => ({ ...nic, mac })),
        expected: changed(addressOf(found), 'mac', mac),
      };
    },
  },
  {
    name: 'guestNic missing',
    change: (host, random) => {
      const found = declaredNic(host, random, ({ adapter, vswitch }) => adapter !== undefined && vswitch !== undefined);
      if (found === undefined) return undefined;
      return {
        state: withNic(host.state, found, () => undefined),
        expected: missing(addressOf(found)),
      };
    },
  },
  {
    name: 'guest missing',
    change: ({ state, loaded: { desired } }, random) => {
      const { guest } = anyOf(random, desired.guestNics ?? []) ?? {};
      if (guest === undefined) return undefined;
      return {
        state: { ...state, guests: replaced(state.guests, guest, () => undefined) },
        expected: missing(`guest.${guest}`),
      };
    },
  },
  {
    name: 'guest with a configuration that waits for its start',
    change: ({ state, loaded: { desired } }, random) => {
      const { guest } = anyOf(random, desired.guestNics ?? []) ?? {};
      if (guest === undefined || state.guests.find(({ name }) => name === guest)?.nextNics !== null) return undefined;
      const guests = replaced(state.guests, guest, (each) => ({ ...each, nextNics: each.nics }));
      return {
        state: { ...state, guests },
        expected: { class: 'pending-reboot', isDrift: false, address: `guest.${guest}` },
      };
    },
  },
];

const OF_TUNABLES: RelevantChange = {
  name: 'tunables.macAddressFrames',
  change: ({ state, loaded: { desired } }, random) => {
    const wanted = desired.tunables?.macAddressFrames;
    if (wanted === undefined) return undefined;
    const now = random.chance(0.3) ? null : random.pick([0, 1, 2, 5, 30].filter((each) => each !== wanted));
    const text = (state.files[HPVMCONF] ?? '').replace(/^HPVMMACADDRFRAMES=.*\n/m, '');
    const file = now === null ? text : `${text}HPVMMACADDRFRAMES=${String(now)}\n`;
    return {
      state: { ...state, files: { ...state.files, [HPVMCONF]: file } },
      expected: changed('tunables', 'macAddressFrames', now),
    };
  },
};

/** Changes of guest NICs, and of the tunables that are for them. */
export const CHANGES_OF_GUESTS: readonly RelevantChange[] = [...OF_NICS, OF_TUNABLES];
