import { compareText } from '../model/canonical-json';
import { parseInterfaceName } from '../model/names';
import type { ObservedAddress, ObservedHost } from '../model/observed-host';
import { ppaOf } from '../model/ppa';
import type { Evidence } from './evidence';
import { parseIfconfig } from './parsers/parse-ifconfig';
import { parseNetstat } from './parsers/parse-netstat';
import { parseSshConnection } from './parsers/parse-ssh-connection';

/** IPv4 addresses of the LAN interfaces, by PPA, then address. An alias such as `lan0:1` counts for its interface. */
export function observeAddresses(evidence: Evidence): readonly ObservedAddress[] {
  const plumbed = evidence.read('addresses', { probe: 'plumbed', object: null, parse: parseNetstat }) ?? [];
  const addresses: ObservedAddress[] = [];
  for (const row of plumbed) {
    if (row.address === null || !row.name.startsWith('lan')) continue;
    const owner = parseInterfaceName(row.name.replace(/:\d+$/, ''));
    const question = { probe: 'addresses', object: row.name, parse: parseIfconfig } as const;
    const found = evidence.read('addresses', question);
    if (found === undefined) continue;
    if (
      owner === undefined ||
      found.name !== row.name ||
      !found.addresses.some((each) => each.address === row.address)
    ) {
      const why = `netstat says that ${row.name} has ${row.address}; ifconfig does not.`;
      evidence.miss('addresses', 'addresses', row.name, why);
    } else addresses.push(...found.addresses.map((each) => ({ interface: owner, ...each })));
  }
  return addresses.sort(
    (left, right) => ppaOf(left.interface) - ppaOf(right.interface) || compareText(left.address, right.address),
  );
}

/** The host address that our own connection came in on, and the interface that has it. */
export function observeManagementPath(
  evidence: Evidence,
  addresses: readonly ObservedAddress[],
): ObservedHost['managementPath'] {
  const question = { probe: 'ssh-connection', object: null, parse: parseSshConnection } as const;
  const address = evidence.read('managementPath', question);
  if (address === undefined) return { address: null, interface: null };
  const owner = addresses.find((candidate) => candidate.address === address)?.interface ?? null;
  if (owner === null) {
    const why = `Our connection came in on ${address}, which is the address of no interface (address translation, or IPv6).`;
    evidence.miss('managementPath', 'ssh-connection', null, why);
  }
  return { address, interface: owner };
}
