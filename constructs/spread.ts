import { placeGuests } from '../src/desired/place-guests';
import type { IVSwitch } from './vswitch-reference';

/** How guests are spread. */
export interface SpreadOptions {
  /**
   * How much each vswitch carries in proportion to the others, by its name: a positive integer, for example 10 for one on
   * 10 GbE beside others on 1 GbE.
   *
   * @default - 1 for a vswitch that is not named
   */
  readonly weights?: Readonly<Record<string, number>>;
  /**
   * The vswitch name of each guest so far, for example from a file in version control. Guests then move only where
   * balance needs it.
   *
   * @default - none: where a guest goes follows from the names alone
   */
  readonly current?: Readonly<Record<string, string>>;
}

/** Where one guest goes. */
export interface Placement<V> {
  readonly guest: string;
  readonly vswitch: V;
}

/**
 * Spreads guests over vswitches, as HP recommends for performance: "create additional vswitches and allocate them
 * across guests" (Integrity VM 4.2.5 Release Notes, 7.2.17, p. 75).
 *
 * - *Balanced*: the loads of two vswitches differ by at most one guest. With weights, no vswitch carries more for its
 *   weight than another would with one guest more.
 * - *Deterministic*: the result depends on the names, not on the order in which they are given. It is sorted by guest.
 * - *Stable without `current`*: a guest more or less moves at most one other guest for each vswitch but one (usually none
 *   to two); a vswitch more draws its share and, with it, a few others.
 * - *Least movement with `current`*: a guest that is added to a balanced placement moves nobody; a vswitch that is added
 *   draws its share and nothing else.
 *
 * ```ts
 * for (const { guest, vswitch } of spread(['web01', 'web02', 'db01'], [vmlan4, vmlan900])) {
 *   vswitch.connect(guest, { guest, slot: '0,1' });
 * }
 * ```
 *
 * @param guests - distinct names; any text does that tells one guest NIC from another
 * @param vswitches - distinct vswitches of one host, or their names
 * @throws Error when there are guests and no vswitch, a name is given twice, or a weight is not a positive integer
 */
export function spread<V extends string | IVSwitch>(
  guests: readonly string[],
  vswitches: readonly V[],
  options: SpreadOptions = {},
): readonly Placement<V>[] {
  const byName = new Map(vswitches.map((vswitch) => [nameOf(vswitch), vswitch]));
  requireDistinct('guest', guests);
  requireDistinct('vswitch', vswitches.map(nameOf));
  if (guests.length > 0 && byName.size === 0) throw new Error('there is no vswitch to spread the guests over');
  const placed = placeGuests({
    guests,
    vswitches: weighted([...byName.keys()], options.weights ?? {}),
    current: new Map(Object.entries(options.current ?? {})),
  });
  return [...guests].sort().flatMap((guest) => {
    const vswitch = byName.get(placed.get(guest) ?? '');
    return vswitch === undefined ? [] : [{ guest, vswitch }];
  });
}

function nameOf(vswitch: string | IVSwitch): string {
  return typeof vswitch === 'string' ? vswitch : vswitch.vswitchName;
}

function requireDistinct(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Error(`${what} ${JSON.stringify(name)} is given twice`);
    seen.add(name);
  }
}

function weighted(
  names: readonly string[],
  weights: Readonly<Record<string, number>>,
): readonly { readonly name: string; readonly weight: number }[] {
  const given = new Map(Object.entries(weights));
  for (const [name, weight] of given) {
    if (!names.includes(name))
      throw new Error(`there is no vswitch ${JSON.stringify(name)} for the weight ${String(weight)}`);
    if (!Number.isSafeInteger(weight) || weight < 1)
      throw new Error(
        `the weight of vswitch ${JSON.stringify(name)} is ${String(weight)}, allowed are positive integers`,
      );
  }
  return names.map((name) => ({ name, weight: given.get(name) ?? 1 }));
}
