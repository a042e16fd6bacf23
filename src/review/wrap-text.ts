import { displayShellWord } from '../model/shell-word';

/** Where the lines of a wrapped text start and end. */
export interface WrapLayout {
  readonly widthColumns: number;
  /** What stands before the first line. */
  readonly first: string;
  /** What stands before every further line. */
  readonly rest: string;
}

/** Breaks one paragraph at blanks so that no line is wider than the layout; a longer word keeps a line of its own. */
export function wrapText(text: string, layout: WrapLayout): readonly string[] {
  // A command stays whole, so that it can be copied.
  const kept = text.replace(/"hpvmctl [^"]*"/g, (command) => command.replaceAll(' ', '\0'));
  // A page number stays with its "p.", the number of a source with what rests on it.
  const words = kept.split(/(?<!\bp\.) +(?!\[\d)/).filter((word) => word !== '');
  return wrapAt(words, layout, '').map((line) => line.replaceAll('\0', ' '));
}

/**
 * Shows a command line as a person would type it, broken with ` \` where it is too wide: pasted into a shell it is
 * still exactly the same command.
 */
export function wrapCommand(argv: readonly string[], layout: WrapLayout): readonly string[] {
  return wrapAt(argv.map(displayShellWord), layout, ' \\');
}

/** Breaks between these words, and nowhere else; `continuation` stands behind every line but the last. */
export function wrapAt(words: readonly string[], layout: WrapLayout, continuation: string): readonly string[] {
  const lines: string[] = [];
  let line = layout.first;
  let isEmpty = true;
  for (const word of words) {
    const room = layout.widthColumns - continuation.length;
    if (!isEmpty && line.length + 1 + word.length > room) {
      lines.push(line + continuation);
      line = layout.rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  lines.push(line.trimEnd());
  return lines;
}
