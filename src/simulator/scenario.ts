import { CAUTIOUS_ASSUMPTIONS, type Assumptions } from './assumptions';
import type { Draft } from './draft';
import vmhost1 from './scenarios/vmhost1.json';
import type {
  NetworkConfiguration,
  SimulatedAggregate,
  SimulatedGuest,
  SimulatedGuestNic,
  SimulatedHostState,
  SimulatedVswitch,
} from './simulated-host-state';
import { firstSavedFiles } from './saved-files/saved-files';
import { captureUplink } from './vswitch-uplink';

type Vswitch = Pick<SimulatedVswitch, 'name' | 'number' | 'isUp' | 'uplink'> & Partial<SimulatedVswitch>;
type GuestNic = Omit<SimulatedGuestNic, 'isClaimed'> & Partial<SimulatedGuestNic>;
type Guest = Omit<SimulatedGuest, 'nics' | 'nextNics' | 'uuid'> & {
  readonly uuid?: string;
  readonly nextNics?: SimulatedGuest['nextNics'];
  readonly nics: readonly GuestNic[];
};

/**
 * A host before it is brought up: what a scenario file says. `network` is both the running and the saved configuration
 * unless `saved` differs, and its files are written where `files` has none; what a vswitch captures at boot and empty aggregates are filled in.
 */
export interface Scenario extends Omit<
  SimulatedHostState,
  'running' | 'saved' | 'vswitches' | 'guests' | 'files' | 'faults' | 'hazards' | 'assumptions'
> {
  readonly network: NetworkConfiguration;
  readonly saved?: NetworkConfiguration;
  /** Lines of each file. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly vswitches: readonly Vswitch[];
  readonly guests: readonly Guest[];
  readonly assumptions?: Partial<Assumptions>;
}

/** Scenarios that come with the product, by name. */
export const SCENARIOS = { vmhost1: vmhost1 as unknown as Scenario } as const;

/** Number of aggregates that exist without being configured (published captures list lan900 to lan904). */
const AGGREGATE_COUNT = 5;

/** Brings a scenario up: every vswitch that is Up captures its uplink as it stands. */
export function hostFromScenario(scenario: Scenario): SimulatedHostState {
  const { network, saved, files, vswitches, guests, assumptions, ...rest } = structuredClone(scenario);
  const host: SimulatedHostState = {
    ...rest,
    assumptions: { ...CAUTIOUS_ASSUMPTIONS, ...assumptions },
    running: withEmptyAggregates(network),
    saved: withEmptyAggregates(structuredClone(saved ?? network)),
    files: Object.fromEntries(
      Object.entries(files).map(([path, lines]) => [path, lines.map((line) => `${line}\n`).join('')]),
    ),
    vswitches: vswitches.map((vswitch) => ({
      capturedMac: null,
      capturedIp: null,
      needsRestart: [],
      portVlans: {},
      ...vswitch,
    })),
    guests: guests.map((guest, index) => ({
      uuid: `10b8bbb0-0000-11df-8000-${String(index + 1).padStart(12, '0')}`,
      nextNics: null,
      ...guest,
      nics: guest.nics.map((nic) => ({ isClaimed: true, ...nic })),
    })),
    faults: [],
    hazards: [],
  };
  for (const vswitch of (host as Draft<SimulatedHostState>).vswitches)
    if (vswitch.isUp && vswitch.capturedMac === null) captureUplink(host, vswitch);
  return { ...host, files: firstSavedFiles(host) };
}

function withEmptyAggregates(network: NetworkConfiguration): NetworkConfiguration {
  const names = Array.from({ length: AGGREGATE_COUNT }, (_, index) => `lan${String(900 + index)}`);
  const known = network.aggregates.map(({ name }) => name);
  const all = [...new Set([...names, ...known])].sort((left, right) => Number(left.slice(3)) - Number(right.slice(3)));
  return {
    ...network,
    aggregates: all.map((name) => network.aggregates.find((each) => each.name === name) ?? emptyAggregate(name)),
  };
}

function emptyAggregate(name: string): SimulatedAggregate {
  return { name, mode: 'Not_Enabled', ports: [], lb: 'LB_MAC', key: null, gc: null };
}
