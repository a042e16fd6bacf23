import { coverageRows, WAYS } from './rule-coverage';
import type { Tally } from './tally';

/** What a run was started with, for the reader who wants to repeat it. */
export interface RunFacts {
  readonly seed: number;
  readonly instances: number;
  readonly simulated: number;
  readonly workers: number;
  readonly node: string;
  readonly date: string;
  readonly commit: string;
  readonly seconds: number;
}

/** The figures of a run as a Markdown document. */
export function reportOf(tally: Tally, facts: RunFacts): string {
  return [...introduction(facts), ...plans(tally), ...simulated(tally), ...baselines(tally), ...rules(tally)]
    .flat()
    .join('\n')
    .concat('\n');
}

function introduction(facts: RunFacts): readonly string[] {
  return [
    '# What the planner was put to, and what came of it',
    '',
    'Written by `npm run evidence`; not to be edited by hand.',
    '',
    `- command: \`npm run evidence -- --instances ${facts.instances} --simulated ${facts.simulated} --seed ${facts.seed}\``,
    `- on ${facts.date}, commit ${facts.commit}, node ${facts.node}, ${facts.workers} workers, ${(facts.seconds / 60).toFixed(1)} minutes`,
    '',
    'The judge is a simulated host that was written from the same documents as the planner, by the same authors. It shares no',
    'code with the planner, but it cannot know what the documents do not say. No real host has seen these plans.',
    '',
  ];
}

function plans(tally: Tally): readonly string[] {
  const found = (name: string): number => tally.counts[name] ?? 0;
  if (found('instances') === 0) return [];
  const ready = found('status ready');
  return [
    '## Instances',
    '',
    ...table(
      ['class', 'instances'],
      [
        ['all combinations of one group, one vswitch, one guest NIC', found('instances group-and-vswitch')],
        ['all combinations of two vswitches, a host VLAN, one guest NIC', found('instances two-vswitches')],
        ['random, small: up to 4 NICs, 3 groups, 4 vswitches, 3 guests; 1 to 3 differences', found('instances small')],
        [
          'random, large: up to 10 NICs, 4 groups, 8 vswitches, 6 guests; 3 to 12 differences',
          found('instances large'),
        ],
        ['together', found('instances')],
      ],
    ),
    ...table(
      ['answer', 'instances'],
      [
        ['ready', ready],
        ['no-op', found('status no-op')],
        ['blocked', found('status blocked')],
      ],
    ),
    ...table(['running steps of the plans that are ready', 'plans'], named(tally, 'running steps ')),
    ...table(['refused for', 'plans'], named(tally, 'refused ')),
  ];
}

function simulated(tally: Tally): readonly string[] {
  const found = (name: string): number => tally.counts[name] ?? 0;
  const measured = found('outages measured');
  if (found('simulator plans') === 0) return [];
  return [
    '## On the simulated host',
    '',
    ...table(
      ['', 'count'],
      [
        ['plans carried out in their own order', found('simulator plans')],
        ['... that were refused a command, recorded a hazard or left one behind', found('simulator plans harmed')],
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
    ...examples(tally, 'simulator plans harmed'),
    ...examples(tally, 'simulator plans not converged'),
    ...examples(tally, 'simulator extensions harmed'),
    ...examples(tally, 'simulator extensions with another end'),
    '## Outages, announced and felt',
    '',
    'Every step got a duration drawn from its range. Felt is who was cut off on the simulated host, from the start of the step',
    'that cut off to the end of the one that brought back. This checks who, from when to when, and the sums: the ranges of the',
    'single commands are assumptions until they have been measured on a host.',
    '',
    ...table(
      ['', 'count'],
      [
        ['interruptions felt (running guest NICs, vswitches, host addresses)', measured],
        [
          `... inside the announced interval (${share(found('outages inside the interval'), measured)})`,
          found('outages inside the interval'),
        ],
        ['... announced, with another length', found('outages outside the interval')],
        ['... not announced', found('outages unpredicted')],
        ['announced outages', found('outages announced')],
        ['... that nobody felt', found('outages announced that nobody felt')],
      ],
    ),
    ...examples(tally, 'outages unpredicted'),
    ...examples(tally, 'outages announced that nobody felt'),
  ];
}

const BASELINES = [
  ['random order', 'the same steps, shuffled'],
  ['configuration order', 'the same steps, by kind and resource as a document lists them'],
  ['dependency graph', 'the same steps; what is used before its users, removed after them, else at random'],
  [
    'dependency graph without the steps that rules add',
    'as above, without the restarts and other steps that only rules ask for',
  ],
] as const;

function baselines(tally: Tally): readonly string[] {
  const total = tally.counts['baseline plans'] ?? 0;
  if (total === 0) return [];
  return [
    '## Other ways to order the same work',
    '',
    `On the ${total} of these plans that have two running steps or more and did no harm in their own order. Unsafe is an order in which a`,
    'command is refused, a hazard is recorded, or the host ends in another state than after the plan (a lost VLAN, a setting that is',
    'not saved).',
    '',
    ...table(
      ['order', 'refused', 'hazard', 'another end', 'unsafe'],
      BASELINES.map(([name, what]) => {
        const counts = ['refused', 'hazard', 'other end'].map((end) => tally.counts[`baseline ${name} ${end}`] ?? 0);
        const unsafe = counts.reduce((sum, each) => sum + each, 0);
        return [`${name}: ${what}`, ...counts, share(unsafe, total)];
      }),
    ),
  ];
}

function rules(tally: Tally): readonly string[] {
  if ((tally.counts['instances'] ?? 0) === 0) return [];
  return [
    '## Rules at work',
    '',
    'Plans in which a rule orders two steps, adds a step, implies a change, refuses, or warns.',
    '',
    ...table(['rule', ...WAYS], coverageRows(tally)),
  ];
}

/** Rows of the counts whose names begin alike, largest first. */
function named(tally: Tally, start: string): readonly (readonly [string, number])[] {
  return Object.entries(tally.counts)
    .filter(([name]) => name.startsWith(start))
    .map(([name, value]) => [name.slice(start.length), value] as const)
    .sort(([one, left], [two, right]) => right - left || (one < two ? -1 : 1));
}

function examples(tally: Tally, name: string): readonly string[] {
  const found = tally.examples[name] ?? [];
  return found.length === 0 ? [] : [`Examples, ${name}:`, '', ...found.map((text) => `- \`${text}\``), ''];
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
}

function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const ruler = heading.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(heading), line(ruler), ...rows.map(line), ''];
}

function cell(value: string | number): string {
  return typeof value === 'number' ? value.toLocaleString('en-GB') : value;
}
