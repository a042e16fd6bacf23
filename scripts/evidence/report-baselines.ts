import { counts, named, share, table } from './markdown';
import type { Tally } from './tally';

const WAYS = [
  ['random order', 'the same steps, shuffled, those that save among them'],
  ['random order, saving last', 'the steps that change what runs, shuffled'],
  ['configuration order', 'by kind and resource as a document lists them'],
  ['dependency graph', 'what is used before its users, removed after them, else at random'],
  ['dependency graph, no steps of rules', 'as above, without the restarts and other steps that only rules ask for'],
] as const;

/** How often other ways to order the same work are unsafe, by both judges. */
export function baselines(tally: Tally): readonly string[] {
  const found = counts(tally);
  const total = found('baseline plans');
  if (total === 0) return [];
  return [
    '## Other ways to order the same work',
    '',
    `On the ${total.toLocaleString('en-GB')} plans carried out on the simulated host that have two running steps or more and did no harm in their own`,
    'order, in which by construction 0 % are unsafe. Unsafe for the simulated host: a command is refused, a hazard is recorded, or the',
    'host ends in another state than after the plan. Unsafe for the checker: one of its clauses is broken on the way or at the end.',
    'All but the first way save after everything else, as the plan does; the steps of one resource stay in the sequence of the plan',
    'in the last three, which is a gift to them.',
    '',
    ...table(
      ['order', 'refused', 'hazard', 'another end', 'unsafe (simulated host)', 'unsafe (checker)', 'both'],
      WAYS.map(([name, what]) => {
        const ends = ['refused', 'hazard', 'other end'].map((end) => found(`baseline ${name} ${end}`));
        const unsafe = ends.reduce((sum, each) => sum + each, 0);
        const byChecker = found(`baseline ${name} checker`);
        const both = found(`baseline ${name} both`);
        return [`${name}: ${what}`, ...ends, share(unsafe, total), share(byChecker, total), share(both, total)];
      }),
    ),
    ...table(['clause of the checker that such an order breaks first', 'orders'], named(tally, 'broken clause ')),
  ];
}
