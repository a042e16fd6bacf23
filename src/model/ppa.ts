import type { Brand } from './brand';
import { parseInterfaceName, type InterfaceName } from './names';

/** LAN instance number (physical point of attachment): the number behind `lan`. */
export type Ppa = Brand<number, 'Ppa'>;

/** What a LAN interface is, by its PPA range. */
export type InterfaceClass = 'physical' | 'aggregate' | 'vlan';

/** PPA of a LAN interface name: 4 for `lan4`. */
export function ppaOf(name: InterfaceName): Ppa {
  return Number(name.slice('lan'.length)) as Ppa;
}

/** Name of the LAN interface with that PPA; `undefined` when the number is not a PPA. */
export function interfaceOfPpa(ppa: number): InterfaceName | undefined {
  return parseInterfaceName(`lan${String(ppa)}`);
}

/**
 * Class of a LAN interface by the number ranges HP assigns.
 *
 * Aggregates and failover groups number from 900, at most 50 of them (APA Administrator's Guide, 11i v3, March 2014,
 * p. 82); host VLAN interfaces 5000 to 8999 (HP-UX VLAN Administrator's Guide, Feb 2007, p. 26). Everything else is a NIC.
 */
export function interfaceClassOf(name: InterfaceName): InterfaceClass {
  const ppa = ppaOf(name);
  if (ppa >= 900 && ppa <= 949) return 'aggregate';
  if (ppa >= 5000 && ppa <= 8999) return 'vlan';
  return 'physical';
}
