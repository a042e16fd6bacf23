import { parseInterfaceName } from '../../model/names';
import type { ObservedNetconfEntry } from '../../model/observed-host';
import { failure, success, type Result } from '../../model/result';
import { isDottedQuad } from './dotted-quad';
import { parseRcVariables, type RcVariable } from './parse-rc-variables';
import { unreadableLine } from './unreadable-output';

/** The interfaces that `/etc/rc.config.d/netconf` configures at boot. */
export interface Netconf {
  /** By index. */
  readonly entries: readonly ObservedNetconfEntry[];
  /** Entries for something else than a LAN interface, such as the IP alias `lan0:1`, by index. */
  readonly otherEntries: readonly { readonly index: number; readonly name: string }[];
}

/**
 * Reads `INTERFACE_NAME`, `IP_ADDRESS` and `SUBNET_MASK` of netconf. An empty name means an unused index, an empty address none.
 *
 * @see "Network Commands in HPUX", blog, 2018 (a whole file)
 */
export function parseNetconf(text: string, file = '/etc/rc.config.d/netconf'): Result<Netconf> {
  const parsed = parseRcVariables(text, file);
  if (!parsed.ok) return parsed;
  const diagnostics = [];
  const tables = {
    INTERFACE_NAME: new Map<number, string>(),
    IP_ADDRESS: new Map<number, string>(),
    SUBNET_MASK: new Map<number, string>(),
  };
  for (const variable of parsed.value) {
    const table = Object.entries(tables).find(([name]) => name === variable.name)?.[1];
    if (table === undefined || variable.index === null) continue;
    if (variable.value === null || !isReadable(variable, variable.value)) {
      diagnostics.push(unreadableLine(file, variable.line, 'a plain interface name, address or netmask'));
    } else table.set(variable.index, variable.value);
  }
  if (diagnostics.length > 0) return failure(...diagnostics);

  const entries: ObservedNetconfEntry[] = [];
  const otherEntries: { index: number; name: string }[] = [];
  for (const [index, name] of [...tables.INTERFACE_NAME].sort(([left], [right]) => left - right)) {
    const known = parseInterfaceName(name);
    const address = tables.IP_ADDRESS.get(index) || null;
    const netmask = tables.SUBNET_MASK.get(index) || null;
    if (known !== undefined) entries.push({ index, interface: known, address, netmask });
    else if (name !== '') otherEntries.push({ index, name });
  }
  return success({ entries, otherEntries });
}

function isReadable(variable: RcVariable, value: string): boolean {
  if (value === '') return true;
  if (variable.name === 'INTERFACE_NAME') return /^[a-z]+\d+(:\d+)?$/.test(value);
  return isDottedQuad(value) || (variable.name === 'SUBNET_MASK' && /^0x[0-9A-Fa-f]{1,8}$/.test(value));
}
