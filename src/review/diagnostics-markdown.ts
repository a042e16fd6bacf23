import type { Diagnostic, DiagnosticSeverity } from '../model/diagnostic';
import { markdownCode, markdownProse } from './markdown-escape';
import type { NotesOn } from './diagnostics-text';
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
): readonly string[] {
  return diagnostics.flatMap((diagnostic, index) => {
    const where = diagnostic.address === undefined ? '' : ` at ${markdownCode(diagnostic.address)}`;
    const heading = `> **${HEADINGS[diagnostic.severity]}: ${markdownProse(diagnostic.summary)}**${where} (${markdownCode(diagnostic.code)})`;
    const detail = printableLines(diagnostic.detail).map((line) => `> ${markdownProse(line.trim())}`);
    const notes = notesOn(diagnostic).flatMap((note) => ['>', `> ${markdownProse(note)}`]);
    return [...(index === 0 ? [] : ['']), heading, ...(diagnostic.detail === '' ? [] : ['>', ...detail]), ...notes];
  });
}
