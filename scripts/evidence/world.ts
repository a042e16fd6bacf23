import type { AdapterType, ApaMode, LoadBalancing } from '../../src/model/desired-host';
import type { GuestSlot } from '../../src/model/guest-slot';
import { NULL_MAC, type MacAddress } from '../../src/model/mac-address';
import type { GuestName, InterfaceName, VswitchName } from '../../src/model/names';
import type { CoverageGap, ObservedCluster, ObservedHost, ObservedVswitchPort } from '../../src/model/observed-host';
import { ppaOf } from '../../src/model/ppa';
import type { VlanId } from '../../src/model/vlan-id';

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

/** MAC address of a NIC of the host. */
function macOfNic(name: string): MacAddress {
  return `0x00306e3981${ppaOf(name as InterfaceName)
    .toString(16)
    .padStart(2, '0')}` as MacAddress;
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

/** The host as discovery would see it. */
export function observedFrom(world: World): ObservedHost {
  const addressOn = (name: string | null): string | null =>
    world.addresses.find((each) => each.interface === name)?.address ?? null;
  const macOf = (name: string): MacAddress => {
    const port = world.groups.has(name) ? world.groups.get(name)?.ports[0] : name;
    return port === undefined ? NULL_MAC : macOfNic(port);
  };
  const management = world.addresses[0];
  // Up to 3.x, hpvmstatus -d prints no port.
  const listsPorts = !world.version.startsWith('B.03');
  return {
    formatVersion: '1',
    kind: 'hpvm-observed-host',
    host: 'vmhost1',
    observedAt: '2026-11-22T10:00:00Z',
    platform: {
      nodeName: 'vmhost1',
      osRelease: 'B.11.31',
      model: 'ia64 hp server rx6600',
      integrityVmVersion: world.version,
    },
    lanInterfaces: world.nics.map((nic) => ({
      name: nic.name as InterfaceName,
      mac: macOfNic(nic.name),
      state: 'up',
      driver: nic.driver,
      interfaceType: nic.is10G ? '10GBASE-KR' : '1000Base-T',
      aggregate: (groupOf(world, nic.name) ?? null) as InterfaceName | null,
      receiveChecksumOffload: nic.receive,
      transmitChecksumOffload: nic.transmit,
      virtualMtuBytes: nic.segmentation ? 32160 : 0,
      speedMbps: nic.is10G ? 10_000 : 1000,
      description: nic.description,
      apaPort: apaPortOf(world, nic.name),
    })),
    apaGroups: GROUPS.map((name) => {
      const group = world.groups.get(name);
      return {
        name: name as InterfaceName,
        mode: group?.mode ?? 'Not_Enabled',
        ports: sortedPorts(group?.ports ?? []),
        loadBalancing: group?.loadBalancing ?? 'LB_MAC',
        state: group === undefined ? 'down' : 'up',
        mac: group === undefined ? NULL_MAC : macOf(name),
        key: group?.mode === 'LACP_AUTO' ? ppaOf(name as InterfaceName) : null,
        groupCapability: group?.mode === 'FEC_AUTO' ? ppaOf(name as InterfaceName) : null,
      };
    }),
    hostVlans: [...world.hostVlans]
      .sort(([left], [right]) => ppaOf(left as InterfaceName) - ppaOf(right as InterfaceName))
      .map(([name, { uplink, vlanId }]) => ({
        name: name as InterfaceName,
        uplink: uplink as InterfaceName,
        vlanId: vlanId as VlanId,
        state: 'up',
      })),
    vswitches: [...world.vswitches]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, { uplink, isUp, isShareable }], index) => ({
        name: name as VswitchName,
        number: 21 + index,
        state: isUp ? ('up' as const) : ('down' as const),
        uplink: uplink as InterfaceName | null,
        mac: isUp && uplink !== null ? macOf(uplink) : null,
        ipAddress: isUp ? addressOn(uplink) : null,
        isShareable,
        ports: portsOf(world, name, isUp),
      })),
    guests: [...world.guests]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, { isOn, hasPendingConfiguration, isModifiable }], index) => ({
        name: name as GuestName,
        number: index + 1,
        stateText: isOn ? 'On (OS)' : 'Off',
        state: isOn ? 'on' : 'off',
        hasPendingConfiguration,
        isModifiable,
      })),
    guestNics: sortedNics(world).map(([identity, nic]) => {
      const [guest = '', slot = ''] = identity.split(':');
      return {
        guest: guest as GuestName,
        slot: slot as GuestSlot,
        adapter: nic.adapter,
        mac: (nic.mac ?? NULL_MAC) as MacAddress,
        vswitch: nic.vswitch as VswitchName,
        port: listsPorts ? nic.port : null,
        vlanId: listsPorts ? (nic.vlanId as VlanId | null) : 'unknown',
      };
    }),
    addresses: [...world.addresses]
      .sort((left, right) => ppaOf(left.interface as InterfaceName) - ppaOf(right.interface as InterfaceName))
      .map((each) => ({ interface: each.interface as InterfaceName, address: each.address, netmask: '255.255.255.0' })),
    netconf: world.netconf.map((each, index) => ({
      index,
      interface: each.interface as InterfaceName,
      address: each.address,
      netmask: '255.255.255.0',
    })),
    saved: null,
    tunables: { macAddressFrames: world.frames },
    promiscuousPrograms: world.programs.map((program, index) => ({
      pid: 4000 + index,
      command: program.command,
      interface: program.interface as InterfaceName | null,
    })),
    cluster: world.cluster,
    managementPath:
      management === undefined || !world.managementPathIsKnown
        ? { address: null, interface: null }
        : { address: management.address, interface: management.interface as InterfaceName },
    ownedAddresses: [...world.owned].sort(),
    unfinishedRun: world.hasUnfinishedRun
      ? { runId: 'r1', startedAt: '2026-11-22T09:00:00Z', holdsLock: false, remaining: [{ step: 's02', command: 'x' }] }
      : null,
    coverage: [...world.coverage, ...(listsPorts ? [] : sortedNics(world).map(portGap))],
  };
}

function portGap([identity, nic]: readonly [string, WorldGuestNic]): CoverageGap {
  const reason = `${identity} is attached to ${nic.vswitch}, but no listing of this release says on which port.`;
  return { subject: `guestNic.${identity}`, probe: `/opt/hpvm/bin/hpvmnet -S ${nic.vswitch}`, reason };
}

function apaPortOf(world: World, nic: string): ObservedHost['lanInterfaces'][number]['apaPort'] {
  const name = groupOf(world, nic);
  const mode = world.groups.get(name ?? '')?.mode;
  const number = name === undefined ? null : ppaOf(name as InterfaceName);
  return mode === 'LACP_AUTO' || mode === 'FEC_AUTO'
    ? { mode, key: mode === 'LACP_AUTO' ? number : null, groupCapability: mode === 'FEC_AUTO' ? number : null }
    : null;
}

/** Ports in ascending order of their numbers, as documents and listings have them. */
export function sortedPorts(ports: readonly string[]): InterfaceName[] {
  return ([...ports] as InterfaceName[]).sort((left, right) => ppaOf(left) - ppaOf(right));
}

/** Guest NICs by guest, then slot. */
export function sortedNics(world: World): (readonly [string, WorldGuestNic])[] {
  return [...world.guestNics].sort(([left], [right]) => (left < right ? -1 : 1));
}

function portsOf(world: World, vswitch: string, isUp: boolean): readonly ObservedVswitchPort[] {
  return [...world.guestNics]
    .filter(([, nic]) => nic.vswitch === vswitch)
    .sort(([, left], [, right]) => left.port - right.port)
    .map(([identity, nic]) => {
      const guest = identity.split(':')[0] as GuestName;
      const isActive = world.guests.get(guest)?.isOn === true;
      return {
        port: nic.port,
        state: isActive ? (isUp ? 'Active' : 'Down') : 'Reserved',
        adapter: nic.adapter,
        vlanId: nic.vlanId as VlanId | null,
        reservedGuests: 1,
        activeGuest: isActive ? guest : null,
      };
    });
}
