/**
 * In which order a comment gives things up, the first first: hosts without changes and what is said of them, hosts that the pull request itself does not
 * change, then of every host the reasons, the way back, the proof, the steps, interruptions and changes, the whole host, and last its row
 * of the table. The verdict, the head of the table and the counts stay.
 */
export const CUT_ORDER = [
  'messages of hosts without changes',
  'hosts without changes',
  'hosts that only wait',
  'reasons',
  'sources',
  'commands of ways back',
  'proofs',
  'steps',
  'interruptions',
  'changes',
  'messages',
  'hosts in detail',
  'hosts with changes',
] as const;

export type CutKind = (typeof CUT_ORDER)[number];

/** What may be cut out of a comment: how much of what it is, and what is written instead. */
export interface Cut {
  readonly kind: CutKind;
  /** How many of them are lost. */
  readonly count: number;
  /** Stands in its place. */
  readonly instead: string;
}

/** A part of a comment, in the order of reading; one that cannot be cut stays. */
export interface Fragment {
  readonly content: string | readonly Fragment[];
  readonly cut?: Cut;
}

/** A comment as it fits, and what was cut. */
export interface Fitted {
  readonly text: string;
  /** How much of each kind was cut; empty: nothing. */
  readonly cut: ReadonlyMap<CutKind, number>;
}

/** Lines as a fragment, with a blank line behind them; without lines there is none. */
export function linesFragment(lines: readonly string[], cut?: Cut): readonly Fragment[] {
  if (lines.length === 0) return [];
  return [{ content: `${lines.join('\n')}\n\n`, ...(cut === undefined ? {} : { cut }) }];
}
