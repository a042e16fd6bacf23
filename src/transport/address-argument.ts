import { isIPv6 } from 'node:net';

/** An address as users type it: `[user@]address[:port]`. */
export interface AddressArgument {
  readonly address: string;
  readonly user?: string;
  /** 1 to 65535. */
  readonly port?: number;
}

const NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?$/;
const USER = /^[A-Za-z0-9_.][A-Za-z0-9_.@+\\-]*\$?$/;

/**
 * Reads `[user@]address[:port]`. An IPv6 address stands in brackets when a port follows (`[2001:db8::1]:2222`), and may
 * stand bare when none does. `undefined` for anything else.
 */
export function parseAddressArgument(text: string): AddressArgument | undefined {
  const at = text.lastIndexOf('@');
  const user = at < 0 ? undefined : text.slice(0, at);
  if (user !== undefined && !USER.test(user)) return undefined;
  const place = parsePlace(text.slice(at + 1));
  return place === undefined ? undefined : { ...place, ...(user === undefined ? {} : { user }) };
}

/** Reads a TCP port, 1 to 65535; `undefined` for anything else. */
export function parsePort(text: string): number | undefined {
  const port = Number(text);
  return /^[0-9]{1,5}$/.test(text) && port >= 1 && port <= 65_535 ? port : undefined;
}

/** True for a DNS name or an IPv4 or IPv6 address without brackets; never for a text that a program could take for an option. */
export function isAddress(text: string): boolean {
  return (NAME.test(text) && text.length <= 253) || isIPv6(text);
}

function parsePlace(text: string): { address: string; port?: number } | undefined {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  const plain = /^([^:]*)(?::([^:]*))?$/.exec(text);
  const [address, portText] =
    bracketed !== null ? [bracketed[1], bracketed[2]] : plain !== null ? [plain[1], plain[2]] : [text];
  if (address === undefined || !isAddress(address)) return undefined;
  if (portText === undefined) return { address };
  const port = parsePort(portText);
  return port === undefined ? undefined : { address, port };
}
