/** Dotted quad as an unsigned number; undefined when it is not one. */
export function parseIpv4(text: string): number | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || octets.some((octet) => !/^[0-9]{1,3}$/.test(octet) || Number(octet) > 255))
    return undefined;
  return octets.reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/** An unsigned number as dotted quad. */
export function ipv4Text(value: number): string {
  return [24, 16, 8, 0].map((shift) => String((value >>> shift) & 255)).join('.');
}
