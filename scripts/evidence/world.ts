import type { AdapterType, ApaMode, LoadBalancing } from '../../src/model/desired-host';
import type { InterfaceName } from '../../src/model/names';
import type { CoverageGap, ObservedCluster } from '../../src/model/observed-host';
import { ppaOf } from '../../src/model/ppa';

/** A host in few words: what instances are made of. Everything that an observed host says beyond this follows from it. */
export interface World {
  readonly version: string;
  readonly nics: WorldNic[];
  /** Configured groups by name; every other of {@link GROUPS} exists empty. */
  readonly groups: Map<string, WorldGroup>;
  readonly hostVlans: Map<string, { uplink: string; vlanId: number }>;
  readonly vswitches: Map<string, WorldVswitch>;
  readonly guests: Map<string, WorldGuest>;
  /** By `guest:slot`. */
  readonly guestNics: Map<string, WorldGuestNic>;
  readonly addresses: { interface: string; address: string }[];
  readonly netconf: { interface: string; address: string }[];
  frames: number | null;
  readonly programs: { command: string; interface: string | null }[];
  readonly owned: Set<string>;
  /** Groups and host VLANs that run but were not saved. */
  readonly unsaved: Set<string>;
  readonly coverage: CoverageGap[];
  cluster: ObservedCluster;
  managementPathIsKnown: boolean;
  hasUnfinishedRun: boolean;
}

export interface WorldNic {
  readonly name: string;
  readonly driver: string;
  readonly description: string;
  readonly is10G: boolean;
  receive: 'on' | 'off';
  transmit: 'on' | 'off';
  segmentation: boolean;
}

export interface WorldGroup {
  mode: ApaMode;
  /** The first one lends its MAC address to the group. */
  ports: string[];
  loadBalancing: LoadBalancing | 'LB_HS';
}

export interface WorldVswitch {
  uplink: string | null;
  isUp: boolean;
  readonly isShareable: boolean;
}

interface WorldGuest {
  readonly isOn: boolean;
  readonly hasPendingConfiguration: boolean;
  readonly isModifiable: boolean;
}

export interface WorldGuestNic {
  vswitch: string;
  adapter: AdapterType;
  port: number;
  vlanId: number | null;
  /** Null in a desired state: the host makes one up. */
  mac: string | null;
}

/** Aggregates that exist on the host. */
export const GROUPS = ['lan900', 'lan901', 'lan902', 'lan903', 'lan904'] as const;

/** A host with nothing on it. */
export function emptyWorld(): World {
  return {
    version: 'B.04.20.05',
    nics: [],
    groups: new Map(),
    hostVlans: new Map(),
    vswitches: new Map(),
    guests: new Map(),
    guestNics: new Map(),
    addresses: [],
    netconf: [],
    frames: null,
    programs: [],
    owned: new Set(),
    unsaved: new Set(),
    coverage: [],
    cluster: { vswitchmgr: 'absent', serviceguard: 'absent' },
    managementPathIsKnown: true,
    hasUnfinishedRun: false,
  };
}

/** A spare NIC with every offload off. */
export function plainNic(name: string): WorldNic {
  const description = 'HP 1000Base-T adapter';
  return { name, driver: 'iether', description, is10G: false, receive: 'off', transmit: 'off', segmentation: false };
}

/** A spare 10 Gbit/s NIC, which can do segmentation offload. */
export function fastNic(name: string): WorldNic {
  return { ...plainNic(name), driver: 'iexgbe', description: 'HP 10GBASE-KR adapter', is10G: true };
}

/** A locally administered address for the nth guest NIC. */
export function macOfGuestNic(number: number): string {
  return `0x56e9e309${number.toString(16).padStart(4, '0')}`;
}

/** The group that has an interface as a port. */
export function groupOf(world: World, nic: string): string | undefined {
  for (const [name, group] of world.groups) if (group.ports.includes(nic)) return name;
  return undefined;
}

/** NICs that carry the traffic of an uplink. */
export function nicsUnder(world: World, uplink: string): readonly string[] {
  return world.groups.get(uplink)?.ports ?? [uplink];
}

/** Ports in ascending order of their numbers, as documents and listings have them. */
export function sortedPorts(ports: readonly string[]): InterfaceName[] {
  return ([...ports] as InterfaceName[]).sort((left, right) => ppaOf(left) - ppaOf(right));
}

/** Guest NICs by guest, then slot. */
export function sortedNics(world: World): (readonly [string, WorldGuestNic])[] {
  return [...world.guestNics].sort(([left], [right]) => (left < right ? -1 : 1));
}
