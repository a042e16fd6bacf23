import type { DiagnosticSeverity } from '../model/diagnostic';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import type { CitationOf } from './step-lines';
import { wrapText } from './wrap-text';

/** What a reader wants to know of a safety rule. */
export interface DescribedRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly severity: Exclude<DiagnosticSeverity, 'info'>;
  readonly citations: readonly RuleCitation[];
}

/** Where a rule comes from. */
export interface RuleCitation {
  readonly document: string;
  readonly section: string;
  readonly page: string | number;
}

/** The safety rules for a reader: what is done, why, and which document says so. */
export function rulesText(rules: readonly DescribedRule[], style: TextStyle): string {
  const { bold, dim } = paletteFor(style);
  const layout = { widthColumns: style.widthColumns, first: '  ', rest: '  ' };
  return rules
    .map((rule) =>
      [
        bold(printableText(rule.id)),
        ...wrapText(printableText(rule.title), layout),
        ...wrapText(`Why: ${printableText(rule.why)}`, layout),
        ...rule.citations.flatMap((citation) => wrapText(`Source: ${citationText(citation)}`, layout).map(dim)),
        ...wrapText(
          rule.severity === 'error' ? 'A plan that cannot keep it is refused.' : 'A plan that breaks it says so.',
          layout,
        ),
        '',
      ].join('\n'),
    )
    .join('\n');
}

/** Document, section and page of a citation on one line. */
export function citationText(citation: RuleCitation): string {
  return printableText(
    [citation.document, citation.section, citation.page === '' ? '' : `p. ${String(citation.page)}`]
      .filter((part) => part !== '')
      .join(', '),
  );
}

/** Looks up the first citation of a rule by its id. */
export function citationLookup(rules: readonly DescribedRule[]): CitationOf {
  const texts = new Map(
    rules.flatMap(({ id, citations: [first] }) => (first === undefined ? [] : [[id, citationText(first)] as const])),
  );
  return (ruleId) => texts.get(ruleId);
}
