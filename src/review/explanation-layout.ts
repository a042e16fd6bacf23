import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import { wrapText } from './wrap-text';

/** Lays out the parts of an explanation; all text is made printable. */
export interface Layout {
  heading(text: string): readonly string[];
  /** A title with lines below it; nothing where there are no lines. */
  section(title: string, lines: readonly string[]): readonly string[];
  /** Texts at the first level, each wrapped. */
  paragraphs(texts: readonly string[]): readonly string[];
  /** Texts that belong to the one above them. */
  below(texts: readonly string[]): readonly string[];
  /** A label with its text beside it. */
  item(label: string, text: string): readonly string[];
}

/** The layout for a style. */
export function layoutOf(style: TextStyle): Layout {
  const { widthColumns } = style;
  const { bold, dim } = paletteFor(style);
  const wrapped = (text: string, first: string, rest: string): readonly string[] =>
    wrapText(printableText(text), { widthColumns, first, rest });
  return {
    heading: (text) => wrapped(text, '', '  ').map(bold),
    section: (title, lines) => (lines.length === 0 ? [] : [bold(title), ...lines]),
    paragraphs: (texts) => texts.flatMap((text) => wrapped(text, '  ', '    ')),
    below: (texts) => texts.flatMap((text) => wrapped(text, '    ', '      ').map(dim)),
    item: (label, text) => {
      const first = `  ${printableText(label)}  `;
      return wrapped(text, first, ' '.repeat(first.length));
    },
  };
}
