import { startGuest } from './commands/guest-power';
import { commandContext } from './command-context';
import type { Draft } from './draft';
import { aggregateOfPort, interfaceView } from './network-view';
import { rcIndices, rcValue } from './rc-file';
import { NETCONF, NETCONF_IPV6, type SimulatedHostState } from './simulated-host-state';
import { uplinksByVswitch } from './vswitchmgr';
import { captureUplink } from './vswitch-uplink';

/** Seconds a boot takes on the virtual clock. */
const BOOT_SECONDS = 600;

/**
 * Boots the host again: what is saved becomes what runs. Order: NICs and aggregates, VLANs, addresses of netconf (a failover
 * group takes the address of its primary port over), vswitches, guests that start with the host
 * (APA guide 11i v3, March 2014, p. 31 and 82; V6.3 Administrator Guide p. 224; order of the groups inferred).
 */
export function reboot(state: SimulatedHostState): SimulatedHostState {
  const host = structuredClone(state) as Draft<SimulatedHostState>;
  const context = commandContext(
    host,
    { name: 'reboot', args: [], answers: [], environment: {} },
    { stdout: '', stderr: '' },
  );
  host.clockSeconds += BOOT_SECONDS;
  host.running = structuredClone(host.saved);
  delete host.settlingAggregates;
  host.addresses = [];
  host.ipv6Interfaces = ipv6AtBoot(host);
  const netconf = host.files[NETCONF] ?? '';
  for (const index of rcIndices(netconf, 'INTERFACE_NAME')) {
    const named = rcValue(netconf, `INTERFACE_NAME[${String(index)}]`) ?? '';
    const address = rcValue(netconf, `IP_ADDRESS[${String(index)}]`) ?? '';
    const netmask = rcValue(netconf, `SUBNET_MASK[${String(index)}]`) ?? '255.255.255.0';
    if (address === '' || interfaceView(host, named) === undefined) continue;
    const group = aggregateOfPort(host, named);
    const isPrimary = group?.mode === 'LAN_MONITOR' && group.ports[0] === named;
    if (group !== undefined && !isPrimary) {
      context.hazard('address-lost-at-boot', `netconf gives ${address} to ${named}, which is a port of ${group.name}`);
      continue;
    }
    const isUp = rcValue(netconf, `INTERFACE_STATE[${String(index)}]`) !== 'down';
    host.addresses.push({ interface: isPrimary ? group.name : named, address, netmask, isUp });
  }
  const startsAll = host.assumptions.haltedVswitchAfterBoot === 'up';
  for (const vswitch of host.vswitches.filter(({ isUp }) => startsAll || isUp)) {
    vswitch.isUp = vswitch.uplink === null || interfaceView(host, vswitch.uplink) !== undefined;
    if (vswitch.isUp) captureUplink(host, vswitch);
  }
  if (host.managedVswitches !== undefined) host.managedVswitches = uplinksByVswitch(host);
  for (const guest of host.guests) guest.isOn = false;
  for (const guest of host.guests) if (guest.startsWithHost) startGuest(context, guest);
  return host;
}

/** Interfaces of netconf-ipv6; a failover group takes those of its primary port over (APA guide 11i v3, March 2014, p. 82). */
function ipv6AtBoot(host: SimulatedHostState): string[] {
  const text = host.files[NETCONF_IPV6] ?? '';
  return rcIndices(text, 'IPV6_INTERFACE').flatMap((index) => {
    const named = rcValue(text, `IPV6_INTERFACE[${String(index)}]`) ?? '';
    if (interfaceView(host, named) === undefined) return [];
    const group = aggregateOfPort(host, named);
    return [group?.mode === 'LAN_MONITOR' && group.ports[0] === named ? group.name : named];
  });
}
