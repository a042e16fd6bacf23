import type { Plan, PlanStep } from '../plan/plan-document';
import { changeLines } from './change-lines';
import { diagnosticsText } from './diagnostics-text';
import { paletteFor, type TextStyle } from './palette';
import { planSummary } from './plan-summary';
import { printableText } from './printable-text';
import { secondsText } from './seconds-text';
import { reasonsToldOnce } from './reasons-told-once';
import { citeOnce, stepLines, type CitationOf } from './step-lines';
import { textTable } from './text-table';
import { wrapText } from './wrap-text';
import { joinSections } from './text-sections';

/**
 * A plan as a person reads it before saying yes, in the manner of `terraform plan`: the changes, the ordered steps with
 * their exact command lines and reasons (a rule's source where it first appears), who is interrupted for how long, the management path, and one summary line.
 */
export function planText(plan: Plan, style: TextStyle, citationOf: CitationOf): string {
  const sections = [
    [`${paletteFor(style).bold(printableText(plan.host))}, as observed at ${printableText(plan.basis.observedAt)}`],
    section('Changes', changeLines(plan.changes, style), style),
    ...stepSections(plan, style, citeOnce(citationOf)),
    section('Interruptions', outageLines(plan), style),
    managementPathLines(plan, style),
    diagnosticsText(plan.diagnostics, style),
    wrapText(planSummary(plan), { widthColumns: style.widthColumns, first: '', rest: '  ' }).map(
      paletteFor(style).bold,
    ),
  ];
  return joinSections(sections);
}

/** One sentence on whether the plan touches the path that the host is managed through. */
export function managementPathSentence(plan: Plan): string {
  const through = plan.managementPath.through.map(printableText).join(', ');
  if (plan.managementPath.touched)
    return `Management path: touched: we reach this host through ${through || 'an unknown interface'}.`;
  return through === '' ? 'Management path: not touched.' : `Management path: not touched (through ${through}).`;
}

/** What the list of steps is: a promise, or only what was considered before something blocked the plan. */
export function stepsTitle(plan: Plan): string {
  return plan.status === 'blocked' ? 'Steps that would be needed, but must not run' : 'Steps, in this order';
}

function stepSections(plan: Plan, style: TextStyle, citationOf: CitationOf): readonly (readonly string[])[] {
  const steps = reasonsToldOnce(plan.steps);
  const linesOf = (phase: PlanStep['phase']): readonly string[] =>
    steps.filter((step) => step.phase === phase).flatMap((step) => stepLines(step, style, citationOf));
  return [
    section(stepsTitle(plan), linesOf('running'), style),
    section('Then saved, so that a reboot keeps it', linesOf('persist'), style),
  ];
}

function outageLines(plan: Plan): readonly string[] {
  if (plan.outages.length === 0) return [];
  return textTable({
    indent: '  ',
    head: ['what', 'running guests', 'from', 'to', 'expected', 'at least', 'at most'],
    rows: plan.outages.map((outage) => [
      outage.address,
      outage.guests.length === 0 ? 'none' : outage.guests.join(', '),
      outage.fromStep,
      ...(outage.isPermanent === true
        ? ['', 'for good', '', '']
        : [
            outage.toStep,
            secondsText(outage.seconds.expected),
            secondsText(outage.seconds.min),
            secondsText(outage.seconds.max),
          ]),
    ]),
  });
}

function managementPathLines(plan: Plan, style: TextStyle): readonly string[] {
  if (plan.status === 'no-op') return [];
  const { yellow, bold } = paletteFor(style);
  const paint = plan.managementPath.touched
    ? (text: string): string => yellow(bold(text))
    : (text: string): string => text;
  return wrapText(managementPathSentence(plan), { widthColumns: style.widthColumns, first: '', rest: '  ' }).map(paint);
}

function section(title: string, lines: readonly string[], style: TextStyle): readonly string[] {
  return lines.length === 0 ? [] : [paletteFor(style).bold(title), ...lines];
}
