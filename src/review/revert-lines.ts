import type { Plan, RevertStep } from '../plan/plan-document';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import { wrapCommand, wrapText } from './wrap-text';

/** When a command of the way back is carried out, besides behind its steps. */
const WHEN: Readonly<Record<RevertStep['due'], string>> = {
  now: ', behind a reboot only if saving had begun',
  always: '',
  'after-reboot': ', only after a reboot',
};

/** The commands of the way back in their order, each with the steps that it takes back and when: what a person goes by who does it by hand. */
export function revertLines({ revert }: Plan, style: TextStyle): readonly string[] {
  const { bold } = paletteFor(style);
  const { widthColumns } = style;
  return (revert?.steps ?? []).flatMap(
    ({ id, title, takesBack, command, answers = [], due, onlyBehind, confidence }) => {
      const behind = onlyBehind === undefined ? '' : `, only where ${onlyBehind} was run`;
      const form = confidence === 'recalled' ? '; its form is recalled, no document that we could read shows it' : '';
      const name = printableText(id);
      const what = wrapText(
        printableText(`${title} (takes back ${takesBack.join(', ')}${WHEN[due]}${behind}${form})`),
        {
          widthColumns,
          first: '  '.padEnd(name.length + 4),
          rest: ' '.repeat(name.length + 6),
        },
      );
      return [
        ...what.map((line, place) => (place === 0 ? `  ${bold(name)}${line.slice(name.length + 2)}` : line)),
        ...wrapCommand(command.map(printableText), { widthColumns, first: '       $ ', rest: '           ' }),
        ...(answers.length === 0
          ? []
          : [`         answering its prompt with: ${answers.map(printableText).join(', ')}`]),
      ];
    },
  );
}
