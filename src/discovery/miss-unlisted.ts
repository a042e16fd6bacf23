import type { InterfaceName } from '../model/names';
import type { ObservedAddress, ObservedVswitch } from '../model/observed-host';
import { interfaceClassOf, type InterfaceClass } from '../model/ppa';
import type { Evidence } from './evidence';
import type { ObservedGuests } from './observe-guests';
import type { ObservedInterfaces } from './observe-interfaces';

const KINDS: Readonly<Record<InterfaceClass, string>> = {
  physical: 'lanInterface',
  aggregate: 'apaGroup',
  vlan: 'hostVlan',
};

/** An interface that something else on the host uses and the listing does not show is unknown, not absent. */
export function missUnlistedInterfaces(
  evidence: Evidence,
  { lanInterfaces, apaGroups, hostVlans }: ObservedInterfaces,
  addresses: readonly ObservedAddress[],
): void {
  if (evidence.gaps.some(({ subject }) => subject === 'lanInterfaces')) return;
  const listed = new Set([...lanInterfaces, ...apaGroups, ...hostVlans].map(({ name }) => name));
  const told = new Set(evidence.gaps.map(({ subject }) => subject));
  const miss = (name: InterfaceName, what: string): void => {
    const subject = `${KINDS[interfaceClassOf(name)]}.${name}`;
    if (listed.has(name) || told.has(subject)) return;
    told.add(subject);
    evidence.miss(subject, 'interfaces', null, `${what}, but nwmgr does not list ${name}.`);
  };
  for (const { interface: name, address } of addresses) miss(name, `ifconfig shows ${name} with ${address}`);
  for (const { name, ports } of apaGroups) for (const port of ports) miss(port, `${name} has ${port} as a port`);
  for (const { name, uplink } of hostVlans) miss(uplink, `${name} is a VLAN interface on ${uplink}`);
}

/** A guest that works on a port of a vswitch and is not listed is unknown, not absent. */
export function missUnlistedGuests(
  evidence: Evidence,
  { guests }: ObservedGuests,
  vswitches: readonly ObservedVswitch[],
): void {
  if (evidence.gaps.some(({ subject }) => subject === 'guests')) return;
  const known = new Set<string>(guests.map(({ name }) => name));
  for (const vswitch of vswitches) {
    for (const { port, activeGuest } of vswitch.ports) {
      // No document says how wide the column is: a name that a listed one begins with may be cut.
      if (activeGuest === null || [...known].some((name) => name.startsWith(activeGuest))) continue;
      known.add(activeGuest);
      const why = `${activeGuest} works on port ${String(port)} of ${vswitch.name}, but hpvmstatus does not list it.`;
      evidence.miss(`guest.${activeGuest}`, 'guests', null, why);
    }
  }
}
