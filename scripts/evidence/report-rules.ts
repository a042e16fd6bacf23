import { coverageRows, WAYS } from './rule-coverage';
import { table } from './markdown';
import type { Tally } from './tally';

/** Rules that no instance can put to work, and why. */
const OUT_OF_REACH: Readonly<Record<string, string>> = {
  'no-vswitch-on-vlan': 'a document with a vswitch on a VLAN interface is refused before it is planned',
};

/** How often each rule was at work, and how many of their mutants tests noticed. */
export function rules(tally: Tally, mutation: string): readonly string[] {
  const rows = coverageRows(tally);
  const idle = rows.filter(([, ...counts]) => counts.every((count) => count === 0)).map(([rule]) => rule);
  const scores = mutation.split('\n\n').filter((part) => part.startsWith('Mutation score'));
  return [
    '## Rules at work',
    '',
    'Plans in which a rule orders two steps, adds a step, implies a change, refuses, or warns.',
    '',
    ...table(['rule', ...WAYS], rows),
    ...(idle.length === 0 ? ['Every rule was at work.'] : ['Never at work:', '']),
    ...idle.map((rule) => `- ${rule}: ${OUT_OF_REACH[rule] ?? 'no generated instance calls for it'}`),
    '',
    '## Rules and clauses, weakened on purpose',
    '',
    ...(scores.length === 0
      ? ['Not measured yet: `npm run mutation -- --force` leaves its reports in `reports/mutation`.']
      : [
          'From the last `npm run mutation` (docs/decisions/0012):',
          '',
          ...scores.flatMap((score) => [score.trim(), '']),
        ]),
    '',
  ];
}
