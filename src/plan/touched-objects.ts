import type { InterfaceName, VswitchName } from '../model/names';
import { parseResourceAddress } from '../model/resource';
import type { Operation, OperationEffect } from './operation';
import type { PlanningContext } from './planning-context';

/** Interfaces of the VM host that an operation changes. Saving what runs changes none. */
export function changedInterfaces(effect: OperationEffect): readonly InterfaceName[] {
  switch (effect.type) {
    case 'nic-checksum-offload':
    case 'nic-segmentation-offload':
      return [effect.interface];
    case 'apa-clear':
    case 'apa-join':
      return [effect.group, ...effect.ports];
    case 'apa-remove-port':
      return [effect.group, effect.port];
    case 'apa-prepare':
    case 'apa-load-balancing':
      return [effect.group];
    case 'address-add':
    case 'address-remove':
      return [effect.group, effect.interface];
    default:
      return [];
  }
}

/** Interfaces of the VM host that an operation changes, or puts something on. */
export function touchedInterfaces(effect: OperationEffect): readonly InterfaceName[] {
  switch (effect.type) {
    case 'host-vlan-create':
    case 'host-vlan-delete':
      return [effect.uplink];
    case 'vswitch-create':
    case 'vswitch-delete':
      return effect.uplink === null ? [] : [effect.uplink];
    default:
      return changedInterfaces(effect);
  }
}

/** vswitches that an operation acts on or attaches a guest NIC to. */
export function touchedVswitches(effect: OperationEffect): readonly VswitchName[] {
  switch (effect.type) {
    case 'vswitch-create':
    case 'vswitch-delete':
    case 'vswitch-boot':
    case 'vswitch-halt':
    case 'port-vlan':
    case 'guest-nic-add':
      return [effect.vswitch];
    case 'guest-nic-change':
      return [effect.vswitch, effect.from];
    default:
      return [];
  }
}

/** vswitches by name and guest NICs by `guest:slot` that a plan works on, itself or through the interface beneath. */
export function touchedObjects(operations: readonly Operation[], context: PlanningContext): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const { effect, address } of operations) {
    for (const vswitch of touchedVswitches(effect)) touched.add(vswitch);
    for (const name of touchedInterfaces(effect)) {
      for (const vswitch of context.vswitchesOn.get(name) ?? []) touched.add(vswitch.name);
    }
    const resource = parseResourceAddress(address);
    if (resource?.kind === 'guestNic') touched.add(resource.identity);
  }
  return touched;
}
