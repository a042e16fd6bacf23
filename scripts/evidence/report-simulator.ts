import { counts, examples, named, share, table } from './markdown';
import type { Tally } from './tally';

/** Plans carried out on the simulated host, in their own order and in others that they allow. */
export function simulated(tally: Tally): readonly string[] {
  const found = counts(tally);
  const plans = found('simulator plans');
  if (plans === 0) return [];
  return [
    '## Carried out on the simulated host',
    '',
    'Harmed means: a command is refused, the simulated host records a hazard that a document warns of, or leaves one behind that was',
    'not there before. The sample takes the ready plans in the sequence of their numbers, without hosts before release 4.0, whose',
    'listings do not tell enough to simulate them.',
    '',
    ...table(
      ['', 'count'],
      [
        ['plans carried out in their own order', plans],
        ['... harmed', found('simulator plans harmed')],
        ['... proven by the checker', found('simulator proven')],
        ['... **proven and harmed**', found('simulator proven and harmed')],
        ['... after which planning again was not a no-op', found('simulator plans not converged')],
        ['other orders that these plans allow, drawn at random', found('simulator extensions')],
        [
          '... harmed although the plan in its own order is not',
          found('simulator extensions harmed although the plan is not'),
        ],
        ['... that ended in another state than the plan', found('simulator extensions with another end')],
      ],
    ),
    ...(named(tally, 'harm ').length === 0 ? [] : table(['harm', 'plans'], named(tally, 'harm '))),
    ...examples(
      tally,
      'simulator plans harmed',
      'simulator proven and harmed',
      'simulator plans not converged',
      'simulator extensions harmed',
      'simulator extensions with another end',
    ),
  ];
}

/** Beginnings of plans, taken back with the way back of the plan. */
export function takenBack(tally: Tally): readonly string[] {
  const found = counts(tally);
  const beginnings = found('beginnings taken back');
  if (beginnings === 0) return [];
  return [
    '## Taken back on the simulated host',
    '',
    'Of each plan that did no harm, and whose way back is proven, two beginnings that end before the first point of no return, drawn',
    'at random: they are taken back with the commands of the way back that a host would run. Every command must be taken, all that runs',
    'be as it was, and no vswitch be left to be restarted.',
    '',
    ...table(
      ['', 'count', 'share'],
      [
        ['beginnings taken back', beginnings, ''],
        [
          '... **not as before, or refused**',
          found('beginnings not taken back'),
          share(found('beginnings not taken back'), beginnings),
        ],
        [
          '... after which a vswitch is to be restarted',
          found('beginnings taken back that leave a restart'),
          share(found('beginnings taken back that leave a restart'), beginnings),
        ],
      ],
    ),
    ...examples(tally, 'beginnings not taken back'),
  ];
}

/** What plans announce against what was felt. */
export function outages(tally: Tally): readonly string[] {
  const found = counts(tally);
  const measured = found('outages measured');
  if (measured === 0) return [];
  return [
    '## Interruptions, announced and felt',
    '',
    'On the plans of the section on the simulated host that did no harm. Every step got a duration drawn from its range. Felt is who',
    'was cut off, from the start of the step that cut off to the end of the one that brought back. This checks who, from when to',
    'when, and the sums; the ranges of single commands are assumptions until they have been measured on a host.',
    '',
    ...table(
      ['', 'count', 'share'],
      [
        ['interruptions felt (running guest NICs, vswitches, host addresses)', measured, ''],
        [
          '... inside the announced interval',
          found('outages inside the interval'),
          share(found('outages inside the interval'), measured),
        ],
        [
          '... announced, with another length',
          found('outages outside the interval'),
          share(found('outages outside the interval'), measured),
        ],
        ['... **not announced**', found('outages unpredicted'), share(found('outages unpredicted'), measured)],
        ['announced interruptions', found('outages announced'), ''],
        [
          '... that nobody felt',
          found('outages announced that nobody felt'),
          share(found('outages announced that nobody felt'), found('outages announced')),
        ],
      ],
    ),
    ...examples(tally, 'outages unpredicted', 'outages outside the interval', 'outages announced that nobody felt'),
  ];
}
