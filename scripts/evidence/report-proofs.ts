import { TINY_COMBINATIONS } from './instances';
import { counts, examples, named, share, table } from './markdown';
import type { Tally } from './tally';

/** What a run was started with, for the reader who wants to repeat it. */
export interface RunFacts {
  readonly seed: number;
  readonly instances: number;
  readonly simulated: number;
  readonly workers: number;
  readonly isComplete: boolean;
  readonly node: string;
  readonly date: string;
  readonly commit: string;
  /** Markdown of `scripts/evidence/mutation-summary.mjs`; empty when there is no report to sum up. */
  readonly mutation: string;
}

/** What this document is, how to repeat it, the claims in short, and what they cannot say. */
export function introduction(tally: Tally, facts: RunFacts): readonly string[] {
  const found = counts(tally);
  const times = named(tally, 'ms ');
  const minutes = times.reduce((sum, [, ms]) => sum + ms, 0) / 60_000;
  const work = times.map(([what, ms]) => `${what} ${(ms / 60_000).toFixed(1)}`).join(', ');
  const small = found('orders small ready') + found('orders small no-safe-order');
  return [
    '# What the planner was put to, and what came of it',
    '',
    'Written by `npm run evidence`; not to be edited by hand.',
    '',
    `- command: \`npm run evidence -- --instances ${facts.instances} --simulated ${facts.simulated} --seed ${facts.seed}\``,
    `- on ${facts.date}, commit ${facts.commit}, node ${facts.node}, ${facts.workers} workers`,
    `- ${minutes.toFixed(1)} minutes of work: ${work}`,
    ...(facts.isComplete ? [] : ['- **cut off: the figures are those of the chunks that were done**']),
    '',
    'Every instance comes from the seed and its number alone, so any of them can be made again. A smaller run of the same tests is',
    'part of `npm test` (`test/evidence`; `HPVM_EVIDENCE_SEED` repeats one).',
    '',
    ...table(
      ['claim', 'figure', 'of'],
      [
        ['false-safe: the planner says ready and the checker refutes it', found('refuted'), found('checked')],
        [
          'false-safe: proven, and harmed on the simulated host',
          found('simulator proven and harmed'),
          found('simulator proven'),
        ],
        [
          'other orders that a plan allows, harmed on the simulated host although its own is not',
          found('simulator extensions harmed although the plan is not'),
          found('simulator extensions'),
        ],
        ['requirements on the order without a witness', found('edges') - found('witnesses'), found('edges')],
        [
          'small plans where trying all orders contradicts the planner (is there a safe one?)',
          found('orders small ready without a harmless order') +
            found('orders small no-safe-order although there is one'),
          small,
        ],
        ['small plans that allow a harmful order', found('orders small plans that allow a harmful order'), small],
        [
          'small plans for which another order cuts running guests off for less time',
          found('orders small ready') - found('orders small least felt'),
          found('orders small ready'),
        ],
        [
          "small plans for which another order costs less by the planner's own measure, which also counts what nobody feels",
          found('orders small dearer'),
          found('orders small ready'),
        ],
        [
          'beginnings of plans that their way back does not take back on the simulated host',
          found('beginnings not taken back'),
          found('beginnings taken back'),
        ],
        ['conflict sets that are not minimal', found('conflicts not minimal'), found('conflicts')],
        ['interruptions not announced', found('outages unpredicted'), found('outages measured')],
        [
          'interruptions outside the announced interval',
          found('outages outside the interval'),
          found('outages measured'),
        ],
      ],
    ),
    '**What this shows and what it does not.** Planner, checker and simulated host share no code with each other, but the same people',
    'wrote them from the same documents: a misread page is misread three times. Hosts are generated, not collected. No HP-UX',
    'machine has run any of these plans, and durations are assumed until they are measured on one.',
    '',
  ];
}

/** What was generated, and what the planner answered. */
export function instances(tally: Tally): readonly string[] {
  const found = counts(tally);
  const met = Math.min(TINY_COMBINATIONS, Math.floor(found('numbers') / 2));
  const isAll = met === TINY_COMBINATIONS ? ', all of them' : '';
  return [
    '## Instances',
    '',
    ...table(
      ['class', 'instances'],
      [
        ['one group, one vswitch, one guest NIC: combinations', found('instances group-and-vswitch')],
        ['two vswitches, a host VLAN, one guest NIC: combinations', found('instances two-vswitches')],
        ['random, small: up to 4 NICs, 3 groups, 4 vswitches, 3 guests; 1 to 3 differences', found('instances small')],
        [
          'random, large: up to 10 NICs, 4 groups, 8 vswitches, 6 guests; 3 to 12 differences',
          found('instances large'),
        ],
        [
          'unusual: foreign keys, 60 NICs, no link, stale vswitches, gaps in what can be read',
          found('instances unusual'),
        ],
        ['together', found('instances')],
      ],
    ),
    `The two tiny worlds have ${TINY_COMBINATIONS.toLocaleString('en-GB')} combinations; ${met.toLocaleString('en-GB')} were met${isAll}. Those that contradict themselves are no instances.`,
    '',
    ...table(
      ['answer', 'instances'],
      [
        ['ready', found('status ready')],
        ['no-op', found('status no-op')],
        ['blocked', found('status blocked')],
      ],
    ),
    ...table(['running steps of the plans that are ready', 'plans'], named(tally, 'running steps ')),
    ...table(['refused for (a plan may have several reasons)', 'plans'], named(tally, 'refused ')),
  ];
}

/** Every order that a plan allows is safe, and every requirement on the order is needed. */
export function proofs(tally: Tally): readonly string[] {
  const found = counts(tally);
  const checked = found('checked');
  return [
    '## Safe in every order, and nothing asked for in vain',
    '',
    'Each plan that the planner calls ready goes to the checker, which interprets its commands and knows nothing of what the planner',
    'concluded. It proves that no order which the plan allows breaks a clause, and wants a witness for each requirement on the',
    'order: the bad state that is reached without it. In production a plan that is refuted, or on which the checker gives up, is',
    'blocked, so that a refutation here is a fault of the planner (or of the checker) that would have stopped somebody, not harmed.',
    '',
    ...table(
      ['', 'count', 'share'],
      [
        ['plans that the planner calls ready', checked, ''],
        ['... proven', found('proven'), share(found('proven'), checked)],
        ['... **refuted**', found('refuted'), share(found('refuted'), checked)],
        ['... on which the checker gave up', found('given up'), share(found('given up'), checked)],
        ['states visited in the proofs', found('states checked'), ''],
        ['requirements on the order (edges) in the proven plans', found('edges'), ''],
        ['... with a witness', found('witnesses'), share(found('witnesses'), found('edges'))],
        ['steps marked as a point of no return', found('points of no return'), ''],
        ['plans with a way back', found('with a way back'), share(found('with a way back'), checked)],
        [
          '... that is not proven, so that the plan is shown without one',
          found('way back not proven'),
          share(found('way back not proven'), found('with a way back')),
        ],
      ],
    ),
    ...(found('refuted') === 0 ? [] : table(['refuted by', 'plans'], named(tally, 'refuted '))),
    ...examples(tally, 'refuted', 'given up', 'way back not proven'),
  ];
}
