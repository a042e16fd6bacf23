import { counts, examples, named, share, table } from './markdown';
import type { Tally } from './tally';

const SIZES = [
  ['small', 'up to 7 running steps'],
  ['larger', '8 to 12 running steps'],
] as const;

/** What trying all orders says of completeness, of the least interruption and of conflicts. */
export function orders(tally: Tally): readonly string[] {
  const found = counts(tally);
  if (found('orders small ready') === 0) return [];
  const row = (what: string, name: string): readonly (string | number)[] => [
    what,
    ...SIZES.map(([size]) => found(`orders ${size} ${name}`)),
  ];
  return [
    '## All orders, tried',
    '',
    'For one instance in three with up to 7 running steps (one in 18 up to 12), all orders of the steps were tried, the saving ones',
    "after them, and judged by the checker's clauses alone. Harmless orders and the cheapest of them come from there; the planner",
    'has no part in it but the steps.',
    '',
    ...table(
      ['', ...SIZES.map(([, what]) => what)],
      [
        row('plans that are ready', 'ready'),
        row('orders tried, those that were given up where they went wrong counted once', 'tried'),
        row('... harmless', 'harmless'),
        row('... that the plans allow', 'allowed'),
        row('ready, although no order is harmless', 'ready without a harmless order'),
        row('ready, and allows a harmful order', 'plans that allow a harmful order'),
        row('refused with `no-safe-order`', 'no-safe-order'),
        row('... although there is a harmless order', 'no-safe-order although there is one'),
        row('refused for other reasons', 'refused'),
      ],
    ),
    ...SIZES.flatMap(([size]) =>
      examples(
        tally,
        `orders ${size} ready without a harmless order`,
        `orders ${size} plans that allow a harmful order`,
        `orders ${size} no-safe-order although there is one`,
      ),
    ),
    '### Least interruption',
    '',
    'Cost is the one of docs/decisions/0014, worked out from the commands: expected seconds of everything out of service, weighted by',
    'the running guest NICs that it takes away; guests that are off, and vswitches that were down, interrupt nobody. What is felt',
    'counts each cut-off NIC once, whatever the causes, and nothing else.',
    '',
    ...table(
      ['', ...SIZES.map(([, what]) => what)],
      [
        ['no harmless order is cheaper', ...SIZES.map(([size]) => cheapest(found, size))],
        ...bands(tally).map((band) => [
          `dearer than the cheapest, ${band}`,
          ...SIZES.map(([size]) => found(`gap ${size} ${band}`)),
        ]),
        ['no harmless order is felt less', ...SIZES.map(([size]) => found(`orders ${size} least felt`))],
        row('felt more than need be at the least cost by definition', 'more felt at the same cost'),
      ],
    ),
    ...SIZES.flatMap(([size]) => examples(tally, `orders ${size} dearer`)),
    '### Refusals beside all orders',
    '',
    "Refused for these reasons, and whether the clauses would have let some order of the planner's steps pass. They would where the",
    'refusal is about something else than order and harm (an approval, a gap in what could be read, a rule of advice).',
    '',
    ...table(['reason: what trying all orders found', 'plans'], named(tally, 'honest ')),
    '### Conflicts',
    '',
    'A conflict set excludes every order; without any one of its members it must not.',
    '',
    ...table(
      ['', 'count'],
      [
        ['conflict sets', found('conflicts')],
        ['requirements in them', found('conflict edges')],
        ['... **not minimal**', found('conflicts not minimal')],
      ],
    ),
    ...examples(tally, 'conflicts not minimal'),
  ];
}

function cheapest(found: (name: string) => number, size: string): string {
  const [best, all] = [found(`orders ${size} cheapest`), found(`orders ${size} ready`)];
  return `${best.toLocaleString('en-GB')} (${share(best, all)})`;
}

function bands(tally: Tally): readonly string[] {
  return [...new Set(SIZES.flatMap(([size]) => named(tally, `gap ${size} `).map(([band]) => band)))].sort();
}
