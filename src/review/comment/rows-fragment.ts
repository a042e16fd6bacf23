import type { MarkdownDialect } from '../markdown/dialect';
import type { MarkdownRows } from '../markdown/markdown-rows';
import { countText } from '../plan-summary';
import type { CutDepth, CutKind, Fragment } from './fragment';

/** What the rows of a list are, for who reads that some of them are missing. */
export interface RowsOf {
  readonly kind: CutKind;
  /** One of them: `step`. */
  readonly noun: string;
}

/** Nobody reads further than that in a list of one host when there is no room for everything. */
const MOST_READ = 40;

/** A table or list that gives up its rows one by one, from the last; without rows there is none. */
export function rowsFragment(
  { head, rows, foot }: MarkdownRows,
  { kind, noun }: RowsOf,
  dialect: MarkdownDialect,
): readonly Fragment[] {
  const lines = rows.map(({ text, count }, place): Fragment => ({
    content: `${text}\n`,
    cut: { kind, count, depth: depthOf(place) },
  }));
  const ends = (part: readonly string[]): Fragment => ({ content: part.map((line) => `${line}\n`).join('') });
  return listFragment([ends(head), ...lines, ends([...foot, ''])], noun, dialect);
}

/** Fragments that can be cut as a list that says how many of them are missing. */
export function listFragment(
  content: readonly Fragment[],
  noun: string,
  { prose }: MarkdownDialect,
): readonly Fragment[] {
  if (!content.some(({ cut }) => cut !== undefined)) return [];
  const total = content.reduce((sum, { cut }) => sum + (cut?.count ?? 0), 0);
  const rest = (lost: number): string => {
    const what = `${lost === total ? '' : `${String(lost)} of `}${countText(total, noun)}`;
    return `${prose(`(${what}: left out for length)`)}\n\n`;
  };
  return [{ content, rest }];
}

function depthOf(place: number): CutDepth {
  return place < MOST_READ ? 'first' : 'beyond';
}
