import { compareText } from '../model/canonical-json';
import type {
  SimulatedAddress,
  SimulatedAggregate,
  SimulatedGuest,
  SimulatedGuestNic,
  SimulatedHostState,
  SimulatedVswitch,
} from './simulated-host-state';

/** What an interface looks like from above: the facts `nwmgr`, `lanscan` and a booting vswitch read. */
export interface InterfaceView {
  readonly name: string;
  readonly isUp: boolean;
  readonly mac: string;
  /** Driver, `hp_apa` or `vlan`. */
  readonly subsystem: string;
  readonly interfaceType: string;
  /** Aggregate of a port, parent of a VLAN; null otherwise. */
  readonly related: string | null;
}

const NO_MAC = '0x000000000000';

/** Reads an interface of any class; undefined when the host has none of that name. */
export function interfaceView(host: SimulatedHostState, name: string): InterfaceView | undefined {
  const nic = host.nics.find((candidate) => candidate.name === name);
  if (nic !== undefined) {
    const { mac, driver, interfaceType, hasLink } = nic;
    const related = aggregateOfPort(host, name)?.name ?? null;
    return { name, isUp: hasLink, mac, subsystem: driver, interfaceType, related };
  }
  const aggregate = aggregateNamed(host, name);
  if (aggregate !== undefined) {
    const ports = aggregate.ports.map((port) => interfaceView(host, port));
    const mac = ports[0]?.mac ?? NO_MAC;
    const isSettling = (host.settlingAggregates?.[name] ?? 0) > 0;
    const isUp = !isSettling && ports.some((port) => port?.isUp === true);
    return { name, isUp, mac, subsystem: 'hp_apa', interfaceType: 'hp_apa', related: null };
  }
  const vlan = host.running.vlans.find((candidate) => candidate.name === name);
  if (vlan === undefined) return undefined;
  const below = interfaceView(host, vlan.uplink);
  return {
    name,
    isUp: below?.isUp ?? false,
    mac: below?.mac ?? NO_MAC,
    subsystem: 'vlan',
    interfaceType: 'vlan',
    related: vlan.uplink,
  };
}

/** The running aggregate of that name. */
export function aggregateNamed(host: SimulatedHostState, name: string): SimulatedAggregate | undefined {
  return host.running.aggregates.find((aggregate) => aggregate.name === name);
}

/** The running aggregate that a NIC is a port of. */
export function aggregateOfPort(host: SimulatedHostState, port: string): SimulatedAggregate | undefined {
  return host.running.aggregates.find((aggregate) => aggregate.ports.includes(port));
}

/** NICs that carry the traffic of an uplink: itself, or the ports of the aggregate. */
export function nicsBehind(host: SimulatedHostState, uplink: string): readonly string[] {
  return aggregateNamed(host, uplink)?.ports ?? [uplink];
}

/** NICs behind an uplink that have receive or transmit checksum offload on. */
export function nicsWithChecksumOffload(host: SimulatedHostState, uplink: string): readonly string[] {
  return nicsBehind(host, uplink).filter((name) => {
    const attributes = host.running.nicAttributes[name];
    return attributes?.rx_cko === 'on' || attributes?.tx_cko === 'on';
  });
}

/** First IPv4 address of an interface, or null. */
export function addressOf(host: SimulatedHostState, name: string): string | null {
  return host.addresses.find((address) => address.interface === name)?.address ?? null;
}

/** An address whose traffic passes an interface: its own, its aggregate's, or that of a VLAN interface over either. */
export function addressOver(host: SimulatedHostState, name: string): SimulatedAddress | undefined {
  const group = aggregateOfPort(host, name)?.name;
  const carriers = (group === undefined ? [name] : [name, group]).flatMap((each) => [each, ...vlansOver(host, each)]);
  return host.addresses.find((address) => carriers.includes(address.interface));
}

/** vswitches whose traffic passes an interface: those on it, and those on the aggregate it is a port of. */
export function vswitchesOver(host: SimulatedHostState, name: string): readonly SimulatedVswitch[] {
  const aggregate = aggregateOfPort(host, name)?.name;
  return host.vswitches.filter(({ uplink }) => uplink !== null && (uplink === name || uplink === aggregate));
}

/** One use of a vswitch port by a guest. */
export interface PortUse {
  readonly guest: string;
  readonly isRunning: boolean;
  readonly adapter: string;
  readonly slot: string;
  readonly isClaimed: boolean;
}

/**
 * Who holds which port of a vswitch, by port number ascending; a guest also holds the ports of its waiting configuration.
 * Ports that only carry a VLAN id are not listed.
 */
export function portUses(host: SimulatedHostState, vswitch: string): ReadonlyMap<number, readonly PortUse[]> {
  const uses = new Map<number, PortUse[]>();
  for (const guest of host.guests) {
    for (const nic of heldNics(guest)) {
      const others = uses.get(nic.port) ?? [];
      if (nic.vswitch !== vswitch || others.some((use) => use.guest === guest.name)) continue;
      const { slot, adapter, isClaimed, isRunning } = nic;
      uses.set(nic.port, [...others, { guest: guest.name, isRunning, adapter, slot, isClaimed }]);
    }
  }
  for (const holders of uses.values()) holders.sort((left, right) => compareText(left.guest, right.guest));
  return new Map([...uses].sort(([left], [right]) => left - right));
}

/** NICs of a guest, running ones first, then those that wait for its next start. */
export function heldNics(guest: SimulatedGuest): readonly (SimulatedGuestNic & { readonly isRunning: boolean })[] {
  const waiting = (guest.nextNics ?? []).map((nic) => ({ ...nic, isRunning: false }));
  return [...guest.nics.map((nic) => ({ ...nic, isRunning: guest.isOn })), ...waiting];
}

/** All interfaces in the order of `nwmgr -g`: NICs as wired, then aggregates, each followed by the VLANs over it. */
export function interfacesInOrder(host: SimulatedHostState): readonly string[] {
  const bases = [...host.nics.map(({ name }) => name), ...host.running.aggregates.map(({ name }) => name)];
  return bases.flatMap((base) => [base, ...vlansOver(host, base)]);
}

/** Names of the running VLAN interfaces over an interface. */
export function vlansOver(host: SimulatedHostState, name: string): readonly string[] {
  return host.running.vlans.filter(({ uplink }) => uplink === name).map((vlan) => vlan.name);
}

/** Number behind `lan`. */
export function ppaNumber(name: string): number {
  return Number(name.slice('lan'.length));
}
