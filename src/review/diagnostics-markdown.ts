import type { Diagnostic, DiagnosticSeverity } from '../model/diagnostic';
import type { NotesOn } from './diagnostics-text';
import type { MarkdownDialect } from './markdown/dialect';
import { HTML_DIALECT } from './markdown/html-dialect';
import { printableLines } from './printable-text';

const HEADINGS: Readonly<Record<DiagnosticSeverity, string>> = {
  error: ':x: Error',
  warning: ':warning: Warning',
  info: ':information_source: Note',
};

/** One diagnostic: what it is in a line, and behind it what else there is to say. */
export interface DiagnosticMarkdown {
  readonly heading: string;
  readonly details: readonly string[];
}

/** Diagnostics as quoted paragraphs of a Markdown comment. */
export function diagnosticsMarkdown(
  diagnostics: readonly Diagnostic[],
  notesOn: NotesOn = () => [],
  dialect: MarkdownDialect = HTML_DIALECT,
): readonly string[] {
  return diagnostics.flatMap((diagnostic, index) => {
    const { heading, details } = diagnosticMarkdown(diagnostic, notesOn, dialect);
    return [...(index === 0 ? [] : ['']), heading, ...details];
  });
}

/** One of them; `notesOn` may say less of a code that it was asked of before. */
export function diagnosticMarkdown(
  diagnostic: Diagnostic,
  notesOn: NotesOn,
  { prose, code }: MarkdownDialect,
): DiagnosticMarkdown {
  const where = diagnostic.address === undefined ? '' : ` at ${code(diagnostic.address)}`;
  const heading = `> **${HEADINGS[diagnostic.severity]}: ${prose(diagnostic.summary)}**${where} (${code(diagnostic.code)})`;
  const detail = printableLines(diagnostic.detail).map(
    (line) => `> ${isCommand(line) ? code(line.trim()) : prose(line.trim())}`,
  );
  const notes = notesOn(diagnostic).flatMap((note) => ['>', `> ${prose(note)}`]);
  return { heading, details: [...(diagnostic.detail === '' ? [] : ['>', ...detail]), ...notes] };
}

/** A line that is a command and nothing else: whoever copies it must get what runs, not what keeps prose from being markup. */
function isCommand(line: string): boolean {
  return /^\s*[/](?:opt|usr|sbin)[/]\S+ |^ {2}hpvmctl /.test(line);
}
