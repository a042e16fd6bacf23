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

/** Diagnostics as quoted paragraphs of a Markdown comment. */
export function diagnosticsMarkdown(
  diagnostics: readonly Diagnostic[],
  notesOn: NotesOn = () => [],
  { prose, code }: MarkdownDialect = HTML_DIALECT,
): readonly string[] {
  return diagnostics.flatMap((diagnostic, index) => {
    const where = diagnostic.address === undefined ? '' : ` at ${code(diagnostic.address)}`;
    const heading = `> **${HEADINGS[diagnostic.severity]}: ${prose(diagnostic.summary)}**${where} (${code(diagnostic.code)})`;
    const detail = printableLines(diagnostic.detail).map(
      (line) => `> ${isCommand(line) ? code(line.trim()) : prose(line.trim())}`,
    );
    const notes = notesOn(diagnostic).flatMap((note) => ['>', `> ${prose(note)}`]);
    return [...(index === 0 ? [] : ['']), heading, ...(diagnostic.detail === '' ? [] : ['>', ...detail]), ...notes];
  });
}

/** A line that is a command and nothing else: whoever copies it must get what runs, not what keeps prose from being markup. */
function isCommand(line: string): boolean {
  return /^\s*[/](?:opt|usr|sbin)[/]\S+ |^ {2}hpvmctl /.test(line);
}
