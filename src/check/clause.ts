import type { Situation } from './situation';

/** What a clause remembers between steps. Small and flat: its values are the identity of the state. */
export type Memory = Readonly<Record<string, string | number | boolean | null>>;

/** A step that does harm, in words for a reviewer. */
export interface Harm {
  readonly harm: string;
}

/**
 * A clause about certain objects, projected on the steps that matter to them. The checker walks every order of these
 * steps that the plan allows; whatever the other steps do cannot change the outcome.
 */
export interface Projection<M extends Memory = Memory> {
  /** The objects, for a person: `vmlan4, lan4`. */
  readonly about: string;
  /** Places of the steps in the plan, ascending. */
  readonly steps: readonly number[];
  readonly start: M;
  readonly next: (memory: M, step: number) => M | Harm;
  /** The harm is there before the plan already: whoever takes the plan back comes to it again. */
  readonly isFromStart?: boolean;
  /** Harm that is there when all is done. */
  readonly end?: (memory: M) => string | undefined;
  /** Steps with the same text do the same to this projection, so that their mutual order does not matter. */
  readonly sameAs?: (step: number) => string;
}

/** One hazard, as the vendor states it: an automaton over the steps that may lead into it. */
export interface Clause {
  readonly id: string;
  /** Document, section, page. */
  readonly source: string;
  readonly projections: (situation: Situation) => readonly Projection[];
}

/** Whether two memories of one projection are the same. Every step keeps the names, so those of one tell. */
export function isSameMemory(one: Memory, other: Memory): boolean {
  for (const name of Object.keys(one)) if (one[name] !== other[name]) return false;
  return true;
}

/** Tells a harm from a memory. */
export function isHarm(outcome: Memory | Harm): outcome is Harm {
  return 'harm' in outcome;
}

/** A projection with its memory's type hidden, so that projections of all clauses fit in one list. */
export function projection<M extends Memory>(value: Projection<M>): Projection {
  return value as unknown as Projection;
}
