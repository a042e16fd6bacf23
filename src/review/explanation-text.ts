import { asksFirst } from '../model/asking-command';
import type { Confidence, PlanStep } from '../plan/plan-document';
import { changeLines } from './change-lines';
import { clauseText, ruleText } from './explained-rule-text';
import { layoutOf, type Layout } from './explanation-layout';
import type {
  EdgeExplanation,
  ExplainedReason,
  Explanation,
  Harm,
  ResourceExplanation,
  StepExplanation,
} from './explanation';
import { blockedTexts, sourceLines } from './explanation-texts';
import { outageTable } from './outage-table';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import { revertStepText } from './revert-step-text';
import { secondsRangeText } from './seconds-text';
import { joinSections } from './text-sections';
import { wrapCommand } from './wrap-text';

/** What `hpvmctl explain` prints for a person. */
export function explanationText(explanation: Explanation, style: TextStyle): string {
  switch (explanation.kind) {
    case 'step':
      return stepText(explanation, style);
    case 'revert-step':
      return revertStepText(explanation, style);
    case 'edge':
      return edgeText(explanation, style);
    case 'resource':
      return resourceText(explanation, style);
    case 'rule':
      return ruleText(explanation, style);
    case 'clause':
      return clauseText(explanation, style);
  }
}

/** What is known of the form of a command. */
const FORMS: Readonly<Record<Confidence, string>> = {
  documented: 'The form of this command is documented',
  observed: 'The form of this command is known from published output of real hosts',
  recalled: 'The form of this command is recalled, and in no document that we could read',
};

function stepText(explanation: StepExplanation, style: TextStyle): string {
  const { step, change, reasons, awaitedBy, outages, noReturn, sources } = explanation;
  const layout = layoutOf(style);
  const duration = `It takes ${secondsRangeText(step.durationSeconds)}; that is ${step.durationSeconds.basis}.`;
  return joinSections([
    [...layout.heading(`${step.id} of the plan for ${explanation.host}: ${step.title}`), ...commandLines(step, style)],
    layout.paragraphs(blockedTexts(explanation)),
    layout.section('Asked for by', [
      ...(change === null ? [] : changeLines([change], style)),
      ...(step.purpose.rule === 'change'
        ? []
        : layout.paragraphs([`${step.purpose.rule}, because ${step.purpose.why}`])),
    ]),
    layout.section('Why it stands here', reasonsLines(reasons, layout)),
    layout.section(
      'Waiting for it',
      awaitedBy.flatMap(({ id, title }) => layout.item(id, title)),
    ),
    layout.section('Price', [...layout.paragraphs([duration]), ...outageTable(outages, style, 'full')]),
    layout.section('Way back', [
      ...undoLines(step, style),
      ...layout.paragraphs(noReturn === null || step.undo === null ? [] : [`No way back from here: ${noReturn}`]),
    ]),
    layout.section('Form of the command', layout.paragraphs([`${FORMS[step.confidence]}: ${step.source}.`])),
    layout.section('Sources', sourceLines(sources, layout)),
  ]);
}

function edgeText(explanation: EdgeExplanation, style: TextStyle): string {
  const { earlier, later, relation, way, reasons, sources } = explanation;
  const layout = layoutOf(style);
  const relations = {
    edge: `${later.id} waits for ${earlier.id}.`,
    'through-others': `${later.id} comes after ${earlier.id} without waiting for it: ${way.map(({ id }) => id).join(', ')} follow one another.`,
    free: `${later.id} does not wait for ${earlier.id}: they could run in either order.`,
  };
  return joinSections([
    [
      ...layout.heading(`${earlier.id}:${later.id} of the plan for ${explanation.host}`),
      ...layout.item(earlier.id, earlier.title),
      ...layout.item(later.id, later.title),
    ],
    layout.paragraphs([...blockedTexts(explanation), relations[relation]]),
    layout.section('Why', reasonsLines(reasons, layout)),
    relation === 'through-others' && reasons.length === 0
      ? layout.section(
          'On the way',
          way.flatMap(({ id, title }) => layout.item(id, title)),
        )
      : [],
    layout.section('Sources', sourceLines(sources, layout)),
  ]);
}

function resourceText(explanation: ResourceExplanation, style: TextStyle): string {
  const { address, change, steps, outages, notes, sources } = explanation;
  const layout = layoutOf(style);
  const noSteps = steps.length > 0 ? [] : ['No step of this plan runs a command for it.'];
  return joinSections([
    layout.heading(`${address} in the plan for ${explanation.host}`),
    layout.paragraphs([...blockedTexts(explanation), ...noSteps]),
    layout.section('Change', change === null ? [] : changeLines([change], style)),
    layout.section(
      'Steps',
      steps.flatMap(({ id, title, rule, why, durationSeconds }) => [
        ...layout.item(id, `${title}, ${secondsRangeText(durationSeconds)}`),
        ...layout.below(rule === 'change' ? [] : [`here because ${why} (${rule})`]),
      ]),
    ),
    layout.section('Interruptions', [
      ...outageTable(outages, style, 'full'),
      ...layout.paragraphs(guestTexts(explanation)),
    ]),
    layout.section(
      'Notes',
      notes.flatMap(({ severity, code, summary }) => layout.item(severity, `${summary} [${code}]`)),
    ),
    layout.section('Sources', sourceLines(sources, layout)),
  ]);
}

/** Who loses a NIC, and who all of them. */
function guestTexts({ outages, cutOffGuests }: ResourceExplanation): readonly string[] {
  const guests = [...new Set(outages.flatMap((outage) => outage.guests))].sort();
  const told = (text: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`${text}: ${names.join(', ')}.`];
  if (cutOffGuests === null) return told('Running guests that lose a NIC for some time', guests);
  return [
    ...told('Running guests cut off, on all their NICs at once', cutOffGuests),
    ...told(
      'Running guests that lose a NIC for some time and keep another one',
      guests.filter((guest) => !cutOffGuests.includes(guest)),
    ),
  ];
}

function commandLines(step: PlanStep, style: TextStyle): readonly string[] {
  const answers = step.answers ?? [];
  return [
    ...shellLines(step.command, style),
    ...(answers.length === 0 ? [] : [`    answering its prompt with: ${answers.map(printableText).join(', ')}`]),
  ];
}

function undoLines({ undo }: PlanStep, style: TextStyle): readonly string[] {
  if (undo === null) return [paletteFor(style).yellow('  No command takes this step back.')];
  if (undo.length === 0) return ['  There is nothing to take back.'];
  return undo.flatMap((argv) => [
    ...shellLines(argv, style),
    ...(asksFirst(argv) ? ['    answering its prompt with: y'] : []),
  ]);
}

function shellLines(argv: readonly string[], { widthColumns }: TextStyle): readonly string[] {
  return wrapCommand(argv.map(printableText), { widthColumns, first: '  $ ', rest: '      ' });
}

function reasonsLines(reasons: readonly ExplainedReason[], layout: Layout): readonly string[] {
  return reasons.flatMap(({ earlier, rule, why, isEdge, without }) => {
    const because = `after ${earlier.id} (${earlier.title}) because ${why.replace(/\.$/, '')}${rule === 'change' ? '' : ` (${rule})`}`;
    return [
      ...layout.paragraphs([because]),
      ...layout.below(isEdge ? [withoutText(without)] : ['Other steps that it waits for bring this about.']),
    ];
  });
}

/** The witness of an edge, in words. */
function withoutText(without: Harm | null): string {
  if (without === null) return 'What happens without that is not proven.';
  const name = ({ id, title }: { readonly id: string; readonly title: string }): string => `${id} (${title})`;
  const done = without.after.length === 0 ? '' : `after ${without.after.map(name).join(', ')}, `;
  const when = without.step === null ? `${done}when all is done` : `${done}in step ${name(without.step)}`;
  return `Without that: ${when}: ${without.harm} [${without.clause}].`;
}
