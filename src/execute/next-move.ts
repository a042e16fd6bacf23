import type { SeenRecord } from './follow-run';

/**
 * What is done about a run behind a look at it that came to its end:
 * - `wait`: somebody works on it; `look-again`: nothing of it has begun, and whoever makes it may still be at that;
 * - `call-off`: it has not come to the host yet, and is kept from beginning; `ask-to-stop`: should it begin after all, it finds that it is not to;
 * - `take-over`: nobody works on it, and what is left of it is taken up;
 * - `over`: how it ended is certain; `never-began`: it cannot begin any more; `records-gone`: what it had written was removed;
 * - `give-up`: it was taken up too often.
 */
export type Move =
  | 'wait'
  | 'look-again'
  | 'call-off'
  | 'ask-to-stop'
  | 'take-over'
  | 'over'
  | 'never-began'
  | 'records-gone'
  | 'give-up';

/** What was seen of a run, and what has been done about it. */
export interface MoveInput {
  readonly seen: SeenRecord;
  /** True when any line of it was ever read: one that cannot be understood is one all the same. */
  readonly hasBegun: boolean;
  /** True for a run that was found on the host, and not sent. */
  readonly isFound: boolean;
  readonly takeOvers: number;
  /** How often it was looked at while nothing in its folder had begun. */
  readonly looksAtBeginning: number;
}

/** How often a run that nobody works on is taken up. */
const TAKE_OVERS = 3;

/** How often what is left of a run that has ended is put away: a boot may come in between, and on a full disk nobody can say that it was. */
const PUTS_AWAY = 2;

/** How often a run folder in which nothing has begun is looked at. */
const LOOKS_AT_BEGINNING = 5;

/** Decides it from what was seen alone. */
export function nextMove({ seen, hasBegun, isFound, takeOvers, looksAtBeginning }: MoveInput): Move {
  if (seen.run !== 'present' && (isFound || hasBegun)) return 'records-gone';
  if (seen.run === 'prevented') return 'never-began';
  if (seen.run === 'absent') return 'call-off';
  if (seen.runner !== 'gone') return 'wait';
  if (seen.over === null && !seen.owes && !hasBegun) {
    if (looksAtBeginning >= LOOKS_AT_BEGINNING) return 'never-began';
    return looksAtBeginning === 0 ? 'ask-to-stop' : 'look-again';
  }
  if (seen.over !== null && takeOvers >= PUTS_AWAY) return 'over';
  return takeOvers >= TAKE_OVERS ? 'give-up' : 'take-over';
}
