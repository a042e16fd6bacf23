import type { Diagnostic } from '../../model/diagnostic';
import type { TableRow } from './read-table';
import { unreadableLine } from './unreadable-output';

/** A diagnostic for every row whose key an earlier row has already. */
export function repeatedRows<Name extends string>(
  rows: readonly TableRow<Name>[],
  key: (cells: Readonly<Record<Name, string>>) => string,
  command: string,
): readonly Diagnostic[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const identity = key(row.cells);
    if (seen.has(identity))
      return [unreadableLine(command, row.line, `one row for ${identity}, and this is the second`)];
    seen.add(identity);
    return [];
  });
}
