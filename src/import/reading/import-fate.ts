import { importLines } from '../typescript/import-lines';
import type { ReadUnit } from './read-source';

/** An import of one module as it was, as it would be, and what the file has of it. */
export interface ImportVersions {
  readonly before: ReadUnit | undefined;
  readonly after: ReadUnit | undefined;
  /** Imports of that module in the file. */
  readonly own: readonly ReadUnit[];
  /** Names that people use in statements of their own. */
  readonly used: ReadonlySet<string>;
}

/** What becomes of the first import of a module in a file; `insert`: it stays, and what would be there comes beside it. */
export type ImportFate =
  | { readonly kind: 'settled' }
  | { readonly kind: 'insert' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'line'; readonly text: string };

/** Merges an import by its names: those that came join, those that went go unless people use them. */
export function importFate({ before, after, own, used }: ImportVersions): ImportFate {
  const [was, is, has] = [namesOf(before), namesOf(after), new Set(own.flatMap((unit) => [...namesOf(unit)]))];
  const came = [...is].filter((name) => !was.has(name) && !has.has(name));
  const gone = new Set([...was].filter((name) => !is.has(name) && has.has(name) && !used.has(name)));
  if (came.length === 0 && gone.size === 0) return { kind: 'settled' };
  const [line, ...others] = own;
  if (line?.statement.kind !== 'import' || others.length > 0)
    return { kind: after === undefined ? 'settled' : 'insert' };
  const names = new Set([...has, ...came].filter((name) => !gone.has(name)));
  if (names.size === 0) return { kind: 'gone' };
  const lead = line.text.slice(0, (line.tokens[0]?.start ?? line.from) - line.from);
  return { kind: 'line', text: `${lead}${importLines(names, line.statement.module, line.statement.isTypeOnly)}` };
}

function namesOf(unit: ReadUnit | undefined): ReadonlySet<string> {
  return new Set(unit?.statement.kind === 'import' ? unit.statement.names : []);
}
