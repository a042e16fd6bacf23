import type { DesiredGuestNic, DesiredHost, DesiredLanInterface, DesiredVswitch } from '../../src/model/desired-host';
import type { GuestSlot } from '../../src/model/guest-slot';
import type { MacAddress } from '../../src/model/mac-address';
import type { GuestName, HostName, InterfaceName, VswitchName } from '../../src/model/names';
import type { ObservedHost, ObservedVswitch } from '../../src/model/observed-host';
import type { VlanId } from '../../src/model/vlan-id';

/** A desired host, an observed host that has nothing of it yet, one that has all of it, and one that lacks a single port VLAN. */
export interface LargeHost {
  readonly desired: DesiredHost;
  readonly empty: ObservedHost;
  readonly complete: ObservedHost;
  readonly nearly: ObservedHost;
}

/**
 * A host with that many managed resources: for every 50, one NIC, one vswitch on it, and 48 guest NICs with port
 * VLANs, eight to a guest. Real hosts are far smaller; the bench looks at how time grows.
 */
export function largeHost(resources: number): LargeHost {
  const bays = Math.max(1, Math.round(resources / 50));
  return hostOf(
    bays,
    numbersTo(bays).flatMap((bay) => nicsOf(bay, Math.round(resources / bays) - 2)),
  );
}

/** A host with that many vswitches, each on a NIC of its own, and that many guest NICs on each. */
export function hostWithNics(vswitches: number, nicsOnEach: number): LargeHost {
  return hostOf(
    vswitches,
    numbersTo(vswitches).flatMap((bay) => nicsOf(bay, nicsOnEach)),
  );
}

/** The largest host that anybody is likely to run: 100 vswitches, and 256 guests with 8 NICs each, all in VLANs. */
export function largestHost(): LargeHost {
  const vswitches = 100;
  return hostOf(
    vswitches,
    numbersTo(256 * 8).map((index) => ({
      guest: `g${String(Math.floor(index / 8)).padStart(3, '0')}` as GuestName,
      slot: `0,${String(index % 8)}` as GuestSlot,
      vswitch: vswitch(index % vswitches),
      vlanId: (100 + (index % 40)) as VlanId,
      adapter: 'avio_lan',
      port: Math.floor(index / vswitches) + 1,
    })),
  );
}

function numbersTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function hostOf(bays: number, guestNics: DesiredGuestNic[]): LargeHost {
  const numbers = numbersTo(bays);
  const lanInterfaces = numbers.map((bay): DesiredLanInterface => ({ name: lan(bay), checksumOffload: 'off' }));
  const vswitches = numbers.map((bay): DesiredVswitch => ({ name: vswitch(bay), uplink: lan(bay), state: 'up' }));
  const desired: DesiredHost = {
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: 'large' as HostName,
    lanInterfaces,
    vswitches: vswitches.sort(byName),
    guestNics: guestNics.sort((left, right) => compare(`${left.guest} ${left.slot}`, `${right.guest} ${right.slot}`)),
  };
  const complete = observed(desired, 'complete');
  return { desired, empty: observed(desired, 'empty'), complete, nearly: withoutOneVlan(complete) };
}

function nicsOf(bay: number, count: number): DesiredGuestNic[] {
  return Array.from({ length: count }, (_, index) => ({
    guest: `g${String(bay).padStart(3, '0')}x${String(Math.floor(index / 8)).padStart(2, '0')}` as GuestName,
    slot: `0,${String(index % 8)}` as GuestSlot,
    vswitch: vswitch(bay),
    vlanId: (100 + (index % 40)) as VlanId,
    adapter: 'avio_lan',
    port: index + 1,
  }));
}

function observed(desired: DesiredHost, fill: 'empty' | 'complete'): ObservedHost {
  const nics = desired.guestNics ?? [];
  const guests = [...new Set(nics.map((nic) => nic.guest))];
  const isComplete = fill === 'complete';
  return {
    formatVersion: '1',
    kind: 'hpvm-observed-host',
    host: desired.host,
    observedAt: '2026-11-22T10:00:00Z',
    platform: {
      nodeName: 'large',
      osRelease: 'B.11.31',
      model: 'ia64 hp server rx6600',
      integrityVmVersion: 'B.04.20.05',
    },
    lanInterfaces: (desired.lanInterfaces ?? []).map(({ name }, bay) => ({
      name,
      mac: mac(0x003000000000 + bay),
      state: 'up',
      driver: 'iexgbe',
      interfaceType: '10GBASE-KR',
      aggregate: null,
      receiveChecksumOffload: isComplete ? 'off' : 'on',
      transmitChecksumOffload: isComplete ? 'off' : 'on',
      virtualMtuBytes: 0,
      speedMbps: 10_000,
      description: null,
      apaPort: null,
    })),
    apaGroups: [],
    hostVlans: [],
    vswitches: isComplete ? (desired.vswitches ?? []).map((wanted, bay) => observedVswitch(wanted, bay, nics)) : [],
    guests: guests.map((name, index) => ({
      name,
      number: index + 1,
      stateText: 'On (OS)',
      state: 'on',
      hasPendingConfiguration: false,
      isModifiable: true,
    })),
    guestNics: isComplete
      ? nics.map((nic, index) => ({
          guest: nic.guest,
          slot: nic.slot,
          adapter: 'avio_lan',
          mac: mac(0x560000000000 + index),
          vswitch: nic.vswitch ?? vswitch(0),
          port: nic.port ?? null,
          vlanId: nic.vlanId ?? null,
        }))
      : [],
    addresses: [],
    netconf: [],
    saved: null,
    tunables: { macAddressFrames: 1 },
    promiscuousPrograms: [],
    cluster: { vswitchmgr: 'absent', serviceguard: 'absent' },
    managementPath: { address: null, interface: null },
    ownedAddresses: [],
    unfinishedRun: null,
    ipv6Interfaces: [],
    measuredDurations: [],
    coverage: [],
  };
}

/** The same host, but the first guest NIC is untagged. */
function withoutOneVlan(host: ObservedHost): ObservedHost {
  const [first, ...others] = host.guestNics;
  if (first === undefined) return host;
  return {
    ...host,
    guestNics: [{ ...first, vlanId: null }, ...others],
    vswitches: host.vswitches.map((each) => ({
      ...each,
      ports: each.ports.map((port) =>
        each.name === first.vswitch && port.port === first.port ? { ...port, vlanId: null } : port,
      ),
    })),
  };
}

function observedVswitch(wanted: DesiredVswitch, bay: number, nics: readonly DesiredGuestNic[]): ObservedVswitch {
  return {
    name: wanted.name,
    number: 21 + bay,
    state: 'up',
    uplink: wanted.uplink ?? null,
    mac: mac(0x003000000000 + bay),
    ipAddress: null,
    isShareable: true,
    ports: nics
      .filter((nic) => nic.vswitch === wanted.name)
      .map((nic) => ({
        port: nic.port ?? 0,
        state: 'Active',
        adapter: 'avio_lan',
        vlanId: nic.vlanId ?? null,
        reservedGuests: 1,
        activeGuest: nic.guest,
      })),
  };
}

function lan(bay: number): InterfaceName {
  return `lan${String(bay)}` as InterfaceName;
}

function vswitch(bay: number): VswitchName {
  return `vs${String(bay).padStart(3, '0')}` as VswitchName;
}

function mac(value: number): MacAddress {
  return `0x${value.toString(16).padStart(12, '0')}` as MacAddress;
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return compare(left.name, right.name);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
