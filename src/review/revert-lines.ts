import type { Plan } from '../plan/plan-document';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import { wrapCommand, wrapText } from './wrap-text';

/** The commands of the way back in their order, each with the steps that it takes back: what a host is told to do then. */
export function revertLines({ revert }: Plan, style: TextStyle): readonly string[] {
  const { bold } = paletteFor(style);
  const { widthColumns } = style;
  return (revert?.steps ?? []).flatMap(({ id, takesBack, command, answers = [], due }) => {
    const when = due === 'after-reboot' ? ', only after a reboot' : '';
    const name = printableText(id);
    const what = wrapText(printableText(`takes back ${takesBack.join(', ')}${when}`), {
      widthColumns,
      first: '  '.padEnd(name.length + 4),
      rest: ' '.repeat(name.length + 6),
    });
    return [
      ...what.map((line, place) => (place === 0 ? `  ${bold(name)}${line.slice(name.length + 2)}` : line)),
      ...wrapCommand(command.map(printableText), { widthColumns, first: '       $ ', rest: '           ' }),
      ...(answers.length === 0 ? [] : [`         answering its prompt with: ${answers.map(printableText).join(', ')}`]),
    ];
  });
}
