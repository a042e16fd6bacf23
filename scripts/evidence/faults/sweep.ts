import { createHash } from 'node:crypto';
import { count, type Tally } from '../tally';
import { randomFrom } from '../random';
import type { FaultCase } from './corpus';
import {
  CLIENT_LOOK_FAULTS,
  COMMAND_FAULTS,
  faultsAt,
  LOOK_FAULTS,
  MOMENT_FAULTS,
  nameOfFault,
  TOOL_FAULTS,
  type FaultKind,
  type PlacedFault,
} from './fault';
import { judgeTrial, type JudgedCase } from './judge-trial';
import { seenHosts, type SeenHosts } from './seen-host';
import { runTrial, type TrialResult } from './trial';
import { isNever, kindOf } from './violation';

/** No plan of the corpus may have more single faults than this: the work is cut into pieces before they are counted. */
export const MOST_SINGLES = 2400;

/** A plan that can be put to faults, with its run without any. */
export interface Bench {
  readonly hosts: SeenHosts;
  judged(index: number): Promise<JudgedCase>;
}

/** Prepares cases; each is run without faults when it is first asked for. */
export function benchOf(cases: readonly FaultCase[]): Bench {
  const hosts = seenHosts();
  const judged = new Map<number, JudgedCase>();
  return {
    hosts,
    judged: async (index) => {
      const known = judged.get(index);
      if (known !== undefined) return known;
      const original = cases[index];
      if (original === undefined) throw new Error(`there is no case ${String(index)}`);
      const clean = await runTrial(original, [], hosts);
      const made = { original, clean };
      judged.set(index, made);
      return made;
    },
  };
}

/**
 * Every single fault of a plan: each moment with each fault that can happen to it. A moment directly before another is
 * left out, where nothing of the run lies between them.
 */
export function singleFaults({ clean }: JudgedCase): {
  readonly faults: readonly PlacedFault[];
  readonly leftOut: number;
} {
  const faults: PlacedFault[] = [];
  let leftOut = 0;
  clean.events.forEach((event) => {
    const kinds = faultsAt(event);
    if (event.startsWith('after record') && / output /.test(event)) {
      // Between an outcome and its output there is nothing but reading what the command printed.
      leftOut += kinds.length;
      return;
    }
    for (const kind of kinds) faults.push({ kind, at: { event } });
    // What happens before an event happens after the one before it.
    if (event.startsWith('before ')) leftOut += MOMENT_FAULTS.length;
  });
  return { faults, leftOut };
}

const ALL_KINDS: readonly FaultKind[] = [
  ...MOMENT_FAULTS,
  ...COMMAND_FAULTS,
  ...LOOK_FAULTS,
  ...CLIENT_LOOK_FAULTS,
  ...TOOL_FAULTS,
];

/** The nth pair of a seed: any fault of a plan, and a second one soon behind it. The plans take turns. */
export async function pairAt(
  bench: Bench,
  caseCount: number,
  seed: number,
  number: number,
): Promise<{ readonly index: number; readonly faults: readonly PlacedFault[] }> {
  const random = randomFrom(seed ^ 0x9a125, number);
  const index = number % caseCount;
  const { faults } = singleFaults(await bench.judged(index));
  const second = random.pick(ALL_KINDS);
  const eventsLater = 1 + Math.floor(random.below(8) ** random.between(1, 2));
  return { index, faults: [random.pick(faults), { kind: second, at: { eventsLater } }] };
}

/** Puts a plan to faults, judges what came of it, and counts. Gives the digest of the course. */
export async function putToFaults(
  bench: Bench,
  index: number,
  faults: readonly PlacedFault[],
  part: string,
  tally: Tally,
): Promise<string> {
  const judged = await bench.judged(index);
  const name = `${String(index)}: ${faults.map(nameOfFault).join(' + ')}`;
  let result: TrialResult;
  try {
    result = await runTrial(judged.original, faults, bench.hosts);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    countViolation(tally, part, name, faults, `broken ${text}`);
    return `broken ${text}`;
  }
  const { ending, said, violations, why } = judgeTrial(judged, faults, result);
  count(tally, `${part} trials`);
  if (result.fired < faults.length) count(tally, `${part} fired ${String(result.fired)} of ${String(faults.length)}`);
  count(tally, `${part} ends ${ending} said ${said}`, 1, name);
  count(tally, `${part} fault ${faults[0]?.kind ?? 'none'}: ${ending} ${said}`);
  if (why !== null) count(tally, `${part} stop ${why}`, 1, name);
  for (const violation of violations) countViolation(tally, part, name, faults, violation);
  return result.digest;
}

function countViolation(
  tally: Tally,
  part: string,
  name: string,
  faults: readonly PlacedFault[],
  violation: string,
): void {
  const kind = kindOf(violation);
  count(tally, `${part} violation ${kind}`, 1, `${name}: ${violation}`);
  count(tally, `${part} by fault: ${kind}: ${faults.map((fault) => fault.kind).join('+')}`);
}

/** How often something came of a sample that must never be. */
export function neverCount(tally: Tally): number {
  return Object.entries(tally.counts).reduce((sum, [name, times]) => {
    const kind = /^(?:single|pair) violation (.*)$/.exec(name)?.[1];
    return kind !== undefined && isNever(kind) ? sum + times : sum;
  }, 0);
}

/** Digest of digests, in their order. */
export function digestOfAll(digests: readonly string[]): string {
  return createHash('sha256').update(digests.join('\n')).digest('hex').slice(0, 16);
}
