import { counts, examples, named, table } from '../markdown';
import type { Tally } from '../tally';
import type { SweepSize } from './drift-sweep';

/** True when nothing was told that has not happened, and everything that has. */
export function isFaultless(tally: Tally): boolean {
  const of = counts(tally);
  return of('false reports') === 0 && of('missed') === 0 && of('relevant changes') > 0;
}

/** The figures as Markdown, with examples of what should not be. */
export function driftFigures(tally: Tally, { seed }: SweepSize): string {
  const of = counts(tally);
  const rows = (names: readonly string[]): readonly (readonly [string, number])[] =>
    names.map((name) => [name, of(name)]);
  return [
    `Seed ${String(seed)}.`,
    '',
    ...table(
      ['', 'count'],
      rows([
        'hosts',
        'looks behind irrelevant changes',
        'irrelevant changes',
        'false reports',
        'relevant changes',
        'missed',
      ]),
    ),
    ...examples(tally, 'false reports', 'missed'),
    `Of the looks behind irrelevant changes ${of('the same to the byte').toLocaleString('en-GB')} gave the same report to the byte. Of the relevant changes ${of('with consequences told beside it').toLocaleString('en-GB')} were told with consequences at other objects beside them (a rule that now asks for more, an object that stands on what is gone).`,
    '',
    ...table(['irrelevant', 'count'], named(tally, 'noise ')),
    ...table(['relevant', 'count'], named(tally, 'change ')),
  ].join('\n');
}
