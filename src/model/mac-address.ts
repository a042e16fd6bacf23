import type { Brand } from './brand';

/** Station address, normalised to `0x` and 12 lower-case hex digits. */
export type MacAddress = Brand<string, 'MacAddress'>;

/** The address of an interface that has none, as `nwmgr` prints it for an empty aggregate. */
export const NULL_MAC = '0x000000000000' as MacAddress;

const PLAIN = /^0x([0-9a-fA-F]{12})$/;
const SEPARATED =
  /^([0-9a-fA-F]{2})[-:]([0-9a-fA-F]{2})[-:]([0-9a-fA-F]{2})[-:]([0-9a-fA-F]{2})[-:]([0-9a-fA-F]{2})[-:]([0-9a-fA-F]{2})$/;

/**
 * Reads any spelling HP-UX prints or accepts: `0xAABBCC001122`, `0xaabbcc001122`, `aa-bb-cc-00-11-22` (and colons).
 * `undefined` for anything else.
 */
export function parseMacAddress(text: string): MacAddress | undefined {
  const plain = PLAIN.exec(text);
  if (plain?.[1] !== undefined) return `0x${plain[1].toLowerCase()}` as MacAddress;
  const separated = SEPARATED.exec(text);
  if (separated !== null) return `0x${separated.slice(1).join('').toLowerCase()}` as MacAddress;
  return undefined;
}

/** True when the locally administered bit (0x02 of the first octet) is set. */
export function isLocallyAdministered(mac: MacAddress): boolean {
  return (firstOctet(mac) & 0x02) !== 0;
}

/** True for multicast and broadcast addresses (bit 0x01 of the first octet). */
export function isMulticast(mac: MacAddress): boolean {
  return (firstOctet(mac) & 0x01) !== 0;
}

function firstOctet(mac: MacAddress): number {
  return Number.parseInt(mac.slice(2, 4), 16);
}
