import type { AdapterType } from '../../model/desired-host';
import { parseGuestSlot, type GuestSlot } from '../../model/guest-slot';
import { parseMacAddress, type MacAddress } from '../../model/mac-address';
import { parseVswitchName, type VswitchName } from '../../model/names';

/** A guest NIC, as the host describes it. */
export interface NetworkDevice {
  readonly slot: GuestSlot;
  readonly adapter: AdapterType;
  readonly mac: MacAddress;
  readonly vswitch: VswitchName;
  /** Null before Integrity VM 4.0, which prints none. */
  readonly port: number | null;
}

const RESOURCE = /^network:([a-z_]+):(\d),(\d),([^:]+):vswitch:([^:]+)(?::portid:(\d{1,4}))?$/;

/**
 * Reads a device string such as `network:avio_lan:0,1,0x66F3F84E37D5:vswitch:vlan1:portid:4`; `undefined` when it is not one that a host
 * prints (always with bus, device and address).
 *
 * @see hpvmresources(5), Integrity VM 4.3 manual p. 325
 */
export function parseNetworkDevice(text: string): NetworkDevice | undefined {
  const [, type = '', bus = '', device = '', address = '', name = '', portId] = RESOURCE.exec(text) ?? [];
  return networkDevice({ type, bus, device, address, name, port: portId ?? '' });
}

/** Builds a guest NIC from its printed parts; an empty `port` means none was printed. `undefined` when a part is not readable. */
export function networkDevice(parts: {
  readonly type: string;
  readonly bus: string;
  readonly device: string;
  readonly address: string;
  readonly name: string;
  readonly port: string;
}): NetworkDevice | undefined {
  const adapter = parseAdapterType(parts.type);
  const slot = parseGuestSlot(`${parts.bus},${parts.device}`);
  const mac = parseMacAddress(parts.address);
  const vswitch = parseVswitchName(parts.name);
  if (adapter === undefined || slot === undefined || mac === undefined || vswitch === undefined) return undefined;
  return { slot, adapter, mac, vswitch, port: parts.port === '' ? null : Number(parts.port) };
}

/** Reads an adapter type; HP accepts and prints `avio_lan` and `aviolan` for the same thing (hpvmresources(5)). */
export function parseAdapterType(text: string): AdapterType | undefined {
  if (text === 'lan') return 'lan';
  return text === 'avio_lan' || text === 'aviolan' ? 'avio_lan' : undefined;
}
