import type { PlanStep, StepReason } from '../plan/plan-document';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import { secondsRangeText } from './seconds-text';
import { wrapCommand, wrapText } from './wrap-text';

/** Names the source of a safety rule, for example `Release Notes 4.2.5, 7.2.18, p. 75`; undefined for an unknown rule. */
export type CitationOf = (ruleId: string) => string | undefined;

/** Names each source only the first time, so that a text that names one rule ten times stays readable. */
export function citeOnce(citationOf: CitationOf): CitationOf {
  const named = new Set<string>();
  return (ruleId) => {
    if (named.has(ruleId)) return undefined;
    named.add(ruleId);
    return citationOf(ruleId);
  };
}

/** Reasons that say the same of several earlier steps, told once. */
export interface GroupedReason {
  readonly steps: readonly string[];
  readonly rule: string;
  readonly why: string;
}

/** One step for a reader: number and title, the exact command line, why it stands where it stands, what is special. */
export function stepLines(step: PlanStep, style: TextStyle, citationOf: CitationOf): readonly string[] {
  const palette = paletteFor(style);
  const { widthColumns } = style;
  return [
    `  ${palette.bold(printableText(step.id))}  ${printableText(step.title)}${palette.dim(`  ${secondsRangeText(step.durationSeconds)}`)}`,
    ...wrapCommand(step.command.map(printableText), { widthColumns, first: '       $ ', rest: '           ' }),
    ...answerLines(step),
    ...whyTexts(step, citationOf).flatMap((text) =>
      wrapText(text, { widthColumns, first: '       ', rest: '         ' }).map(palette.dim),
    ),
    ...cautionTexts(step).flatMap((text) =>
      wrapText(`! ${text}`, { widthColumns, first: '       ', rest: '         ' }).map(palette.yellow),
    ),
  ];
}

/** Why a step is there when nobody asked for it, and why it stands after others. */
export function whyTexts(step: PlanStep, citationOf: CitationOf): readonly string[] {
  const { rule, why } = step.purpose;
  const purpose = `here because ${withoutFinalPeriod(why)}${sourceText(rule, citationOf)}`;
  const reasons = groupReasons(step.after).map((reason) => reasonText(reason, citationOf));
  return rule === 'change' ? reasons : [printableText(purpose), ...reasons];
}

/** Joins reasons that differ only in the step they name, in the order of their first step. */
function groupReasons(reasons: readonly StepReason[]): readonly GroupedReason[] {
  const groups = new Map<string, { steps: string[]; rule: string; why: string }>();
  for (const { step, rule, why } of reasons) {
    const key = JSON.stringify([rule, why]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { steps: [step], rule, why });
    else if (!group.steps.includes(step)) group.steps.push(step);
  }
  return [...groups.values()];
}

/** `after s03 because <why> (<rule>; <citation>)`; the citation is left out for a change's own sequence. */
function reasonText(reason: GroupedReason, citationOf: CitationOf): string {
  const source = sourceText(reason.rule, citationOf);
  return printableText(`after ${reason.steps.join(', ')} because ${withoutFinalPeriod(reason.why)}${source}`);
}

function sourceText(rule: string, citationOf: CitationOf): string {
  if (rule === 'change') return '';
  return ` (${[rule, citationOf(rule)].filter((part) => part !== undefined).join('; ')})`;
}

/** What a reviewer must know before approving one step. */
export function cautionTexts(step: PlanStep): readonly string[] {
  return [
    ...(step.undo === null ? ['nothing takes this step back'] : []),
    ...(step.confidence === 'recalled'
      ? ["this command form is remembered, not shown in HP's readable documents"]
      : []),
  ];
}

function answerLines(step: PlanStep): readonly string[] {
  const answers = step.answers ?? [];
  return answers.length === 0 ? [] : [`         answering its prompt with: ${answers.map(printableText).join(', ')}`];
}

function withoutFinalPeriod(text: string): string {
  return text.replace(/\.$/, '');
}
