import { NULL_MAC } from '../model/mac-address';
import type { ObservedGuest, ObservedHost } from '../model/observed-host';
import { ppaOf } from '../model/ppa';
import { savedFromSnapshot } from './saved-from-snapshot';
import type { Scenario } from './scenario';
import { HPVMCONF, NETCONF, type GuestStatus, type NetworkConfiguration } from './simulated-host-state';
import { uplinksByVswitch, VSWITCH_MANAGER } from './vswitchmgr';

/** Path of the ownership record on a host. */
const OWNERSHIP = '/var/opt/hpvmctl/ownership';

/**
 * Builds a host that looks like a snapshot. What a snapshot does not say is chosen plainly: what is saved equals
 * what runs, attributes that were not read are off, hardware paths and link speeds are made up from names.
 */
export function scenarioFromSnapshot(observed: ObservedHost): Scenario {
  const { platform } = observed;
  return {
    formatVersion: '1',
    kind: 'hpvm-simulated-host',
    nodeName: platform.nodeName,
    osRelease: platform.osRelease,
    model: platform.model ?? 'ia64 hp server rx6600',
    role: 'vm-host',
    managementAddress: observed.managementPath.address ?? observed.addresses[0]?.address ?? '127.0.0.1',
    listingHeader: 'NamePPA',
    bundles:
      platform.integrityVmVersion === null
        ? []
        : [{ name: 'T2767AC', revision: platform.integrityVmVersion, title: 'Integrity VM' }],
    clockSeconds: Math.floor(Date.parse(observed.observedAt) / 1000),
    randomState: 1,
    nics: observed.lanInterfaces.map(({ name, mac, driver, interfaceType, state, speedMbps, description }) => ({
      ...{ name, mac, driver, hardwarePath: `0/${String(ppaOf(name))}/1/0`, interfaceType: interfaceType ?? '' },
      ...{ speedMbps: speedMbps ?? (/^10G/i.test(interfaceType ?? '') ? 10_000 : 1000), hasLink: state === 'up' },
      description: description ?? `${driver} adapter`,
    })),
    network: networkOf(observed),
    saved: savedFromSnapshot(networkOf(observed), observed.saved ?? null),
    ipv6Interfaces: observed.ipv6Interfaces ?? [],
    addresses: observed.addresses.map((each) => ({ ...each, isUp: true })),
    files: filesOf(observed),
    vswitches: observed.vswitches.map((vswitch) => ({
      ...{ name: vswitch.name, number: vswitch.number, isUp: vswitch.state === 'up', uplink: vswitch.uplink },
      ...{ capturedMac: vswitch.mac, capturedIp: vswitch.ipAddress },
      portVlans: Object.fromEntries(
        vswitch.ports.flatMap(({ port, vlanId }) => (vlanId === null ? [] : [[String(port), vlanId]])),
      ),
    })),
    guests: observed.guests.map((guest) => guestOf(observed, guest)),
    processes: processesOf(observed),
    unsharedVswitches: observed.vswitches.filter(({ isShareable }) => isShareable === false).map(({ name }) => name),
    ...(observed.cluster.vswitchmgr === 'running' ? { managedVswitches: uplinksByVswitch(observed) } : {}),
  };
}

function processesOf(observed: ObservedHost): Scenario['processes'] {
  const seen = [
    { pid: 1, user: 'root', args: 'init' },
    ...observed.promiscuousPrograms.map(({ pid, command }) => ({ pid, user: 'root', args: command })),
  ];
  const last = Math.max(...seen.map(({ pid }) => pid));
  const { vswitchmgr, serviceguard } = observed.cluster;
  const cluster = [
    ...(serviceguard === 'running' ? ['/usr/lbin/cmcld'] : []),
    ...(vswitchmgr === 'running' ? [VSWITCH_MANAGER] : []),
  ];
  return [...seen, ...cluster.map((args, index) => ({ pid: last + 1 + index, user: 'root', args }))];
}

function networkOf(observed: ObservedHost): NetworkConfiguration {
  const attributes = observed.lanInterfaces.map((nic) => {
    const rx = nic.receiveChecksumOffload ?? 'off';
    const tx = nic.transmitChecksumOffload ?? 'off';
    return [nic.name, { mtu: 1500, vmtu: nic.virtualMtuBytes ?? 0, rx_cko: rx, tx_cko: tx }] as const;
  });
  const macOf = (name: string): string => observed.lanInterfaces.find((nic) => nic.name === name)?.mac ?? NULL_MAC;
  const configured = observed.apaGroups.filter(({ mode }) => mode !== 'Not_Enabled');
  return {
    nicAttributes: Object.fromEntries(attributes),
    aggregates: observed.apaGroups.map(({ name, mode, ports, loadBalancing, mac, key, groupCapability }) => ({
      ...{ name, mode, lb: loadBalancing ?? 'LB_MAC' },
      ports: [...ports].sort((left, right) => Number(macOf(right) === mac) - Number(macOf(left) === mac)),
      key: key ?? (mode === 'LACP_AUTO' ? ppaOf(name) : null),
      gc: groupCapability ?? (mode === 'FEC_AUTO' ? ppaOf(name) : null),
    })),
    portModes: portModesOf(observed, configured),
    vlans: observed.hostVlans.map(({ name, uplink, vlanId }) => ({
      ...{ name, uplink, vlanId: vlanId ?? 0, label: 'UNNAMED', pri: 0, tos: 0 },
    })),
  };
}

function portModesOf(
  observed: ObservedHost,
  configured: readonly ObservedHost['apaGroups'][number][],
): NetworkConfiguration['portModes'] {
  return observed.lanInterfaces.flatMap(({ name, apaPort }): NetworkConfiguration['portModes'] => {
    const group = configured.find(({ ports }) => ports.includes(name));
    const mode = apaPort?.mode ?? group?.mode;
    if (mode !== 'LACP_AUTO' && mode !== 'FEC_AUTO') return [];
    const own = mode === 'LACP_AUTO' ? apaPort?.key : apaPort?.groupCapability;
    const ofGroup = mode === 'LACP_AUTO' ? group?.key : group?.groupCapability;
    return [{ name, mode, group: own ?? ofGroup ?? (group === undefined ? 0 : ppaOf(group.name)) }];
  });
}

function filesOf(observed: ObservedHost): Scenario['files'] {
  const frames = observed.tunables.macAddressFrames;
  const netconf = observed.netconf.flatMap((entry) => {
    const index = `[${String(entry.index)}]`;
    return [`INTERFACE_NAME${index}="${entry.interface}"`]
      .concat(entry.address === null ? [] : `IP_ADDRESS${index}="${entry.address}"`)
      .concat(entry.netmask === null ? [] : `SUBNET_MASK${index}="${entry.netmask}"`);
  });
  return {
    [NETCONF]: [`HOSTNAME="${observed.platform.nodeName}"`, ...netconf],
    [HPVMCONF]: ['HPVM_ENABLE=1', ...(frames === null ? [] : [`HPVMMACADDRFRAMES=${String(frames)}`])],
    ...(observed.ownedAddresses.length === 0
      ? {}
      : { [OWNERSHIP]: observed.ownedAddresses.map((address) => `claim ${address}`) }),
  };
}

function guestOf(observed: ObservedHost, guest: ObservedGuest): Scenario['guests'][number] {
  const nics = observed.guestNics
    .filter((nic) => nic.guest === guest.name)
    .map((nic, index) => ({
      ...{ slot: nic.slot, adapter: nic.adapter, mac: nic.mac, vswitch: nic.vswitch },
      ...{ port: nic.port ?? guest.number * 8 + index, isClaimed: true },
    }));
  return {
    ...{
      name: guest.name,
      number: guest.number,
      osType: 'HPUX',
      isOn: guest.state !== 'off',
      startsWithHost: guest.state !== 'off',
    },
    ...{ vcpus: 1, memoryGb: 4, storage: [], nics },
    disabledStatus: disabledStatusOf(guest),
    nextNics: guest.hasPendingConfiguration === true ? nics : null,
  };
}

function disabledStatusOf({ isModifiable, stateText }: ObservedGuest): readonly GuestStatus[] {
  return [
    ...(stateText === 'Off (NR)' ? (['runnable'] as const) : []),
    ...(isModifiable === false ? (['modify'] as const) : []),
  ];
}
