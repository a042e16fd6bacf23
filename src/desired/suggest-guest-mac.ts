import { parseMacAddress } from '../model/mac-address';

const LOCALLY_ADMINISTERED = 0x02;
const MULTICAST = 0x01;

/**
 * The address that is meant where only the bits of the first octet are wrong: locally administered, and to one station.
 * Undefined for what is no MAC address at all.
 *
 * @see Integrity VM A.01.20 Installation, Configuration, and Administration, chapter 7
 */
export function suggestGuestMac(text: string): string | undefined {
  const mac = parseMacAddress(text);
  if (mac === undefined) return undefined;
  const first = (Number.parseInt(mac.slice(2, 4), 16) | LOCALLY_ADMINISTERED) & ~MULTICAST;
  return `0x${first.toString(16).padStart(2, '0')}${mac.slice(4)}`;
}
