import type { VswitchName } from '../model/names';
import type { Operation } from './operation';
import { nicsBehindNow, type PlanningContext } from './planning-context';

/**
 * vswitches that are there and down before the plan and that it never boots, while it changes what is beneath them. A boot of
 * the host brings them up, as is inferred (decision 0017), and brings the change along where it was saved by then.
 */
export function stoppedVswitchesOver(
  operations: readonly Operation[],
  context: PlanningContext,
): readonly VswitchName[] {
  const changed = new Set(operations.flatMap(({ effect }) => interfacesChangedBy(effect)));
  const powered = new Set(operations.flatMap(({ effect }) => poweredBy(effect)));
  return [...context.vswitches.values()].flatMap(({ name, existsBefore, isUpBefore, uplinkBefore }) => {
    if (!existsBefore || isUpBefore || uplinkBefore === null || powered.has(name)) return [];
    return [uplinkBefore, ...nicsBehindNow(uplinkBefore, context)].some((each) => changed.has(each)) ? [name] : [];
  });
}

function interfacesChangedBy(effect: Operation['effect']): readonly string[] {
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
      return [effect.interface, effect.group];
    default:
      return [];
  }
}

function poweredBy(effect: Operation['effect']): readonly VswitchName[] {
  return effect.type === 'vswitch-boot' || effect.type === 'vswitch-delete' ? [effect.vswitch] : [];
}
