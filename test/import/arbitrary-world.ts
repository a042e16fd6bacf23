import { simulatedFrom } from '../../scripts/evidence/carry-out-steps';
import { observedFrom } from '../../scripts/evidence/observed-from';
import { randomFrom, type Random } from '../../scripts/evidence/random';
import { LARGE, randomWorld, SMALL, type WorldSize } from '../../scripts/evidence/random-world';
import type { ObservedHost } from '../../src/model/observed-host';
import { writeSavedFiles } from '../../src/simulator/saved-files/saved-files';
import { createSimulatedHost, type SimulatedHost } from '../../src/simulator/simulated-host';
import type { SimulatedHostState } from '../../src/simulator/simulated-host-state';
import { observeSimulated } from '../simulation/observe-simulated';

/** More guests than any page of a manual shows. */
const CROWDED: WorldSize = { nics: 10, groups: 5, vswitches: 8, guests: 40, nicsPerGuest: 5 };

/** Names that HP's commands take and that code, or a careless generator of it, may stumble over. */
const VSWITCH_NAMES =
  'class new __proto_ constru 0 9lives A-1 a_b-c-d VSwitch host scope app Resource lan4 then toString x'
    .split(' ')
    .filter((name) => name.length <= 8);
const GUEST_NAMES = [
  'class',
  'constructor',
  '__proto__',
  '0',
  '9lives',
  'A-1.b',
  'host',
  'scope',
  'vsa',
  'Guest',
  'toString',
  `g${'u'.repeat(60)}est`,
];
const HOST_NAMES = [
  'vmhost1',
  'vm-host.example.net',
  '9host',
  'class',
  'main',
  'networks',
  'a.b.c.d.e',
  'constructor',
  'x'.repeat(63),
  'index',
  'host',
  'VMHOST2',
];

/** A generated host as discovery sees it, and what it was seen on. */
export interface GeneratedHost {
  readonly observed: ObservedHost;
  readonly simulated: SimulatedHost;
}

/** A host as discovery sees it on the simulator: any that commands could have led to, with names and leavings of all sorts. */
export async function generatedHost(seed: number, stream: number): Promise<ObservedHost> {
  return (await simulatedHost(seed, stream)).observed;
}

/** The same, with the simulator that goes on from there. */
export async function simulatedHost(seed: number, stream: number): Promise<GeneratedHost> {
  const random = randomFrom(seed, stream);
  const world = randomWorld(random, random.pick([SMALL, SMALL, LARGE, LARGE, CROWDED]));
  // What cannot be read is the matter of the recordings, and a run that stopped half way is settled first.
  world.coverage.length = 0;
  world.hasUnfinishedRun = false;
  if (random.chance(0.5)) world.owned.clear();
  // What is ours and not saved has to be saved, whatever the code says.
  for (const address of world.owned) world.unsaved.delete(address.slice(address.indexOf('.') + 1));
  const renamed = withOtherNames(observedFrom(world), random);
  const state = simulatedFrom(renamed);
  const simulated = createSimulatedHost(
    world.owned.size === 0 && random.chance(0.4) ? halfSaved(state, random) : state,
  );
  const observed = await observeSimulated(simulated, renamed.ownedAddresses);
  return { observed: { ...observed, host: random.pick(HOST_NAMES) }, simulated };
}

function withOtherNames(observed: ObservedHost, random: Random): ObservedHost {
  const names = new Map<string, string>();
  const rename = (before: string, pool: readonly string[]): void => {
    const free = pool.filter((name) => ![...names.values()].includes(name));
    if (random.chance(0.6) && free.length > 0) names.set(before, random.pick(free));
  };
  for (const { name } of observed.vswitches) if (name !== 'localnet') rename(name, VSWITCH_NAMES);
  const vswitches = new Map(names);
  names.clear();
  for (const { name } of observed.guests) rename(name, GUEST_NAMES);
  const guests = new Map(names);
  const vlans = new Map(
    observed.hostVlans.map(({ name }) => [name as string, `lan${String(5000 + random.below(3999))}`]),
  );
  const replace = (key: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (key === 'guest' || key === 'activeGuest') return guests.get(value) ?? value;
    if (key === 'vswitch') return vswitches.get(value) ?? value;
    return value;
  };
  const copy = JSON.parse(JSON.stringify(observed), replace) as ObservedHost;
  const named = <T extends { readonly name: string }>(
    list: readonly T[],
    map: ReadonlyMap<string, string>,
  ): readonly T[] => list.map((each) => ({ ...each, name: map.get(each.name) ?? each.name }));
  const vlanOf = (name: string): string => vlans.get(name) ?? name;
  return {
    ...copy,
    vswitches: named(copy.vswitches, vswitches),
    guests: named(copy.guests, guests),
    hostVlans: new Set(vlans.values()).size === vlans.size ? named(copy.hostVlans, vlans) : copy.hostVlans,
    addresses: copy.addresses.map((each) => ({ ...each, interface: vlanOf(each.interface) })),
    netconf: copy.netconf.map((each) => ({ ...each, interface: vlanOf(each.interface) })),
    saved:
      copy.saved === null ? null : { ...copy.saved, hostVlans: named((copy.saved.hostVlans ?? []) as never, vlans) },
    ownedAddresses: copy.ownedAddresses.map((address) => {
      const [, kind = '', first = '', rest = ''] = /^([a-zA-Z]+)\.([^:]*)(.*)$/.exec(address) ?? [];
      const map = { vswitch: vswitches, guestNic: guests, hostVlan: vlans }[kind];
      return `${kind}.${map?.get(first) ?? first}${rest}`;
    }),
  } as unknown as ObservedHost;
}

/** Some of what runs is not saved, or is saved otherwise. */
function halfSaved(state: SimulatedHostState, random: Random): SimulatedHostState {
  const { saved } = state;
  const after = {
    ...state,
    saved: {
      ...saved,
      aggregates: saved.aggregates.map((group) =>
        random.chance(0.4) ? { ...group, mode: 'Not_Enabled' as const, ports: [], key: null, gc: null } : group,
      ),
      vlans: saved.vlans.flatMap((vlan) =>
        random.chance(0.3) ? [] : random.chance(0.3) ? [{ ...vlan, vlanId: 99 }] : [vlan],
      ),
      nicAttributes: Object.fromEntries(
        Object.entries(saved.nicAttributes).map(([name, nic]) => [
          name,
          random.chance(0.3) ? { ...nic, rx_cko: 'off', tx_cko: 'off' } : nic,
        ]),
      ) as typeof saved.nicAttributes,
    },
  };
  return { ...after, files: writeSavedFiles(state, after) };
}
