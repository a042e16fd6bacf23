import type { InterfaceName } from '../../../src/model/names';
import { ppaOf } from '../../../src/model/ppa';

/** VLAN ids that no generated host has by itself. */
export const VLAN_IDS_OF_DRIFT: readonly number[] = [7, 77, 777, 1777];

/** Ports as listings sort them. */
export function sortedPorts(ports: readonly string[]): readonly string[] {
  return [...ports].sort((left, right) => ppaOf(left as InterfaceName) - ppaOf(right as InterfaceName));
}
