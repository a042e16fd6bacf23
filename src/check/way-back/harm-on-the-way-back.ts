import type { ObservedHost } from '../../model/observed-host';
import { isHarm, type Projection } from '../clause';
import { CLAUSES } from '../clauses';
import { situationOf, type CheckedStep } from '../situation';
import type { WayBack } from './beginnings';

/** Harm that a way back does. */
export interface HarmOnTheWayBack {
  readonly clause: string;
  readonly harm: string;
  /** Id of the last step of the beginning that was taken back. */
  readonly after: string;
  /** Id of the command that does it; null: what is left when all is taken back. */
  readonly step: string | null;
}

/**
 * Not looked at: whether the plan is saved in the end, and on what a vswitch stands. That of before the plan is compared,
 * and may be one that nobody should make.
 */
const NOT_ON_THE_WAY_BACK: ReadonlySet<string> = new Set(['change-not-saved', 'unfit-uplink']);

/**
 * Looks for the harm of each clause on the way back from every beginning, taken back at once: the projections of the plan
 * and its way back as one sequence, of which a beginning is a part. A projection sees only as many different beginnings
 * as it has steps, so that all of them are looked at.
 */
export function harmOnTheWayBack(host: ObservedHost, { reached, back }: WayBack): HarmOnTheWayBack | undefined {
  const due = back.filter(({ isDueAtOnce }) => isDueAtOnce);
  const steps: readonly CheckedStep[] = [
    ...reached,
    ...due.map(({ id, action }, index) => ({ id, action, place: reached.length + index })),
  ];
  const since = (place: number): number => due[place - reached.length]?.since ?? place;
  const situation = situationOf(host, steps);
  for (const { id: clause, projections } of CLAUSES) {
    if (NOT_ON_THE_WAY_BACK.has(clause)) continue;
    for (const projection of projections(situation)) {
      const found = harmIn(projection, reached.length, since);
      if (found === undefined) continue;
      const idAt = (place: number): string => steps[place]?.id ?? '';
      return {
        clause,
        harm: found.harm,
        after: idAt(found.last),
        step: found.place === null ? null : idAt(found.place),
      };
    }
  }
  return undefined;
}

interface Found {
  readonly harm: string;
  /** Place of the last step of the beginning. */
  readonly last: number;
  readonly place: number | null;
}

function harmIn(projection: Projection, turn: number, since: (place: number) => number): Found | undefined {
  if (projection.isFromStart === true) return undefined;
  const isWrongBefore = projection.end?.(projection.start) !== undefined;
  for (const last of new Set(projection.steps.map(since))) {
    const found = harmBehind(projection, turn, (place) => since(place) <= last);
    if (found === undefined || (found.place === null && isWrongBefore)) continue;
    return { ...found, last };
  }
  return undefined;
}

/** Harm from the turn on; what happens before it is looked at where the plan itself is proven. */
function harmBehind(
  projection: Projection,
  turn: number,
  isDone: (place: number) => boolean,
): Omit<Found, 'last'> | undefined {
  let memory = projection.start;
  for (const place of projection.steps) {
    if (!isDone(place)) continue;
    const next = projection.next(memory, place);
    if (isHarm(next)) return place < turn ? undefined : { harm: next.harm, place };
    memory = next;
  }
  const harm = projection.end?.(memory);
  return harm === undefined ? undefined : { harm, place: null };
}
