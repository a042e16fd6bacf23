import type { InterfaceName } from '../model/names';
import type { Operation } from './operation';
import type { Plan } from './plan-document';
import { membershipOf } from './group-membership';
import type { PlanningContext } from './planning-context';

/** The interfaces through which we reach the host, and whether the plan touches one of them. */
export function managementPathOf(operations: readonly Operation[], context: PlanningContext): Plan['managementPath'] {
  const start = context.observed.managementPath.interface;
  if (start === null) return { touched: operations.some(touchesAny), through: [] };
  const through = beneath(start, context);
  const path = new Set<string>(through);
  return {
    touched: operations.some((operation) => touchedInterfaces(operation).some((name) => path.has(name))),
    through,
  };
}

function beneath(name: InterfaceName, context: PlanningContext): readonly InterfaceName[] {
  const vlan = context.index.hostVlan.get(name);
  if (vlan !== undefined) return [name, ...beneath(vlan.uplink, context)];
  return [name, ...(context.portsBefore.get(name) ?? [])];
}

/** Without knowing our own path, any change of a host interface may be on it. */
function touchesAny(operation: Operation): boolean {
  return touchedInterfaces(operation).length > 0;
}

function touchedInterfaces(operation: Operation): readonly string[] {
  const { effect } = operation;
  switch (effect.type) {
    case 'nic-checksum-offload':
    case 'nic-segmentation-offload':
      return [effect.interface];
    case 'address-add':
    case 'address-remove':
      return [effect.interface, effect.group];
    case 'apa-join':
      return [effect.group, ...effect.ports];
    case 'apa-clear':
      return [effect.group, ...effect.ports];
    case 'host-vlan-delete':
      return [effect.interface];
    default:
      return membershipOf(operation);
  }
}
