/**
 * Everything a value may consist of before it may reach a shell: printable ASCII without quotes, back-quotes,
 * dollar, backslash, glob, redirection and control characters. All names, numbers, addresses and HP resource
 * strings that we emit fit.
 */
const ALLOWED_WORD = /^[A-Za-z0-9_./:,=@%+[\]"-]+$/;

/** True when a word fits the allow-list for command arguments: first gate before quoting. */
export function isAllowedShellWord(word: string): boolean {
  return ALLOWED_WORD.test(word) && word.length <= 1024;
}

/**
 * Quotes one word for a POSIX shell with single quotes; the shell reads back exactly the same string.
 * Works for any string without NUL.
 *
 * @throws Error when the word holds a NUL, which no shell word can.
 */
export function quoteShellWord(word: string): string {
  if (word.includes('\0')) throw new Error('a shell word cannot hold a NUL character');
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Reads best for people: quotes only words that need it. Same result in a shell as {@link quoteShellWord}; a NUL, which no
 * shell word can hold and a document may, shows as `\x00`.
 */
export function displayShellWord(word: string): string {
  return /^[A-Za-z0-9_./:,=@%+-]+$/.test(word) ? word : quoteShellWord(word.replaceAll('\0', '\\x00'));
}

/** A command line as a person would type it. */
export function displayCommand(argv: readonly string[]): string {
  return argv.map(displayShellWord).join(' ');
}
