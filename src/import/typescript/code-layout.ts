import type { Code } from './code';

/** Columns of a line, as in the examples of this library. */
export const LINE_WIDTH = 120;

/**
 * An expression laid out as Prettier would (single quotes, 120 columns): on one line where it fits, else with its last argument
 * or all of its parts on lines of their own. A test holds it to Prettier; the product needs no megabyte of formatter for it.
 *
 * @param before - columns in front of it on its first line
 * @param behind - columns behind it on its last line
 * @param indent - blanks that its line begins with
 */
export function laidOut(code: Code, { before, behind, indent }: Place): string {
  const flat = onOneLine(code);
  if (before + flat.length + behind <= LINE_WIDTH) return flat;
  const inner = indent + 2;
  const part = (each: Code, ahead = ''): string =>
    `${' '.repeat(inner)}${ahead}${laidOut(each, { before: inner + ahead.length, behind: 1, indent: inner })},\n`;
  const end = ' '.repeat(indent);
  switch (code.kind) {
    case 'text':
      return code.text;
    case 'object':
      return code.entries.length === 0
        ? '{}'
        : `{\n${code.entries.map(([key, value]) => part(value, `${key}: `)).join('')}${end}}`;
    case 'array':
      return `[\n${code.items.map((item) => part(item)).join('')}${end}]`;
    case 'call': {
      const last = code.arguments.at(-1);
      const head = `${code.callee}(${code.arguments
        .slice(0, -1)
        .map((each) => `${onOneLine(each)}, `)
        .join('')}`;
      // The last argument opens on the line of the call, if that line then fits.
      if (last?.kind === 'object' && before + head.length + 1 <= LINE_WIDTH)
        return `${head}${laidOut(last, { before: LINE_WIDTH, behind: 0, indent })})`;
      return `${code.callee}(\n${code.arguments.map((each) => part(each)).join('')}${end})`;
    }
  }
}

/** Where an expression stands. */
export interface Place {
  readonly before: number;
  readonly behind: number;
  readonly indent: number;
}

function onOneLine(code: Code): string {
  switch (code.kind) {
    case 'text':
      return code.text;
    case 'object':
      return code.entries.length === 0
        ? '{}'
        : `{ ${code.entries.map(([key, value]) => `${key}: ${onOneLine(value)}`).join(', ')} }`;
    case 'array':
      return `[${code.items.map(onOneLine).join(', ')}]`;
    case 'call':
      return `${code.callee}(${code.arguments.map(onOneLine).join(', ')})`;
  }
}
