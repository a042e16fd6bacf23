import { commentLines } from './comment-lines';
import type { Code } from './code';
import { laidOut } from './code-layout';

/** An expression as a statement, perhaps kept in a constant, with comments before it. */
export interface Statement {
  readonly comments?: readonly string[];
  /** Name of the constant; absent: the value is not needed. */
  readonly constant?: string;
  readonly code: Code;
}

/** The lines of a statement. */
function statementText({ comments = [], constant, code }: Statement, indent: number): string {
  const head = `${' '.repeat(indent)}${constant === undefined ? '' : `const ${constant} = `}`;
  const lines = comments.flatMap((comment) => commentLines(comment, indent)).map((line) => `${line}\n`);
  return `${lines.join('')}${head}${laidOut(code, { before: head.length, behind: 1, indent })};\n`;
}

/** Statements that belong together, without a blank line between them. */
export type Paragraph = readonly Statement[];

/** Paragraphs with a blank line between them. */
export function paragraphsText(paragraphs: readonly Paragraph[], indent: number): string {
  return paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .map((paragraph) => paragraph.map((statement) => statementText(statement, indent)).join(''))
    .join('\n');
}
