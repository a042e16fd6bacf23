import type { InterfaceName } from '../model/names';
import { ppaOf } from '../model/ppa';
import type { Evidence } from './evidence';
import type { ObservedInterfaces } from './observe-interfaces';
import { parseIfconfigInet6 } from './parsers/parse-ifconfig-inet6';
import { parseNetconfIpv6 } from './parsers/parse-netconf-ipv6';

/** Status of `ifconfig` for an interface that is not plumbed for the address family asked (cfg2html, HP-UX part). */
const NOT_PLUMBED = 1;

/** Interfaces that are plumbed for IPv6 now or at the next boot, by PPA. */
export function observeIpv6(
  evidence: Evidence,
  { lanInterfaces, apaGroups, hostVlans }: ObservedInterfaces,
): readonly InterfaceName[] {
  const populated = apaGroups.filter(({ ports }) => ports.length > 0);
  const names = [...lanInterfaces, ...populated, ...hostVlans].map(({ name }) => name);
  if (names.length === 0) evidence.miss('ipv6Interfaces', 'interfaces', null, 'The listing of interfaces names none.');
  const found = new Set([...names.filter((name) => isPlumbed(evidence, name)), ...atBoot(evidence)]);
  return [...found].sort((left, right) => ppaOf(left) - ppaOf(right));
}

function isPlumbed(evidence: Evidence, name: InterfaceName): boolean {
  const frame = evidence.frame('ipv6-addresses', name);
  if (frame?.status === NOT_PLUMBED && frame.stdout.trim() === '') return false;
  const question = { probe: 'ipv6-addresses', object: name, parse: parseIfconfigInet6 } as const;
  return evidence.read('ipv6Interfaces', question) === name;
}

function atBoot(evidence: Evidence): readonly InterfaceName[] {
  if (evidence.frame('netconf-ipv6', null)?.status === 'missing') return [];
  return evidence.read('ipv6Interfaces', { probe: 'netconf-ipv6', object: null, parse: parseNetconfIpv6 }) ?? [];
}
