import type { Diagnostic } from '../model/diagnostic';
import { diagnosticsMarkdown } from './diagnostics-markdown';
import { markdownCode } from './markdown-escape';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import { joinSections } from './text-sections';
import { wrapText } from './wrap-text';

/** A host without a report, and why there is none; what to do about it is told where the errors are. */
export function notComparedText(host: string, diagnostics: readonly Diagnostic[], style: TextStyle): string {
  const { bold, red } = paletteFor(style);
  return joinSections([[`${bold(printableText(host))}: ${red('not compared')}`, ...reasonLines(diagnostics, style)]]);
}

/** The same as Markdown, with what to do about it. */
export function notComparedMarkdown(host: string, diagnostics: readonly Diagnostic[]): string {
  return joinSections([[`### ${markdownCode(host)}: not compared`], diagnosticsMarkdown(diagnostics)]);
}

/** What is missing of the whole, such as a part of a fleet; empty where nothing is. */
export function incompleteText(problems: readonly Diagnostic[], style: TextStyle): string {
  if (problems.length === 0) return '';
  return joinSections([[`${paletteFor(style).red('Not complete')}:`, ...reasonLines(problems, style)]]);
}

/** The same as Markdown; empty where nothing is missing. */
export function incompleteMarkdown(problems: readonly Diagnostic[]): string {
  return problems.length === 0 ? '' : joinSections([['### Not complete'], diagnosticsMarkdown(problems)]);
}

function reasonLines(diagnostics: readonly Diagnostic[], { widthColumns }: TextStyle): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .flatMap(({ summary }) => wrapText(printableText(summary), { widthColumns, first: '  ! ', rest: '    ' }));
}
