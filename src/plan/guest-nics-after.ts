import type { GuestName, VswitchName } from '../model/names';
import type { Operation } from './operation';
import type { PlanningContext } from './planning-context';

/** A guest NIC and the vswitch that it is on. */
export interface PlacedNic {
  readonly guest: GuestName;
  readonly vswitch: VswitchName;
}

/** Guest NICs by `guest:slot` as they are when all operations are done: without those that leave, with those that come. */
export function guestNicsAfter(
  operations: readonly Operation[],
  context: PlanningContext,
): ReadonlyMap<string, PlacedNic> {
  const nics = new Map<string, PlacedNic>(context.index.guestNic);
  for (const { effect } of operations)
    if (effect.type === 'guest-nic-remove') nics.delete(`${effect.guest}:${effect.slot}`);
  for (const { effect } of operations)
    if (effect.type === 'guest-nic-add' || effect.type === 'guest-nic-change')
      nics.set(`${effect.guest}:${effect.slot}`, { guest: effect.guest, vswitch: effect.vswitch });
  return nics;
}
