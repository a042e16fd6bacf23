import type { Plan } from '../plan/plan-document';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';
import { takesBackText } from './way-back-texts';
import { wrapCommand, wrapText } from './wrap-text';

/** The commands of the way back in their order, each with the steps that it takes back and when: what a person goes by who does it by hand. */
export function revertLines({ revert }: Plan, style: TextStyle): readonly string[] {
  const { bold } = paletteFor(style);
  const { widthColumns } = style;
  return (revert?.steps ?? []).flatMap((step) => {
    const { id, title, command, answers = [] } = step;
    const name = printableText(id);
    const what = wrapText(printableText(`${title} (${takesBackText(step)})`), {
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
