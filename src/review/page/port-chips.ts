import type { ShapeGuestNic } from './host-shape';
import type { Mark } from './marks';
import type { PageContext, Picture } from './page-context';
import type { PlanObject } from './plan-objects';
import type { Presence } from './presence';
import { shownName } from './shown-text';

/** A guest NIC where it is or was: on a port of a vswitch, in a VLAN. */
export interface PortChip {
  readonly nic: ShapeGuestNic;
  readonly vswitch: string;
  readonly vlan: ShapeGuestNic['vlanId'];
  readonly presence: Presence;
  readonly mark: Mark;
  /** Where it comes from, or goes. */
  readonly note: string | undefined;
  readonly object: PlanObject | undefined;
}

/** Every guest NIC once for each place that it has before or after the plan, by vswitch. */
export function portChips(
  { before, after }: Picture,
  { objects }: PageContext,
): ReadonlyMap<string, readonly PortChip[]> {
  const chips = new Map<string, PortChip[]>();
  const add = (chip: PortChip): void => {
    const known = chips.get(chip.vswitch);
    if (known === undefined) chips.set(chip.vswitch, [chip]);
    else known.push(chip);
  };
  for (const identity of new Set([...before.guestNics.keys(), ...after.guestNics.keys()])) {
    const object = objects.get(`guestNic.${identity}`);
    for (const chip of chipsOf(before.guestNics.get(identity), after.guestNics.get(identity), object)) add(chip);
  }
  return chips;
}

function chipsOf(
  was: ShapeGuestNic | undefined,
  is: ShapeGuestNic | undefined,
  object: PlanObject | undefined,
): readonly PortChip[] {
  const at = (nic: ShapeGuestNic, presence: Presence, mark: Mark, note?: string): PortChip => ({
    nic,
    vswitch: nic.vswitch,
    vlan: nic.vlanId,
    presence,
    mark,
    note,
    object,
  });
  if (was === undefined) return is === undefined ? [] : [at(is, 'after', 'new')];
  if (is === undefined) return [at(was, 'before', 'gone')];
  if (was.vswitch === is.vswitch && was.vlanId === is.vlanId)
    return [at(is, 'both', object?.change === undefined ? 'same' : 'changed')];
  const isSameVswitch = was.vswitch === is.vswitch;
  const placeOf = (nic: ShapeGuestNic): string => (isSameVswitch ? vlanText(nic.vlanId) : shownName(nic.vswitch));
  return [at(was, 'before', 'moved-away', `to ${placeOf(is)}`), at(is, 'after', 'moved-here', `from ${placeOf(was)}`)];
}

/** `VLAN 120`, `untagged`. */
export function vlanText(vlan: ShapeGuestNic['vlanId']): string {
  if (vlan === 'unknown') return 'VLAN unknown';
  return vlan === null ? 'untagged' : `VLAN ${String(vlan)}`;
}
