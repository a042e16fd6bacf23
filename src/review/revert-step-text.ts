import type { RevertDue } from '../plan/plan-document';
import type { RevertStepExplanation } from './explanation';
import { blockedTexts, sourceLines } from './explanation-texts';
import { layoutOf } from './explanation-layout';
import { outageTable } from './outage-table';
import type { TextStyle } from './palette';
import { printableText } from './printable-text';
import { secondsRangeText } from './seconds-text';
import { joinSections } from './text-sections';
import { switchBackText } from './way-back-texts';
import { wrapCommand } from './wrap-text';

const DUE: Readonly<Record<RevertDue, string>> = {
  now: 'Where the host has booted since, the boot has done that already, and it is not run.',
  always: 'Behind a reboot as well: HP-UX keeps over a boot what those steps did.',
  'after-reboot': 'Only where the host has booted since: the boot may have brought up what is to be down.',
};

/** What `hpvmctl explain` prints of a step of the way back. */
export function revertStepText(explanation: RevertStepExplanation, style: TextStyle): string {
  const { step, host, takesBack, before, behind, outages, switchPorts, sources } = explanation;
  const layout = layoutOf(style);
  const { answers = [], onlyBehind } = step;
  const command = (argv: readonly string[]): readonly string[] =>
    wrapCommand(argv.map(printableText), { widthColumns: style.widthColumns, first: '  $ ', rest: '      ' });
  return joinSections([
    [
      ...layout.heading(`${step.id} of the way back of the plan for ${host}: ${step.title}`),
      ...command(step.command),
      ...layout.below(answers.length === 0 ? [] : [`answering its prompt with: ${answers.join(', ')}`]),
    ],
    layout.paragraphs(blockedTexts(explanation)),
    layout.section(
      'Takes back',
      takesBack.flatMap(({ id, title }) => layout.item(id, title)),
    ),
    layout.section('When it is run', [
      ...layout.paragraphs([
        `When the run is taken back and ${takesBack.length === 1 ? 'that step' : 'any of these steps'} was begun. ${DUE[step.due]}`,
        ...(onlyBehind === undefined ? [] : [`Only where ${onlyBehind} was run.`]),
        ...(step.readBack === undefined
          ? []
          : [
              'Where it is not certain that this was done, the host is asked first, and it is not run where that shows what it brings about:',
            ]),
      ]),
      ...(step.readBack === undefined ? [] : command(step.readBack.command)),
    ]),
    layout.section('Where it stands', [
      ...layout.paragraphs(['The commands that are due are run one after the other, as the plan lists them.']),
      ...(before === null ? [] : layout.item(before.id, `before it: ${before.title}`)),
      ...(behind === null ? [] : layout.item(behind.id, `behind it: ${behind.title}`)),
    ]),
    layout.section('Price', [
      ...layout.paragraphs([
        `It takes ${secondsRangeText(step.durationSeconds)}; that is ${step.durationSeconds.basis}.`,
      ]),
      ...outageTable(outages, style, 'full'),
    ]),
    layout.section(
      'On the switch',
      layout.paragraphs(switchPorts.map((ports) => `Only a person can take back: ${switchBackText(ports)}.`)),
    ),
    layout.section('Sources', sourceLines(sources, layout)),
  ]);
}
