import type { DesiredVswitch } from '../model/desired-host';
import { NULL_MAC, type MacAddress } from '../model/mac-address';
import type { InterfaceName } from '../model/names';
import type { ObservedVswitch } from '../model/observed-host';
import type { FieldChange } from './change';
import type { ObservedIndex } from './resource-difference';

/** Rule that restarts a vswitch which stands on an uplink with other addresses than it captured; its citation is in the catalogue. */
export const RESTART_AFTER_UPLINK_CHANGE = 'restart-after-uplink-mac-change';

/** Fields of a difference that no document can declare: what a running vswitch captured, against what its uplink has. */
export const CAPTURED_FIELDS: ReadonlySet<string> = new Set(['capturedMac', 'capturedIpAddress']);

/**
 * What a running vswitch captured at its boot and its uplink has no longer: the MAC address after a NIC was swapped or APA
 * changed, the IP address after the VM host's own was changed (vPars and Integrity VM V6.3 Administrator Guide, 8.2.1.8,
 * p. 118). Blank cells say nothing, so they are never stale; nor is a vswitch that is down. The address 0x000000000000 says
 * nothing on a NIC, but on an aggregate it is the one it had without ports or while they negotiated.
 */
export function staleCaptures(vswitch: ObservedVswitch, observed: ObservedIndex): readonly FieldChange[] {
  const { uplink } = vswitch;
  if (vswitch.state !== 'up' || uplink === null) return [];
  const present = (observed.lanInterface.get(uplink) ?? observed.apaGroup.get(uplink))?.mac;
  const isRead = vswitch.mac !== null && (vswitch.mac !== NULL_MAC || observed.apaGroup.has(uplink));
  const isKnown = present !== undefined && present !== NULL_MAC && isRead;
  const isStale = isKnown && vswitch.mac !== present && !hasFailedOver(uplink, vswitch.mac, observed);
  const mac: readonly FieldChange[] = isStale ? [{ path: 'capturedMac', before: vswitch.mac, after: present }] : [];
  return [...mac, ...staleAddress(vswitch, observed)];
}

/**
 * The MAC address of a failover group changes with its active port (nwmgr_apa(1M), September 2010, p. 6, rapid ARP). Failing over
 * is what the group is for, so a vswitch that captured the address of another of its ports needs no restart.
 */
function hasFailedOver(uplink: InterfaceName, captured: MacAddress | null, observed: ObservedIndex): boolean {
  const group = observed.apaGroup.get(uplink);
  return group?.mode === 'LAN_MONITOR' && group.ports.some((port) => observed.lanInterface.get(port)?.mac === captured);
}

function staleAddress(vswitch: ObservedVswitch, observed: ObservedIndex): readonly FieldChange[] {
  if (vswitch.ipAddress === null || observed.gapFor('addresses') !== undefined) return [];
  const present = observed.host.addresses
    .filter((entry) => entry.interface === vswitch.uplink)
    .map((entry) => entry.address);
  if (present.includes(vswitch.ipAddress)) return [];
  return [{ path: 'capturedIpAddress', before: vswitch.ipAddress, after: present[0] ?? null }];
}

/** What is stale of a vswitch that is declared, and neither moves to another uplink nor goes down. */
export function staleDeclaredVswitch(
  wanted: DesiredVswitch,
  current: ObservedVswitch | undefined,
  observed: ObservedIndex,
): readonly FieldChange[] {
  if (current === undefined || wanted.state === 'down') return [];
  if (wanted.uplink !== undefined && wanted.uplink !== current.uplink) return [];
  return staleCaptures(current, observed);
}
