import type { GuestSlot } from '../../src/model/guest-slot';
import { NULL_MAC, type MacAddress } from '../../src/model/mac-address';
import type { GuestName, InterfaceName, VswitchName } from '../../src/model/names';
import type { CoverageGap, ObservedHost, ObservedVswitchPort } from '../../src/model/observed-host';
import { ppaOf } from '../../src/model/ppa';
import type { VlanId } from '../../src/model/vlan-id';
import { GROUPS, groupOf, sortedNics, sortedPorts, type World, type WorldGuestNic } from './world';

/** Group capability of a port that was given none (HP Auto Port Aggregation Administrator's Guide, 11i v3, March 2014, p. 80). */
const DEFAULT_GROUP_CAPABILITY = 5;

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
        isModifiable: listsPorts ? isModifiable : null,
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
    ipv6Interfaces: [],
    tunables: { macAddressFrames: world.frames },
    promiscuousPrograms: world.programs.map((program, index) => ({
      pid: 4000 + index,
      command: program.command,
      interface: program.interface as InterfaceName | null,
    })),
    saved: savedFrom(world),
    cluster: world.cluster,
    managementPath:
      management === undefined || !world.managementPathIsKnown
        ? { address: null, interface: null }
        : { address: management.address, interface: management.interface as InterfaceName },
    ownedAddresses: [...world.owned].sort(),
    unfinishedRun: world.hasUnfinishedRun
      ? {
          runId: 'r1',
          startedAt: '2026-11-22T09:00:00Z',
          holdsLock: false,
          remaining: [{ step: 's02', command: 'x' }],
          isBeingTakenBack: false,
          left: [],
        }
      : null,
    measuredDurations: [],
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
  return {
    mode: mode ?? 'MANUAL',
    key: mode === 'LACP_AUTO' ? number : null,
    groupCapability: mode === 'FEC_AUTO' ? number : DEFAULT_GROUP_CAPABILITY,
  };
}

/** What the next boot brings: what runs, but for what the world forgot to save. Only one driver's file tells of offload. */
function savedFrom(world: World): ObservedHost['saved'] {
  return {
    lanInterfaces: world.nics
      .filter(({ driver }) => driver === 'iether')
      .map((nic) => ({
        name: nic.name as InterfaceName,
        receiveChecksumOffload: nic.receive,
        transmitChecksumOffload: nic.transmit,
        virtualMtuBytes: nic.segmentation ? 32160 : 0,
      })),
    apaGroups: GROUPS.flatMap((name) => {
      const group = world.groups.get(name);
      if (group === undefined || world.unsaved.has(name)) return [];
      const { mode, loadBalancing } = group;
      const isKeyed = mode === 'LACP_AUTO' || mode === 'FEC_AUTO';
      const key = isKeyed ? ppaOf(name as InterfaceName) : null;
      return [{ name: name as InterfaceName, mode, ports: sortedPorts(group.ports), loadBalancing, key }];
    }),
    hostVlans: [...world.hostVlans]
      .filter(([name]) => !world.unsaved.has(name))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, { uplink, vlanId }]) => ({
        name: name as InterfaceName,
        uplink: uplink as InterfaceName,
        vlanId: vlanId as VlanId,
      })),
  };
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

/** MAC address of a NIC of the host. */
function macOfNic(name: string): MacAddress {
  return `0x00306e3981${ppaOf(name as InterfaceName)
    .toString(16)
    .padStart(2, '0')}` as MacAddress;
}
