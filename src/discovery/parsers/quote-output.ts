const SHOWN_CHARACTERS = 160;

/**
 * Quotes text of a host for a message, cut to what fits: with every control character escaped, also those of 8-bit terminals, so that a broken
 * or hostile output does not reach the reader's terminal.
 */
export function quoteOutput(text: string): string {
  const cut = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text;
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
