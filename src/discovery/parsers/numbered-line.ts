/** One line of a command's output, with its number from 1, so that a diagnostic can point at it. */
export interface NumberedLine {
  readonly number: number;
  /** Without the line end. */
  readonly text: string;
}

/** A part of an output under a heading in brackets, `[Network Interface Details]`. */
export interface Section {
  /** Text between the brackets; null for what stands before the first heading. */
  readonly heading: string | null;
  readonly lines: readonly NumberedLine[];
}

/** Splits text into lines; a final line end makes no extra line. */
export function numberLines(text: string): readonly NumberedLine[] {
  const lines = text.split('\n').map((line, index) => ({ number: index + 1, text: line.replace(/\r$/, '') }));
  return lines.at(-1)?.text === '' ? lines.slice(0, -1) : lines;
}

/** True when a line holds nothing but blanks. */
export function isBlank(line: NumberedLine): boolean {
  return line.text.trim() === '';
}

/** Splits an output at its headings in brackets. The part before the first heading is always the first section. */
export function splitSections(lines: readonly NumberedLine[]): readonly Section[] {
  const sections: { heading: string | null; lines: NumberedLine[] }[] = [{ heading: null, lines: [] }];
  for (const line of lines) {
    const heading = /^\s*\[([A-Za-z ]+)\]\s*$/.exec(line.text)?.[1];
    if (heading === undefined) sections.at(-1)?.lines.push(line);
    else sections.push({ heading, lines: [] });
  }
  return sections;
}
