import { parseMacAddress } from '../../model/mac-address';
import { parseGuestSlot } from '../../model/guest-slot';
import type { AdapterType } from '../../model/desired-host';
import type { SimulatedGuestNic } from '../simulated-host-state';

/** A parsed network resource string; parts that were left out are null. */
export interface NetworkResource {
  readonly adapter: AdapterType;
  readonly slot: string | null;
  readonly mac: string | null;
  readonly vswitch: string;
  readonly port: number | null;
}

const RESOURCE = /^network:(lan|avio_lan|aviolan):([^:]*):vswitch:([^:]+)(?::portid:([0-9]{1,3}))?$/;

/**
 * Reads `network:type:[hw]:vswitch:name[:portid:port]` with hw = `bus,device` or `[bus],[device],mac`
 * (hpvmresources(5), Integrity VM 4.3 guide p. 325). Undefined for anything else.
 */
export function parseNetworkResource(text: string): NetworkResource | undefined {
  const [, type, hardware, vswitch, port] = RESOURCE.exec(text) ?? [];
  if (type === undefined || hardware === undefined || vswitch === undefined) return undefined;
  const parts = hardware === '' ? ['', ''] : hardware.split(',');
  if (parts.length < 2 || parts.length > 3) return undefined;
  const place = `${parts[0] ?? ''},${parts[1] ?? ''}`;
  const slot = place === ',' ? null : (parseGuestSlot(place) ?? undefined);
  const mac = parts[2] === undefined ? null : parseMacAddress(parts[2]);
  if (slot === undefined || mac === undefined) return undefined;
  const adapter = type === 'lan' ? 'lan' : 'avio_lan';
  return { adapter, slot, mac, vswitch, port: port === undefined ? null : Number(port) };
}

/**
 * The string `hpvmstatus -d` prints: MAC upper-case behind `0x`, the port since Integrity VM 4.0
 * (published sessions of 3.5 and 4.x).
 */
export function resourceText(nic: SimulatedGuestNic, hasPort: boolean): string {
  const mac = `0x${nic.mac.slice(2).toUpperCase()}`;
  return `network:${nic.adapter}:${nic.slot},${mac}:vswitch:${nic.vswitch}${hasPort ? `:portid:${String(nic.port)}` : ''}`;
}
