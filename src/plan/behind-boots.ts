import type { GuestName, VswitchName } from '../model/names';
import type { OperationEffect } from './operation';
import type { RevertDue } from './plan-document';

/** A command of a way back, as far as its place matters. */
interface Placed {
  readonly effect: OperationEffect;
  /** One list for all commands that take the same step back. */
  readonly takesBack: readonly string[];
  readonly due: RevertDue;
}

/**
 * Puts what brings a NIC of a running guest back behind the next boot of its vswitch: while that is down, the guest might not claim
 * the NIC. What takes the same step back moves along. Takes time linear in the number of commands.
 *
 * @param isOff whether a guest is off, so that its NICs come back at any time
 */
export function behindBoots<T extends Placed>(items: readonly T[], isOff: (guest: GuestName) => boolean): readonly T[] {
  /** What comes behind the item of a place, in the list as it is by now. */
  const follower = items.map((_, place) => (place + 1 < items.length ? place + 1 : -1));
  const before = items.map((_, place) => place - 1);
  let first = items.length > 0 ? 0 : -1;
  const nextPower = new Map<VswitchName, number>();
  for (let place = items.length - 1; place >= 0; place -= 1) {
    const item = items[place];
    if (item === undefined) continue;
    const { effect } = item;
    if (isPower(effect) && item.due !== 'after-reboot') nextPower.set(effect.vswitch, place);
    if ((effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change') || isOff(effect.guest)) continue;
    const power = nextPower.get(effect.vswitch) ?? -1;
    if (items[power]?.effect.type !== 'vswitch-boot') continue;
    const last = lastWhile(place, (each) => items[each]?.takesBack === item.takesBack);
    const target = lastWhile(power, (each) => isPowerOf(items[each]?.effect, effect.vswitch));
    move(place, last, target);
  }
  const result: T[] = [];
  for (let place = first; place >= 0; place = follower[place] ?? -1) {
    const item = items[place];
    if (item !== undefined) result.push(item);
  }
  return result;

  function lastWhile(from: number, holds: (place: number) => boolean): number {
    let place = from;
    for (let next = follower[place] ?? -1; next >= 0 && holds(next); next = follower[place] ?? -1) place = next;
    return place;
  }

  /** Takes the items from `from` to `to` out and puts them behind another. */
  function move(from: number, to: number, target: number): void {
    link(before[from] ?? -1, follower[to] ?? -1);
    const next = follower[target] ?? -1;
    link(target, from);
    link(to, next);
  }

  function link(earlier: number, later: number): void {
    if (earlier < 0) first = later;
    else follower[earlier] = later;
    if (later >= 0) before[later] = earlier;
  }
}

type Power = Extract<OperationEffect, { readonly type: 'vswitch-boot' | 'vswitch-halt' }>;

function isPower(effect: OperationEffect): effect is Power {
  return effect.type === 'vswitch-boot' || effect.type === 'vswitch-halt';
}

function isPowerOf(effect: OperationEffect | undefined, vswitch: VswitchName): boolean {
  return effect !== undefined && isPower(effect) && effect.vswitch === vswitch;
}
