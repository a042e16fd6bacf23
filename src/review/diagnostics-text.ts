import type { Diagnostic, DiagnosticSeverity } from '../model/diagnostic';
import { paletteFor, type Paint, type TextStyle } from './palette';
import { printableLines, printableText } from './printable-text';
import { suggestedCommandLines, withHostOptions } from './suggested-commands';
import { wrapText } from './wrap-text';

const HEADINGS: Readonly<Record<DiagnosticSeverity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** What stands below a diagnostic, paragraph by paragraph. */
export type NotesOn = (diagnostic: Diagnostic) => readonly string[];

/** Diagnostics for a reader: what, where, then why and what to do next; errors first, each followed by its code. */
export function diagnosticsText(
  diagnostics: readonly Diagnostic[],
  style: TextStyle,
  notesOn: NotesOn = () => [],
): readonly string[] {
  const severities: readonly DiagnosticSeverity[] = ['error', 'warning', 'info'];
  return severities
    .flatMap((severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity))
    .flatMap((diagnostic) => diagnosticLines(diagnostic, style, notesOn));
}

function diagnosticLines(diagnostic: Diagnostic, style: TextStyle, notesOn: NotesOn): readonly string[] {
  const { widthColumns } = style;
  const palette = paletteFor(style);
  const paint: Record<DiagnosticSeverity, Paint> = { error: palette.red, warning: palette.yellow, info: palette.bold };
  const heading = `${HEADINGS[diagnostic.severity]}:`;
  const [first = '', ...more] = wrapText(`${heading} ${printableText(diagnostic.summary)}`, {
    widthColumns,
    first: '',
    rest: '  ',
  });
  const where = diagnostic.address === undefined ? '' : `at ${printableText(diagnostic.address)} `;
  return [
    paint[diagnostic.severity](heading) + first.slice(heading.length),
    ...more,
    `  ${palette.dim(`${where}[${printableText(diagnostic.code)}]`)}`,
    ...printableLines(diagnostic.detail).flatMap((line) => paragraph(line, style)),
    ...notesOn(diagnostic).flatMap((note) => paragraph(printableText(note), style)),
  ];
}

/** Wraps a line of prose, or of a list; a line that is already indented (quoted output) stays as it is. */
function paragraph(line: string, style: TextStyle): readonly string[] {
  if (line.trim() === '') return [];
  if (line.startsWith(' ')) return suggestedCommandLines(`  ${line}`, style) ?? [`  ${line}`];
  const { widthColumns } = style;
  return wrapText(withHostOptions(line, style), {
    widthColumns,
    first: '  ',
    rest: line.startsWith('- ') ? '    ' : '  ',
  });
}
