/** How text becomes Markdown of one kind. Nothing that a name or a host says can become markup through it. */
export interface MarkdownDialect {
  /** Foreign text within a paragraph, a list or a table cell; what nobody would read to its end is cut, with its length said. */
  prose(text: string): string;
  /** A name or a command line, told apart from the text around it. */
  code(text: string): string;
  /** A line break within a table cell or a list item. */
  readonly lineBreak: string;
  /** Moves what stands behind it in a table cell to the right. */
  readonly indent: string;
  /** Draws the eye to a warning. */
  readonly warningSign: string;
  /** Begins what is read only by those who unfold it; where nothing can be folded, a small heading. */
  foldStart(title: string): string;
  /** Ends it; empty where nothing can be folded. */
  readonly foldEnd: string;
  /** A line that no reader sees and a program finds: `hpvmctl-review:KEY`. The key has only letters, digits, `.`, `_` and `-`. */
  marker(key: string): string;
}

/** Longer than any command line or reason of a plan, short enough that a hundred of them do not fill a comment. */
const MOST_CHARACTERS = 1_000;

/** Cut before anything is made of it, so that a name of a megabyte costs no more than one of a thousand characters. */
export function readableLength(text: string, mostCharacters = MOST_CHARACTERS): string {
  if (text.length <= mostCharacters) return text;
  return `${text.slice(0, mostCharacters)}... (cut: ${String(text.length)} characters)`;
}

/** Lines that are read only by those who unfold them; none without lines. */
export function foldedLines(title: string, lines: readonly string[], dialect: MarkdownDialect): readonly string[] {
  if (lines.length === 0) return [];
  return [dialect.foldStart(title), '', ...lines, ...(dialect.foldEnd === '' ? [] : ['', dialect.foldEnd])];
}
