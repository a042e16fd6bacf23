import type { InterfaceName } from '../model/names';
import type { Operation } from './operation';

/** Group whose ports, key or host address an operation changes; empty for every other operation. */
export function membershipOf(operation: Operation): readonly InterfaceName[] {
  switch (operation.effect.type) {
    case 'apa-clear':
    case 'apa-remove-port':
    case 'apa-prepare':
    case 'apa-join':
    case 'address-remove':
    case 'address-add':
      return [operation.effect.group];
    default:
      return [];
  }
}

/** NICs that an operation takes out of a group; empty for every other operation. */
export function releasedPortsOf({ effect }: Operation): readonly InterfaceName[] {
  if (effect.type === 'apa-clear') return effect.ports;
  return effect.type === 'apa-remove-port' ? [effect.port] : [];
}

/** NICs that an operation puts into a group; empty for every other operation. */
export function joinedPortsOf({ effect }: Operation): readonly InterfaceName[] {
  return effect.type === 'apa-join' ? effect.ports : [];
}
