import type { VswitchName } from '../model/names';
import type { Operation } from './operation';
import { nicsBehindNow, type PlanningContext } from './planning-context';

/**
 * For each vswitch that runs before the plan, the operations (by their places) that leave it to be restarted when they
 * are done and taken back: settings of its uplink, or the adapter type of a guest NIC on it, that change to and fro while
 * it runs (vPars and Integrity VM V6.3 Administrator Guide, 8.2.1.8, p. 118). Only those before the first operation that
 * halts it: whatever is taken back before that halt is followed by the boot that takes it back.
 */
export function staleAfterTakeBack(
  operations: readonly Operation[],
  context: PlanningContext,
): ReadonlyMap<VswitchName, readonly number[]> {
  const causes = new Map<VswitchName, number[]>();
  const isSettled = new Set<VswitchName>();
  const vswitchesOver = runningVswitches(context);
  operations.forEach(({ effect }, place) => {
    if (
      effect.type === 'vswitch-halt' ||
      effect.type === 'vswitch-boot' ||
      effect.type === 'vswitch-create' ||
      effect.type === 'vswitch-delete'
    )
      isSettled.add(effect.vswitch);
    for (const vswitch of changedUnder(effect, vswitchesOver)) {
      if (isSettled.has(vswitch) || context.vswitches.get(vswitch)?.isUpBefore !== true) continue;
      const list = causes.get(vswitch);
      if (list === undefined) causes.set(vswitch, [place]);
      else list.push(place);
    }
  });
  return causes;
}

/** vswitches that have to be restarted when the operation happens beneath or on them while they run. */
function changedUnder(
  effect: Operation['effect'],
  vswitchesOver: ReadonlyMap<string, readonly VswitchName[]>,
): readonly VswitchName[] {
  switch (effect.type) {
    case 'nic-checksum-offload':
    case 'nic-segmentation-offload':
    case 'address-add':
    case 'address-remove':
      return vswitchesOver.get(effect.interface) ?? [];
    case 'guest-nic-change':
      return effect.changesAdapter ? [...new Set([effect.from, effect.vswitch])] : [];
    default:
      return [];
  }
}

/** vswitches that run before the plan, by the interfaces that they stand on: the uplink and the NICs behind it. */
function runningVswitches(context: PlanningContext): ReadonlyMap<string, readonly VswitchName[]> {
  const over = new Map<string, VswitchName[]>();
  for (const { name, isUpBefore, uplinkBefore } of context.vswitches.values()) {
    if (!isUpBefore || uplinkBefore === null) continue;
    for (const interfaceName of new Set([uplinkBefore, ...nicsBehindNow(uplinkBefore, context)]))
      over.set(interfaceName, [...(over.get(interfaceName) ?? []), name]);
  }
  return over;
}
