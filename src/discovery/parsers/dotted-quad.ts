const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/** An IPv4 address as four decimal numbers; unanchored. */
export const DOTTED_QUAD = new RegExp(`${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}`);

const WHOLE = new RegExp(`^${DOTTED_QUAD.source}$`);

/** True for an IPv4 address as four decimal numbers, each 0 to 255. */
export function isDottedQuad(text: string): boolean {
  return WHOLE.test(text);
}
