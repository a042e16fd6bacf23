import type { ObservedGuestNic, ObservedHost, ObservedLanInterface } from '../../src/model/observed-host';
import type { InterfaceName } from '../../src/model/names';

/** The quick-start host, vmhost1, as discovery sees it: the state of page 75 of the 4.2.5 release notes. */
export function quickStartHost(changes: Partial<ObservedHost> = {}): ObservedHost {
  return {
    formatVersion: '1',
    kind: 'hpvm-observed-host',
    host: 'vmhost1',
    observedAt: '2026-11-22T10:00:00Z',
    platform: {
      nodeName: 'vmhost1',
      osRelease: 'B.11.31',
      model: 'ia64 hp server rx6600',
      integrityVmVersion: 'B.04.20.05',
    },
    lanInterfaces: [
      nic('lan0', '0x00306ea72c0d', {}),
      nic('lan1', '0x00306e39815a', { aggregate: 'lan900' as InterfaceName }),
      nic('lan2', '0x00306e39815b', { aggregate: 'lan900' as InterfaceName }),
      nic('lan3', '0x00306e39815c', {}),
      nic('lan4', '0x00127942fce3', {
        driver: 'iexgbe',
        receiveChecksumOffload: 'on',
        interfaceType: '10GBASE-SR',
        transmitChecksumOffload: 'on',
        virtualMtuBytes: 32160,
        speedMbps: 10_000,
      }),
    ],
    apaGroups: [
      group('lan900', {
        mode: 'LAN_MONITOR',
        ports: ['lan1', 'lan2'],
        loadBalancing: 'LB_HS',
        state: 'up',
        mac: '0x00306e39815a',
      }),
      ...['lan901', 'lan902', 'lan903', 'lan904'].map((name) => group(name, {})),
    ],
    hostVlans: [],
    vswitches: [
      vswitch('localnet', 21, null, null, null, [port(1, 'lan', 'web01')]),
      vswitch('vmlan0', 22, 'lan0', '0x00306ea72c0d', '15.13.114.205', [port(1, 'lan', null)]),
      vswitch('vmlan4', 23, 'lan4', '0x00127942fce3', '192.1.2.205', [
        port(1, 'avio_lan', 'db01'),
        port(2, 'avio_lan', 'web01'),
      ]),
      vswitch('vmlan900', 24, 'lan900', '0x00306e39815a', '192.1.4.205', [
        port(1, 'avio_lan', 'db01'),
        port(2, 'avio_lan', 'app01'),
      ]),
    ],
    guests: [guest('app01', 3, true), guest('db01', 1, true), guest('test01', 4, false), guest('web01', 2, true)],
    guestNics: [
      guestNic('app01', '0,1', 'avio_lan', '0x2a2e5a050aba', 'vmlan900', 2),
      guestNic('db01', '0,1', 'avio_lan', '0x56e9e3096a22', 'vmlan900', 1),
      guestNic('db01', '0,2', 'avio_lan', '0x56e9e3096a23', 'vmlan4', 1),
      guestNic('test01', '0,1', 'lan', '0xaed6f7fa4e3e', 'vmlan0', 1),
      guestNic('web01', '0,1', 'avio_lan', '0x66f3f84e37d5', 'vmlan4', 2),
      guestNic('web01', '0,2', 'lan', '0x66f3f84e37d6', 'localnet', 1),
    ],
    addresses: [address('lan0', '15.13.114.205'), address('lan4', '192.1.2.205'), address('lan900', '192.1.4.205')],
    netconf: [
      netconf(0, 'lan0', '15.13.114.205'),
      netconf(1, 'lan1', '192.1.4.205'),
      netconf(2, 'lan4', '192.1.2.205'),
    ],
    ipv6Interfaces: [],
    saved: null,
    tunables: { macAddressFrames: null },
    promiscuousPrograms: [],
    cluster: { vswitchmgr: 'absent', serviceguard: 'absent' },
    managementPath: { address: '15.13.114.205', interface: 'lan0' as InterfaceName },
    ownedAddresses: [],
    unfinishedRun: null,
    measuredDurations: [],
    coverage: [],
    ...changes,
  };
}

/** A spare 1 GbE NIC unless told otherwise. */
export function nic(name: string, mac: string, changes: Partial<ObservedLanInterface>): ObservedLanInterface {
  return {
    name: name as InterfaceName,
    mac: mac as ObservedLanInterface['mac'],
    state: 'up',
    driver: 'igelan',
    interfaceType: '1000Base-T',
    aggregate: null,
    receiveChecksumOffload: 'off',
    transmitChecksumOffload: 'off',
    virtualMtuBytes: 0,
    speedMbps: 1000,
    description: 'HP AB545-60001 PCI/PCI-X 1000Base-T 4-port 1000B-T Adapter',
    apaPort: null,
    ...changes,
  };
}

/** An unconfigured aggregate unless told otherwise. */
function group(
  name: string,
  changes: { mode?: string; ports?: readonly string[]; loadBalancing?: string; state?: string; mac?: string },
): ObservedHost['apaGroups'][number] {
  return {
    name,
    mode: 'Not_Enabled',
    ports: [],
    loadBalancing: 'LB_MAC',
    state: 'down',
    mac: '0x000000000000',
    key: null,
    groupCapability: null,
    ...changes,
  } as unknown as ObservedHost['apaGroups'][number];
}

/** A vswitch that is up; without addresses a guest-only one. */
function vswitch(
  name: string,
  number: number,
  uplink: string | null,
  mac: string | null,
  ipAddress: string | null,
  ports: readonly object[],
): ObservedHost['vswitches'][number] {
  const facts = { name, number, state: 'up', uplink, mac, ipAddress, isShareable: true, ports };
  return facts as unknown as ObservedHost['vswitches'][number];
}

/** A guest that is `On (OS)` or `Off`, with nothing pending. */
function guest(name: string, number: number, isOn: boolean): ObservedHost['guests'][number] {
  return {
    name,
    number,
    stateText: isOn ? 'On (OS)' : 'Off',
    state: isOn ? 'on' : 'off',
    hasPendingConfiguration: false,
    isModifiable: true,
  } as ObservedHost['guests'][number];
}

/** A guest NIC on an untagged port. */
export function guestNic(
  guestName: string,
  slot: string,
  adapter: string,
  mac: string,
  vswitchName: string,
  portNumber: number,
): ObservedGuestNic {
  return {
    guest: guestName,
    slot,
    adapter,
    mac,
    vswitch: vswitchName,
    port: portNumber,
    vlanId: null,
  } as unknown as ObservedGuestNic;
}

function port(number: number, adapter: string, activeGuest: string | null): object {
  return {
    port: number,
    state: activeGuest === null ? 'Reserved' : 'Active',
    adapter,
    vlanId: null,
    reservedGuests: 1,
    activeGuest,
  };
}

function address(name: string, text: string): ObservedHost['addresses'][number] {
  return { interface: name as InterfaceName, address: text, netmask: '255.255.255.0' };
}

function netconf(index: number, name: string, text: string): ObservedHost['netconf'][number] {
  return { index, interface: name as InterfaceName, address: text, netmask: '255.255.255.0' };
}
