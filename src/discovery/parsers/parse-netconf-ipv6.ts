import { parseInterfaceName, type InterfaceName } from '../../model/names';
import { failure, success, type Result } from '../../model/result';
import { parseRcVariables } from './parse-rc-variables';
import { unreadableLine } from './unreadable-output';

const NAMING: ReadonlySet<string> = new Set(['IPV6_INTERFACE', 'IPV6_SECONDARY_INTERFACE_NAME']);

/**
 * Reads the interfaces that `/etc/rc.config.d/netconf-ipv6` plumbs at boot: `IPV6_INTERFACE[0]`, and
 * `IPV6_SECONDARY_INTERFACE_NAME[1]`, which names a further address of one (`lan0:1`). An empty name means an unused index.
 *
 * @see HP-UX IPv6 Transport Administrator Guide, 11i v3, May 2013, p. 25
 */
export function parseNetconfIpv6(
  text: string,
  file = '/etc/rc.config.d/netconf-ipv6',
): Result<readonly InterfaceName[]> {
  const parsed = parseRcVariables(text, file);
  if (!parsed.ok) return parsed;
  const diagnostics = [];
  const names = new Set<InterfaceName>();
  for (const { name, index, value, line } of parsed.value) {
    if (!NAMING.has(name) || index === null || value === '') continue;
    const owner = value === null ? undefined : parseInterfaceName(value.replace(/:\d+$/, ''));
    if (owner === undefined) diagnostics.push(unreadableLine(file, line, 'a plain interface name'));
    else names.add(owner);
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success([...names]);
}
