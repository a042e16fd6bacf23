import { HAZARDS, type HazardId } from './hazard-catalogue';
import { isAtLeastRelease } from './hpvm-release';
import { aggregateOfPort, interfaceView, nicsBehind, nicsWithChecksumOffload } from './network-view';
import { captures } from './promiscuous-capture';
import { rcIndices, rcValue } from './rc-file';
import { NETCONF, type SimulatedGuest, type SimulatedHostState } from './simulated-host-state';

/** A harm that is there now, as opposed to a {@link Hazard}, which is something that happened. */
export interface OutstandingHazard {
  readonly id: HazardId;
  readonly detail: string;
  readonly source: string;
}

/**
 * What is wrong with a host as it stands: running vswitches that wait for a restart or show a wrong MAC address, VLANs over
 * checksum offload, guest NICs nobody claimed or without an uplink, duplicate MAC addresses, addresses that the next boot
 * gives to a port. Empty for a healthy host. A stale window that
 * a later restart has closed leaves nothing here.
 */
export function outstandingHazards(host: SimulatedHostState): readonly OutstandingHazard[] {
  const found: OutstandingHazard[] = [];
  const report = (id: HazardId, detail: string): void => {
    found.push({ id, detail, source: HAZARDS[id] });
  };
  for (const vswitch of host.vswitches) {
    if (!vswitch.isUp || vswitch.uplink === null) continue;
    if (vswitch.needsRestart.length > 0) report('needs-restart', `${vswitch.name}: ${vswitch.needsRestart.join(', ')}`);
    const mac = interfaceView(host, vswitch.uplink)?.mac ?? null;
    if (mac !== vswitch.capturedMac && !vswitch.needsRestart.includes('mac')) {
      report(
        'needs-restart',
        `${vswitch.name}: shows ${String(vswitch.capturedMac)}, ${vswitch.uplink} has ${String(mac)}`,
      );
    }
    const group = interfaceView(host, vswitch.uplink)?.related ?? null;
    if (group !== null) report('uplink-is-aggregate-port', `${vswitch.name}: ${vswitch.uplink} is a port of ${group}`);
    const offloading = nicsWithChecksumOffload(host, vswitch.uplink);
    const isTagging = Object.keys(vswitch.portVlans).length > 0;
    if (isTagging && offloading.length > 0)
      report('vlan-with-cko', `${vswitch.name}: CKO on (${offloading.join(', ')})`);
  }
  for (const { name, uplink } of host.running.vlans) {
    // The harm is between host and guests: without a running vswitch on the interface there is none.
    const offloading = host.vswitches.some((each) => each.isUp && each.uplink === uplink)
      ? nicsWithChecksumOffload(host, uplink)
      : [];
    if (offloading.length > 0) report('vlan-with-cko', `${name}: CKO on (${offloading.join(', ')})`);
  }
  for (const nic of host.nics) {
    const attributes = host.running.nicAttributes[nic.name];
    if (attributes?.tx_cko === 'off' && attributes.vmtu > 0) report('tx-cko-off-with-tso', nic.name);
    const group = interfaceView(host, nic.name)?.related ?? null;
    const address = host.addresses.find((each) => each.interface === nic.name);
    if (group !== null && address !== undefined)
      report('address-on-joining-port', `${nic.name}, a port of ${group}: ${address.address}`);
  }
  for (const { args, interface: on } of captures(host)) {
    const over = host.vswitches.filter(
      ({ uplink }) => uplink !== null && on !== null && nicsUnder(host, uplink).includes(on),
    );
    if (over.length > 0) report('promiscuous-program', `${args}: under ${over.map(({ name }) => name).join(', ')}`);
  }
  reportNetconf(host, report);
  reportGuests(host, report);
  for (const guest of host.guests) if (guest.isOn) reportNicsWithoutUplink(host, guest, report);
  return found;
}

/** The primary port of a failover group is named rightly: the group takes its address over at boot. */
function reportNetconf(host: SimulatedHostState, report: (id: HazardId, detail: string) => void): void {
  const netconf = host.files[NETCONF] ?? '';
  for (const index of rcIndices(netconf, 'INTERFACE_NAME')) {
    const named = rcValue(netconf, `INTERFACE_NAME[${String(index)}]`) ?? '';
    const address = rcValue(netconf, `IP_ADDRESS[${String(index)}]`) ?? '';
    const group = aggregateOfPort(host, named);
    const isPrimary = group?.mode === 'LAN_MONITOR' && group.ports[0] === named;
    if (address === '' || group === undefined || isPrimary) continue;
    report('netconf-names-a-port', `netconf gives ${address} to ${named}, a port of ${group.name}`);
  }
}

/** AVIO without an uplink is supported since 4.3. */
function reportNicsWithoutUplink(
  host: SimulatedHostState,
  guest: SimulatedGuest,
  report: (id: HazardId, detail: string) => void,
): void {
  if (isAtLeastRelease(host, 4, 30)) return;
  for (const { adapter, slot, vswitch } of guest.nics) {
    const isGuestOnly = host.vswitches.some(({ name, uplink }) => name === vswitch && uplink === null);
    if (adapter === 'avio_lan' && isGuestOnly)
      report('avio-without-uplink', `${guest.name} ${slot} on ${vswitch}, which has no uplink`);
  }
}

function nicsUnder(host: SimulatedHostState, uplink: string): readonly string[] {
  return [uplink, ...nicsBehind(host, uplink)];
}

function reportGuests(host: SimulatedHostState, report: (id: HazardId, detail: string) => void): void {
  const holders = new Map<string, string>(host.nics.map(({ mac, name }) => [mac, name]));
  for (const guest of host.guests) {
    for (const nic of guest.nics) {
      const what = `${guest.name} ${nic.slot}`;
      const holder = holders.get(nic.mac);
      if (holder === undefined) holders.set(nic.mac, what);
      else report('duplicate-mac', `${what}: ${nic.mac} is also the address of ${holder}`);
      if (guest.isOn && !nic.isClaimed) report('nic-unclaimed', `${what} on ${nic.vswitch}`);
      if (!host.vswitches.some(({ name }) => name === nic.vswitch))
        report('delete-vswitch-in-use', `${what}: no vswitch ${nic.vswitch}`);
    }
  }
}
