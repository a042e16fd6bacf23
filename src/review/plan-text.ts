import { displayShellWord } from '../model/shell-word';
import type { Plan, PlanStep } from '../plan/plan-document';
import { changeLines } from './change-lines';
import { changesOverview, MOST_CHANGES_IN_FULL } from './changes-overview';
import { diagnosticsText } from './diagnostics-text';
import { numberedSources, type NumberedSources } from './numbered-sources';
import { outageTable } from './outage-table';
import { paletteFor, type TextStyle } from './palette';
import { countText, planSummary } from './plan-summary';
import { printableText } from './printable-text';
import { noReturn, proofTexts } from './proof-texts';
import { diagnosticNotes } from './refusal-notes';
import { secondsText } from './seconds-text';
import { cautionsOverview, stepLines, type CitationOf } from './step-lines';
import { isShownInFull, stepsOverview, type Extent } from './steps-overview';
import { joinSections } from './text-sections';
import { textTable } from './text-table';
import { behindReachText, switchBackTexts, wayBackText } from './way-back-texts';
import { revertLines } from './revert-lines';
import { wrapText } from './wrap-text';

/**
 * A plan as a person reads it before saying yes, in the manner of `terraform plan`: the changes, the ordered steps with
 * their exact command lines and reasons, who is interrupted for how long, the management path, what cannot be taken
 * back, the proof, the sources by number, and one summary line. A long plan is shown as an overview unless all is
 * wanted.
 */
export function planText(plan: Plan, style: TextStyle, citationOf: CitationOf, extent: Extent = 'readable'): string {
  const { bold } = paletteFor(style);
  const sources = numberedSources(citationOf);
  const sections = [
    [`${bold(printableText(plan.host))}, as observed at ${printableText(plan.basis.observedAt)}`],
    section('Changes', changesLines(plan, style, extent), style),
    ...stepSections(plan, style, sources, extent),
    section('Interruptions', outageTable(plan.outages, style, extent), style),
    managementPathLines(plan, style),
    wayBackLines(plan, style, extent),
    section(
      'Proof',
      proofTexts(plan).flatMap((text) => indented(text, style)),
      style,
    ),
    diagnosticsText(plan.diagnostics, style, diagnosticNotes(sources, citationOf)),
    section('Sources', sourceLines(sources, style), style),
    wrapText(planSummary(plan), { widthColumns: style.widthColumns, first: '', rest: '  ' }).map(bold),
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

/** Where the whole of a long plan is found; `file`: what the plan is in. */
export function whereAllStepsAre(file: string | undefined): string {
  return `Too many to read one by one. ${whereText('All of them', 'STEP', file)}`;
}

function whereText(all: string, one: string, file: string | undefined): string {
  const plan = file === undefined ? 'PLAN' : displayShellWord(file);
  const keeping = file === undefined ? ' (hpvmctl plan --out PLAN keeps one.)' : '';
  return `${all}: hpvmctl show ${plan} --full. One of them: hpvmctl explain ${one} ${plan}.${keeping}`;
}

function changesLines({ changes }: Plan, style: TextStyle, extent: Extent): readonly string[] {
  if (extent === 'full' || changes.length <= MOST_CHANGES_IN_FULL) return changeLines(changes, style);
  const rows = changesOverview(changes).map((each) => [
    each.kind,
    ...[each.create, each.update, each.delete].map(String),
  ]);
  return textTable({ indent: '  ', head: ['kind', 'create', 'update', 'delete'], rows });
}

function stepSections(
  plan: Plan,
  style: TextStyle,
  { cite }: NumberedSources,
  extent: Extent,
): readonly (readonly string[])[] {
  if (!isShownInFull(plan.steps, extent)) return [section(stepsTitle(plan), overviewLines(plan, style), style)];
  const linesOf = (phase: PlanStep['phase']): readonly string[] =>
    plan.steps.filter((step) => step.phase === phase).flatMap((step) => stepLines(step, style, cite));
  return [
    section(stepsTitle(plan), linesOf('running'), style),
    section(
      plan.steps.some((step) => step.phase === 'running')
        ? 'Then saved, so that a reboot keeps it'
        : 'Only saved, so that a reboot keeps what runs',
      linesOf('persist'),
      style,
    ),
  ];
}

function overviewLines({ steps }: Plan, style: TextStyle): readonly string[] {
  const rows = stepsOverview(steps).map(({ first, last, count, example, expectedSeconds }) => [
    first === last ? first : `${first}..${last}`,
    String(count),
    secondsText(expectedSeconds),
    shortened(example, style.widthColumns - 40),
  ]);
  return [
    ...textTable({ indent: '  ', head: ['between', 'steps', 'expected', 'for example'], rows }),
    ...cautionsOverview(steps, style),
    ...indented(whereAllStepsAre(style.planFile), style),
  ];
}

function shortened(text: string, widthColumns: number): string {
  return text.length <= widthColumns ? text : `${text.slice(0, widthColumns - 3)}...`;
}

function managementPathLines(plan: Plan, style: TextStyle): readonly string[] {
  if (plan.status === 'no-op') return [];
  const { yellow, bold } = paletteFor(style);
  const paint = plan.managementPath.touched
    ? (text: string): string => yellow(bold(text))
    : (text: string): string => text;
  return wrapText(managementPathSentence(plan), { widthColumns: style.widthColumns, first: '', rest: '  ' }).map(paint);
}

function wayBackLines(plan: Plan, style: TextStyle, extent: Extent): readonly string[] {
  const found = noReturn(plan);
  if (found === undefined) return [];
  const reach = wayBackText(plan);
  const behind = reach === undefined ? found.sentence : behindReachText(plan);
  return section(
    'Way back',
    [
      ...(reach === undefined ? [] : indented(reach, style)),
      ...outageTable(plan.revert?.outages ?? [], style, extent),
      ...(extent === 'full'
        ? revertLines(plan, style)
        : reach === undefined
          ? []
          : indented(whereText('Its commands', 'r01', style.planFile), style)),
      ...switchBackTexts(plan).flatMap((text) => indented(text, style)),
      ...(behind === undefined ? [] : indented(behind, style)),
      ...found.points.flatMap(({ step, why }) => {
        const label = `    ${printableText(step)}  `;
        const layout = { widthColumns: style.widthColumns, first: label, rest: ' '.repeat(label.length) };
        return wrapText(printableText(why), layout);
      }),
      ...(found.others === 0 ? [] : [`    and ${countText(found.others, 'step')} more`]),
    ],
    style,
  );
}

function sourceLines(sources: NumberedSources, style: TextStyle): readonly string[] {
  const all = sources.list();
  const width = `[${String(all.length)}]`.length;
  return all.flatMap(({ number, citation }) => {
    const label = `  ${`[${String(number)}]`.padEnd(width)}  `;
    const layout = { widthColumns: style.widthColumns, first: label, rest: ' '.repeat(label.length) };
    return wrapText(printableText(citation), layout).map(paletteFor(style).dim);
  });
}

function indented(text: string, style: TextStyle): readonly string[] {
  return wrapText(printableText(text), { widthColumns: style.widthColumns, first: '  ', rest: '  ' });
}

function section(title: string, lines: readonly string[], style: TextStyle): readonly string[] {
  return lines.length === 0 ? [] : [paletteFor(style).bold(title), ...lines];
}
