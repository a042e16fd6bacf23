import type { Brand } from './brand';

/** VLAN id of a vswitch port or a host VLAN interface, 0 to 4094. */
export type VlanId = Brand<number, 'VlanId'>;

/** Largest VLAN id; ids run from 0 (vPars and Integrity VM V6.3 Administrator Guide p. 121). */
export const MAX_VLAN_ID = 4094;

/** Reads a VLAN id; `undefined` outside 0..4094 or when not an integer. */
export function parseVlanId(value: number): VlanId | undefined {
  return Number.isInteger(value) && value >= 0 && value <= MAX_VLAN_ID ? (value as VlanId) : undefined;
}
