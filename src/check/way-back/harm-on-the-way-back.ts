import type { ObservedHost } from '../../model/observed-host';
import { isHarm, memoryKey, type Memory, type Projection } from '../clause';
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

/** What these look at is the plan's own: whether it is saved in the end, and whether its promises are kept. */
const NOT_ON_THE_WAY_BACK: ReadonlySet<string> = new Set(['change-not-saved']);

/** Harm that is a state, not a command that is refused: where a plan comes from such a state, its way back leads there. */
const STATES: ReadonlySet<string> = new Set([
  'avio-without-uplink',
  'host-vlan-over-checksum-offload',
  'one-nic-per-mac',
  'one-nic-per-port',
  'port-vlan-over-checksum-offload',
  'segmentation-needs-transmit',
]);

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
      const found = harmIn(projection, { turn: reached.length, since, mayReturn: STATES.has(clause) });
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

interface Turn {
  /** Place of the first command of the way back. */
  readonly turn: number;
  readonly since: (place: number) => number;
  /** A state that the plan has come from may be come to again, whatever the clause says of it. */
  readonly mayReturn: boolean;
}

function harmIn(projection: Projection, turn: Turn): Found | undefined {
  const isWrongBefore = projection.end?.(projection.start) !== undefined;
  for (const last of new Set(projection.steps.map(turn.since))) {
    const found = harmBehind(projection, turn, last);
    if (found === undefined || (found.place === null && isWrongBefore)) continue;
    return { ...found, last };
  }
  return undefined;
}

/** Harm from the turn on; what happens before it is looked at where the plan itself is proven. */
function harmBehind(
  projection: Projection,
  { turn, since, mayReturn }: Turn,
  last: number,
): Omit<Found, 'last'> | undefined {
  let memory = projection.start;
  const passed = new Map<number, { readonly before: Memory; readonly after: string }>();
  for (const place of projection.steps) {
    if (since(place) > last) continue;
    let next = projection.next(memory, place);
    if (isHarm(next)) {
      if (place < turn) return undefined;
      const passage = passed.get(since(place));
      if (!mayReturn || passage === undefined || passage.after !== memoryKey(memory)) return { harm: next.harm, place };
      next = passage.before;
    } else if (place < turn) passed.set(place, { before: memory, after: memoryKey(next) });
    memory = next;
  }
  const harm = projection.end?.(memory);
  return harm === undefined ? undefined : { harm, place: null };
}
