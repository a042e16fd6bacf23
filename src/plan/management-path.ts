import type { InterfaceName } from '../model/names';
import type { ObservedHost } from '../model/observed-host';
import type { Operation } from './operation';
import type { Plan } from './plan-document';
import type { PlanningContext } from './planning-context';

/** The interfaces through which we reach the host, and whether the plan touches one of them. */
export function managementPathOf(operations: readonly Operation[], context: PlanningContext): Plan['managementPath'] {
  const start = context.observed.managementPath.interface;
  const moves = operations.some((operation) => takesManagementAddress(operation, context))
    ? { moves: true as const }
    : {};
  if (start === null) return { touched: operations.some(touchesAny), through: [], ...moves };
  const through = beneath(start, context);
  const path = new Set<string>(through);
  return {
    touched: operations.some((operation) => touchedInterfaces(operation).some((name) => path.has(name))),
    through,
    ...moves,
  };
}

/** True when an operation takes the address that our own connection came in on off its interface. */
export function takesManagementAddress({ effect }: Operation, context: PlanningContext): boolean {
  if (effect.type !== 'address-remove') return false;
  const moved = movedAddress(effect, context);
  return moved !== undefined && moved.address === context.observed.managementPath.address;
}

/** The address of the VM host that goes with an interface, or with the group that it leaves; `undefined` when none is known. */
export function movedAddress(
  effect: Extract<Operation['effect'], { type: 'address-remove' }>,
  { observed }: PlanningContext,
): ObservedHost['addresses'][number] | undefined {
  return observed.addresses.find((entry) => entry.interface === effect.interface || entry.interface === effect.group);
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
    case 'apa-remove-port':
      return [effect.group, effect.port];
    case 'apa-prepare':
    case 'apa-load-balancing':
      return [effect.group];
    case 'nic-save':
    case 'apa-save':
    case 'address-save':
    case 'host-vlan-create':
    case 'host-vlan-save':
    case 'vswitch-create':
    case 'vswitch-delete':
    case 'vswitch-boot':
    case 'vswitch-halt':
    case 'port-vlan':
    case 'guest-nic-add':
    case 'guest-nic-change':
    case 'guest-nic-remove':
    case 'mac-address-frames':
      return [];
  }
}
