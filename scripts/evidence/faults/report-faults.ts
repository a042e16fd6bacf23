import { counts, examples, named, table } from '../markdown';
import type { Tally } from '../tally';
import { CLAIMS, COUNTED_APART } from './violation';

/** What a sweep was started with, and how it went. */
export interface SweepFacts {
  readonly seed: number;
  readonly every: number;
  readonly pairs: number;
  readonly workers: number;
  readonly date: string;
  readonly commit: string;
  readonly node: string;
  readonly minutes: number;
  readonly digest: string;
  /** Steps of each plan of the corpus. */
  readonly sizes: readonly number[];
  /** Plans with steps that nothing takes back. */
  readonly guarded: number;
  /** Plans that touch the management path. */
  readonly management: number;
}

/** Section of `docs/execution-evidence.md`. */
export function reportOfFaults(tally: Tally, facts: SweepFacts): string {
  const found = counts(tally);
  const both = (name: string): readonly [number, number] => [found(`single ${name}`), found(`pair ${name}`)];
  const violations = (kinds: readonly string[]): readonly [number, number] => [
    kinds.reduce((sum, kind) => sum + found(`single violation ${kind}`), 0),
    kinds.reduce((sum, kind) => sum + found(`pair violation ${kind}`), 0),
  ];
  const all = CLAIMS.flatMap(([, kinds]) => kinds);
  const sizes = [...facts.sizes].sort((left, right) => left - right);
  const lines = [
    '## Faults',
    '',
    `- seed ${facts.seed}, ${facts.pairs} pairs, every ${facts.every === 1 ? 'single fault' : `${facts.every}th single fault`}`,
    `- on ${facts.date}, commit ${facts.commit}, node ${facts.node}, ${facts.workers} workers, ${facts.minutes.toFixed(1)} minutes`,
    `- digest of all courses: \`${facts.digest}\` (the same seed and the same code give the same)`,
    `- ${facts.sizes.length} plans of ${sizes[0] ?? 0} to ${sizes.at(-1) ?? 0} steps (median ${sizes[Math.floor(sizes.length / 2)] ?? 0}); ${facts.management} touch the management path, ${facts.guarded} have steps that nothing takes back`,
    '',
    'Each trial carries a plan out with the real client, runner and guard on a simulated host with processes, files and a clock of its own, and lets one',
    'thing (or two) go wrong. When the client does not know how it ended, or was killed, somebody else resumes. Then the whole host is',
    'compared with the one that the plan led to without faults, and with the one that it began from; what a boot does and what a',
    'second operator did is done to these two as well.',
    '',
    ...table(
      ['trials', 'single', 'pairs'],
      [
        ['carried out', ...both('trials')],
        ['possible', found('single possible'), '-'],
        ['left out, the same as another by construction', found('single left out'), '-'],
        ['the second fault found nobody it could happen to', '-', found('pair fired 1 of 2')],
      ],
    ),
    ...table(
      ['must never be', 'single', 'pairs'],
      CLAIMS.map(([claim, kinds]) => [claim, ...violations(kinds)]),
    ),
    ...table(
      ['counted apart', 'single', 'pairs'],
      COUNTED_APART.map(([kind, why]) => [why, ...violations([kind])]),
    ),
    '### Where they ended',
    '',
    'Said: the last exit code (0 converged, 1 nothing was done, 3 refused under the lock, 5 locked, 6 reverted and verified, 7 stop with what differs).',
    '',
    ...table(['single faults: ended, said', 'trials'], named(tally, 'single ends ')),
    ...table(['pairs: ended, said', 'trials'], named(tally, 'pair ends ')),
    '### Why runs stopped (exit 7)',
    '',
    'Verdict and errors of the last report.',
    '',
    ...table(['single faults', 'trials'], named(tally, 'single stop ')),
    ...table(['pairs', 'trials'], named(tally, 'pair stop ')),
    '### Single faults by kind',
    '',
    ...table(['fault: ended, said', 'trials'], named(tally, 'single fault ').slice().sort(byName)),
    ...all.flatMap((kind) => examples(tally, `single violation ${kind}`, `pair violation ${kind}`)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function byName([left]: readonly [string, number], [right]: readonly [string, number]): number {
  return left < right ? -1 : 1;
}
