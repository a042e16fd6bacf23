import type { Citation, SafetyRule } from '../plan/safety-rule';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import type { CitationOf } from './step-lines';
import { wrapText } from './wrap-text';

/** What a reader wants to know of a safety rule. */
export type DescribedRule = Pick<SafetyRule, 'id' | 'title' | 'why' | 'severity' | 'basis' | 'citations'>;

/** How sure the sources of a rule are. */
const BASIS_SENTENCES: Readonly<Record<DescribedRule['basis'], string>> = {
  documented: 'HP documents it.',
  observed: 'Published output of real hosts shows it.',
  recalled: 'It is recalled or concluded; no readable HP document states it.',
};

const SEVERITY_SENTENCES: Readonly<Record<DescribedRule['severity'], string>> = {
  error: 'A plan that cannot keep it is refused.',
  warning: 'A plan that does not keep it says so.',
};

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
        ...wrapText(ruleStanding(rule), layout),
        '',
      ].join('\n'),
    )
    .join('\n');
}

/** How sure the sources of a rule are, and what becomes of a plan that does not keep it. */
export function ruleStanding({ basis, severity }: Pick<DescribedRule, 'basis' | 'severity'>): string {
  return `${BASIS_SENTENCES[basis]} ${SEVERITY_SENTENCES[severity]}`;
}

/** Document, section and page of a citation on one line. */
export function citationText({ document, section, page }: Citation): string {
  const parts = [document, section, page === undefined ? undefined : `p. ${String(page)}`];
  return printableText(parts.filter((part) => part !== undefined).join(', '));
}

/** Looks up the first citation of a rule by its id. */
export function citationLookup(rules: readonly DescribedRule[]): CitationOf {
  const texts = new Map(
    rules.flatMap(({ id, citations: [first] }) => (first === undefined ? [] : [[id, citationText(first)] as const])),
  );
  return (ruleId) => texts.get(ruleId);
}
