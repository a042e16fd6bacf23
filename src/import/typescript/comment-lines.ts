import { LINE_WIDTH } from './code-layout';
import { escapedUnit } from './quoted-text';

const LONGEST = 80;

/**
 * Text of a host, for use inside a comment: one word between double quotes that begins no line with anything a tool obeys, unless it is so
 * plain that it needs no quotes. Cut where it is long.
 */
export function fromHost(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.,:+-]{0,79}$/.test(text)) return text;
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
  // Kept together until the lines are broken.
  const escaped = cut.replace(/[^ -~]|["\\]|(?<=[*])[/]/g, (unit) =>
    /[ -~]/.test(unit) ? `\\${unit}` : escapedUnit(unit),
  );
  return `"${escaped.replaceAll(' ', '\0')}"`;
}

/** How a line begins that a compiler, a formatter or a linter would obey. */
const DIRECTIVE = /^(?:@|[#/!]|eslint|prettier|tslint|ts-|istanbul|c8|v8|jest|biome|global)/i;

/** A paragraph as line comments, broken at blanks. */
export function commentLines(paragraph: string, indent: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/[ \n]+/).filter((each) => each !== '')) {
    if (line !== '' && indent + 3 + line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  lines.push(line);
  const harmless = lines.map((each) => (DIRECTIVE.test(each) ? `- ${each}` : each));
  return harmless.map(
    (each) => `${' '.repeat(indent)}// ${each.replaceAll('\0', ' ').replace(/[^ -~]/g, escapedUnit)}`,
  );
}
