import { displayCommand, quoteShellWord } from '../../../src/model/shell-word';
import { printableText } from '../../../src/review/printable-text';
import { wrapCommand } from '../../../src/review/wrap-text';
import { count } from '../tally';
import { hostileValue } from './hostile-value';
import type { Surroundings } from './hostile-documents';

/** Command lines that one shell gets. */
const LINES = 200;

/**
 * Command lines as people are shown them, to paste: what a shell makes of them must be the words, byte for byte, with what a
 * terminal would obey as the visible escape that was shown. Gives the number of cases.
 */
export function shownCommands({ host, random, tally }: Surroundings): number {
  const [stub = ''] = host.commands;
  const expected: string[][] = [];
  const lines = Array.from({ length: LINES }, () => {
    const words = Array.from({ length: 1 + random.below(3) }, () =>
      hostileValue(random, host.trap, random.chance(0.5) ? 'vmlan4' : ''),
    );
    const program = `${host.root}${stub}`;
    const clean = words.map((word) => word.replaceAll('\0', ''));
    switch (random.below(3)) {
      case 0:
        expected.push([stub, ...clean.map(withoutHalves)]);
        return [program, ...clean].map(quoteShellWord).join(' ');
      case 1:
        expected.push([stub, ...words.map(printableText)]);
        return printableText(displayCommand([program, ...words]));
      default:
        expected.push([stub, ...words.map(printableText)]);
        return wrapCommand([program, ...words].map(printableText), { widthColumns: 80, first: '', rest: '  ' }).join(
          '\n',
        );
    }
  });
  const { calls } = host.run(`${lines.join('\n')}\n`);
  count(tally, 'cases', LINES);
  count(tally, 'cases in shown commands', LINES);
  const at = expected.findIndex((call, index) => JSON.stringify(call) !== JSON.stringify(calls[index]));
  if (at >= 0 || calls.length !== expected.length)
    count(
      tally,
      'escapes',
      1,
      `called ${JSON.stringify(calls[at])} for ${JSON.stringify(expected[at])}: ${lines[at] ?? ''}`,
    );
  const marks = host.marks();
  if (marks.length > 0) count(tally, 'escapes', 1, `shown commands left ${marks.join(' ')}`);
  return LINES;
}

/** No UTF-8 text holds half of a surrogate pair: what is sent is the replacement character. */
function withoutHalves(word: string): string {
  return Buffer.from(word, 'utf8').toString('utf8');
}
