import type { VswitchName } from '../model/names';
import type { Operation } from './operation';
import { nicsBehindNow, type PlanningContext } from './planning-context';
import { changedInterfaces } from './touched-objects';

/**
 * vswitches that are there before the plan and down behind it, whether it halts them or finds them so, while it changes what
 * is beneath them. A boot of the host may bring them up (inferred: decision 0017), and brings the change along where it
 * was saved by then.
 */
export function stoppedVswitchesOver(
  operations: readonly Operation[],
  context: PlanningContext,
): readonly VswitchName[] {
  const changed = new Set<string>(operations.flatMap(({ effect }) => changedInterfaces(effect)));
  const powered = new Set(operations.flatMap(({ effect }) => poweredBy(effect)));
  const halted = new Set(operations.flatMap(({ effect }) => (effect.type === 'vswitch-halt' ? [effect.vswitch] : [])));
  return [...context.vswitches.values()].flatMap(({ name, existsBefore, isUpBefore, uplinkBefore }) => {
    const staysUp = isUpBefore && !halted.has(name);
    if (!existsBefore || staysUp || uplinkBefore === null || powered.has(name)) return [];
    return [uplinkBefore, ...nicsBehindNow(uplinkBefore, context)].some((each) => changed.has(each)) ? [name] : [];
  });
}

function poweredBy(effect: Operation['effect']): readonly VswitchName[] {
  return effect.type === 'vswitch-boot' || effect.type === 'vswitch-delete' ? [effect.vswitch] : [];
}
