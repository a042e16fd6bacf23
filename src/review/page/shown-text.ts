import { printableText } from '../printable-text';

/** Longer than anything that is written to be read, short enough that a thousand of them do not make a page unusable. */
const MOST_CHARACTERS = 4_000;

/** A name on a card or in a heading. */
const MOST_NAME_CHARACTERS = 64;

/**
 * Foreign text for one place of a page: what a browser would obey instead of show is made visible, and what is longer than
 * anybody reads is cut, with its whole length said.
 */
export function shownText(text: string, mostCharacters = MOST_CHARACTERS): string {
  if (text.length <= mostCharacters) return printableText(text);
  return `${printableText(text.slice(0, mostCharacters))}… (cut: ${String(text.length)} characters)`;
}

/** A name of the host or of a document where there is little room. */
export function shownName(name: string): string {
  return shownText(name, MOST_NAME_CHARACTERS);
}
