import type { PlanStep, StepReason } from '../plan/plan-document';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import { secondsRangeText } from './seconds-text';
import { shortenedList } from './shortened-list';
import { wrapCommand, wrapText } from './wrap-text';

/** Names the source of a safety rule, for example `Release Notes 4.2.5, 7.2.18, p. 75`; undefined for an unknown rule. */
export type CitationOf = (ruleId: string) => string | undefined;

/** Reasons that say the same of several earlier steps, told once. */
export interface GroupedReason {
  readonly steps: readonly string[];
  readonly rule: string;
  readonly why: string;
}

/** Writes the name of a rule with where its source is found, for example `halt-before-apa-teardown [3]`. */
export type Cite = (ruleId: string) => string;

/** One step for a reader: number and title, the exact command line, why it stands where it stands, what is special. */
export function stepLines(step: PlanStep, style: TextStyle, cite: Cite): readonly string[] {
  const palette = paletteFor(style);
  const { widthColumns } = style;
  return [
    `  ${palette.bold(printableText(step.id))}  ${printableText(step.title)}${palette.dim(`  ${secondsRangeText(step.durationSeconds)}`)}`,
    ...wrapCommand(step.command.map(printableText), { widthColumns, first: '       $ ', rest: '           ' }),
    ...answerLines(step),
    ...whyTexts(step, cite).flatMap((text) =>
      wrapText(text, { widthColumns, first: '       ', rest: '         ' }).map(palette.dim),
    ),
    ...cautionTexts(step).flatMap((text) =>
      wrapText(`! ${text}`, { widthColumns, first: '       ', rest: '         ' }).map(palette.yellow),
    ),
  ];
}

/** Why a step is there when nobody asked for it, why it stands after others, and what its place keeps besides. */
export function whyTexts(step: PlanStep, cite: Cite): readonly string[] {
  const { rule, why } = step.purpose;
  const purpose =
    rule === 'change' ? [] : [printableText(`here because ${withoutFinalPeriod(why)}${ruleText(rule, cite)}`)];
  const reasons = groupReasons(step.after).map((reason) =>
    printableText(
      `after ${stepsText(reason.steps)} because ${withoutFinalPeriod(reason.why)}${ruleText(reason.rule, cite)}`,
    ),
  );
  return [...purpose, ...reasons, ...impliedText(step, cite)];
}

/** The rules that the order keeps without an edge of their own. The sequence of a change says nothing new here. */
function impliedText(step: PlanStep, cite: Cite): readonly string[] {
  const byRule = new Map<string, string[]>();
  for (const { step: earlier, rule } of step.implied ?? []) {
    if (rule === 'change') continue;
    byRule.set(rule, [...(byRule.get(rule) ?? []), earlier]);
  }
  if (byRule.size === 0) return [];
  const parts = [...byRule].map(([rule, steps]) => `after ${stepsText([...new Set(steps)])} (${cite(rule)})`);
  return [printableText(`also kept: ${parts.join(', ')}`)];
}

const MOST_STEPS_COLUMNS = 60;

function stepsText(steps: readonly string[]): string {
  return shortenedList(steps, MOST_STEPS_COLUMNS);
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

function ruleText(rule: string, cite: Cite): string {
  return rule === 'change' ? '' : ` (${cite(rule)})`;
}

/** What a reviewer must know before approving one step. */
export function cautionTexts(step: PlanStep): readonly string[] {
  return [
    ...(step.undo === null ? ['nothing takes this step back'] : []),
    ...(step.confidence === 'recalled' ? ["this command form is recalled, not shown in HP's readable documents"] : []),
  ];
}

/** The cautions of many steps, told once each with the steps that they are about. */
export function cautionsOverview(steps: readonly PlanStep[], style: TextStyle): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const step of steps)
    for (const text of cautionTexts(step)) byText.set(text, [...(byText.get(text) ?? []), step.id]);
  return [...byText].flatMap(([text, ids]) =>
    wrapText(printableText(`! ${text}: ${stepsText(ids)}`), {
      widthColumns: style.widthColumns,
      first: '  ',
      rest: '    ',
    }).map(paletteFor(style).yellow),
  );
}

function answerLines(step: PlanStep): readonly string[] {
  const answers = step.answers ?? [];
  return answers.length === 0 ? [] : [`         answering its prompt with: ${answers.map(printableText).join(', ')}`];
}

function withoutFinalPeriod(text: string): string {
  return text.replace(/\.$/, '');
}
