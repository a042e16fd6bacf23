/** What can be cut out of a comment, as it is named where it is counted. */
export type CutKind =
  | 'messages of hosts without changes'
  | 'hosts without changes'
  | 'hosts that only wait'
  | 'notes'
  | 'reasons'
  | 'sources'
  | 'commands of ways back'
  | 'proofs'
  | 'ways back'
  | 'steps'
  | 'interruptions'
  | 'changes'
  | 'warnings'
  | 'hosts in detail'
  | 'details of errors'
  | 'hosts with changes'
  | 'errors'
  | 'hosts with errors in detail'
  | 'hosts with errors';

/** How far behind in its list something stands: the first of it, some more of them, or so many that nobody reads them one by one. */
export type CutDepth = 'first' | 'few' | 'beyond';

/**
 * In which order a comment gives things up, the first first: hosts without changes and what is said of them, hosts that the pull request
 * itself does not change, what is said again and again of one host, then of every host the notes, the reasons, the way back and the
 * proof, the steps, interruptions and changes, the warnings, and the whole host. Errors stay longest, of each host the first at the very end
 * with its row of the table. The verdict, the head of the table and the counts stay.
 */
export const CUT_ORDER: readonly (readonly [CutKind, ...CutDepth[]])[] = [
  ['messages of hosts without changes', 'few', 'beyond'],
  ['messages of hosts without changes', 'first'],
  ['hosts without changes', 'first'],
  ['hosts that only wait', 'first'],
  ['notes', 'beyond'],
  ['warnings', 'beyond'],
  ['notes', 'first', 'few'],
  ['reasons', 'first', 'few', 'beyond'],
  ['sources', 'first', 'few', 'beyond'],
  ['commands of ways back', 'first', 'few', 'beyond'],
  ['proofs', 'first'],
  ['steps', 'beyond'],
  ['interruptions', 'beyond'],
  ['changes', 'beyond'],
  ['steps', 'first', 'few'],
  ['ways back', 'first'],
  ['interruptions', 'first', 'few'],
  ['changes', 'first', 'few'],
  ['warnings', 'first', 'few'],
  ['hosts in detail', 'first'],
  ['details of errors', 'beyond'],
  ['errors', 'beyond'],
  ['hosts with changes', 'first'],
  ['details of errors', 'first', 'few'],
  ['errors', 'few'],
  ['errors', 'first'],
  ['hosts with errors in detail', 'first'],
  ['hosts with errors', 'first'],
];

/** The kinds in the order in which they are counted. */
export const CUT_KINDS: readonly CutKind[] = [...new Set(CUT_ORDER.map(([kind]) => kind))];

/** What may be cut out of a comment, and how much of what is lost then. */
export interface Cut {
  readonly kind: CutKind;
  readonly count: number;
  readonly depth: CutDepth;
}

/** A part of a comment, in the order of reading; one that cannot be cut stays. */
export interface Fragment {
  readonly content: string | readonly Fragment[];
  readonly cut?: Cut;
  /** Of a list: what is written behind it for so many that are cut out of it. With all of its rows cut that is all of it. */
  readonly rest?: (lost: number) => string;
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
