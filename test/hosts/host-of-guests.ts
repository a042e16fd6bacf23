import type { ObservedHost } from '../../src/model/observed-host';
import { nic, quickStartHost } from './quick-start-host';

const ROLES = ['app', 'db', 'lic', 'mq', 'sap', 'web'] as const;
const GROUPS = 4;

/**
 * A host with that many guests, each with two NICs in VLANs, on four vswitches over groups of two 10 Gigabit cards; `lan9` is
 * spare. For pages and benches: real hosts of such a size look much like it.
 */
export function hostOfGuests(count: number): ObservedHost {
  const nics = Array.from({ length: count }, (_, index) => nicsOf(index)).flat();
  const groups = Array.from({ length: GROUPS }, (_, index) => index);
  const host = quickStartHost();
  const [empty] = host.apaGroups.filter(({ mode }) => mode === 'Not_Enabled');
  return {
    ...host,
    lanInterfaces: [
      nic('lan0', '0x00306ea72c0d', {}),
      ...groups.flatMap((group) => [1, 2].map((port) => card(group * 2 + port, `lan${String(900 + group)}`))),
      card(9, null),
    ],
    apaGroups: groups.map((group) => ({
      ...empty!,
      name: `lan${String(900 + group)}`,
      ports: [`lan${String(group * 2 + 1)}`, `lan${String(group * 2 + 2)}`],
      state: 'up',
      mac: macOf(0x3000 + group * 2 + 1),
      ...(group === 0
        ? { mode: 'LAN_MONITOR', loadBalancing: 'LB_HS' }
        : { mode: 'LACP_AUTO', loadBalancing: 'LB_MAC', key: 900 + group }),
    })) as unknown as ObservedHost['apaGroups'],
    vswitches: groups.map((group) => ({
      name: vswitchOf(group),
      number: 21 + group,
      state: 'up',
      uplink: `lan${String(900 + group)}`,
      mac: macOf(0x3000 + group * 2 + 1),
      ipAddress: null,
      isShareable: true,
      ports: nics
        .filter(({ vswitch }) => vswitch === vswitchOf(group))
        .map(({ guest, port, vlanId }) => ({
          port,
          state: 'Active',
          adapter: 'avio_lan',
          vlanId,
          reservedGuests: 1,
          activeGuest: guest,
        })),
    })) as unknown as ObservedHost['vswitches'],
    guests: Array.from({ length: count }, (_, index) => ({
      ...host.guests[0]!,
      name: nameOf(index),
      number: index + 1,
    })) as unknown as ObservedHost['guests'],
    guestNics: nics as unknown as ObservedHost['guestNics'],
    addresses: host.addresses.filter((address) => address.interface === 'lan0'),
    netconf: host.netconf.filter((entry) => entry.interface === 'lan0'),
    tunables: { macAddressFrames: 1 },
  };
}

/**
 * A change to {@link hostOfGuests}: the failover group becomes an aggregate, twelve guests change their VLAN, and three get
 * a NIC on a new vswitch.
 */
export function changeOfGuests(host: ObservedHost): object {
  const moved = host.guestNics.filter(({ vswitch }) => vswitch === vswitchOf(2)).slice(0, 12);
  return {
    apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'], loadBalancing: 'LB_MAC' }],
    vswitches: [
      { name: vswitchOf(0), uplink: 'lan900' },
      { name: vswitchOf(2), uplink: 'lan902' },
      { name: 'backup', uplink: 'lan9', state: 'up' },
    ],
    guestNics: [
      ...moved.map(({ guest, slot, vswitch }) => ({ guest, slot, vswitch, vlanId: 210 })),
      ...host.guests
        .slice(0, 3)
        .map(({ name }) => ({ guest: name, slot: '0,4', vswitch: 'backup', adapter: 'avio_lan', vlanId: 300 })),
    ],
  };
}

function nicsOf(
  index: number,
): readonly object[] & readonly { vswitch: string; guest: string; port: number; vlanId: number }[] {
  return [0, 1].map((place) => {
    const vswitch = vswitchOf((index + place * 2) % GROUPS);
    return {
      guest: nameOf(index),
      slot: `0,${String(place + 1)}`,
      adapter: 'avio_lan',
      mac: macOf(0x560000 + index * 2 + place),
      vswitch,
      port: Math.floor(index / GROUPS) * 2 + place + 1,
      vlanId: 100 + place * 20 + (Math.floor(index / GROUPS) % 4),
    };
  });
}

function card(ppa: number, aggregate: string | null): ObservedHost['lanInterfaces'][number] {
  return nic(`lan${String(ppa)}`, macOf(0x3000 + ppa), {
    driver: 'iexgbe',
    interfaceType: '10GBASE-SR',
    speedMbps: 10_000,
    aggregate: aggregate as ObservedHost['lanInterfaces'][number]['aggregate'],
  });
}

function nameOf(index: number): string {
  return `${ROLES[index % ROLES.length] ?? ''}${String(Math.floor(index / ROLES.length) + 1).padStart(2, '0')}`;
}

function vswitchOf(group: number): string {
  return `vmlan${String(900 + group)}`;
}

function macOf(value: number): string {
  return `0x${(0x001a4b000000 + value).toString(16).padStart(12, '0')}`;
}
