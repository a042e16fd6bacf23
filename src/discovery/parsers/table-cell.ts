/** What a cell of one column may hold. */
export interface CellGrammar {
  /** Anchored at both ends. */
  readonly pattern: RegExp;
  /** The cell may be blank. */
  readonly isOptional?: true;
  /** Most words a cell has; 1 when absent. */
  readonly maxWords?: number;
}

/** True when a cell, without its outer blanks, is what the column holds. */
export function isCell(text: string, column: CellGrammar): boolean {
  if (text === '') return column.isOptional === true;
  return column.pattern.test(text);
}
