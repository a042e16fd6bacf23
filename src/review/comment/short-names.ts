import { readableLength, type MarkdownDialect } from '../markdown/dialect';

const MOST_NAMES = 8;

/** A name where there is little room. */
const MOST_NAME_CHARACTERS = 64;

/** One name of a host, a guest or an address, as code. */
export function shortName(name: string, { code }: MarkdownDialect): string {
  return code(readableLength(name, MOST_NAME_CHARACTERS));
}

/** Some names and how many there are besides. */
export function shortNames(names: readonly string[], dialect: MarkdownDialect): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => shortName(name, dialect));
  const others = names.length - shown.length;
  return `${shown.join(', ')}${others === 0 ? '' : ` and ${String(others)} more`}`;
}
