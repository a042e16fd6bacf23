/** Link-local address that IPv6 makes of a MAC address (`0x` and 12 hex digits): RFC 2464, section 5, as HP-UX prints it. */
export function linkLocalAddress(mac: string): string {
  const digits = mac.slice(2).padStart(12, '0');
  const first = (Number.parseInt(digits.slice(0, 2), 16) ^ 0x02).toString(16).padStart(2, '0');
  const identifier = `${first}${digits.slice(2, 6)}fffe${digits.slice(6)}`;
  const groups = [0, 4, 8, 12].map((start) => Number.parseInt(identifier.slice(start, start + 4), 16).toString(16));
  return `fe80::${groups.join(':')}`;
}
