import type { ProbeFrame } from '../../../src/discovery/parsers/parse-frames';
import { canonicalJson } from '../../../src/model/canonical-json';
import { createSimulatedHost } from '../../../src/simulator/simulated-host';
import type { SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import { probeSimulated } from '../../../test/simulation/probe-simulated';
import { randomFrom, type Random } from '../random';
import { count, emptyTally, type Tally } from '../tally';
import { CHANGES_OF_GUESTS } from './changes-of-guests';
import { CHANGES_OF_INTERFACES } from './changes-of-interfaces';
import { CHANGES_OF_VSWITCHES, RIGHTFUL_MOVES } from './changes-of-vswitches';
import { declaredHost, type DeclaredHost } from './declared-host';
import { driftOfText } from './drift-of-text';
import { falseReport, missedReport, unsaidGap } from './judge-drift';
import { withNoise } from './noise';
import type { RelevantChange } from './relevant-change';
import { UNMANAGED_EXTRAS } from './unmanaged-extras';
import { UNREADABLE_ANSWERS } from './unreadable-answers';
import { UNRELATED_CHANGES } from './unrelated-changes';

/** Every change that a report has to name, by what it is. */
export const RELEVANT_CHANGES: readonly RelevantChange[] = [
  ...CHANGES_OF_INTERFACES,
  ...CHANGES_OF_VSWITCHES,
  ...CHANGES_OF_GUESTS,
  ...UNMANAGED_EXTRAS,
  ...RIGHTFUL_MOVES,
];

/** Hosts looked at in a row with the same document, of each sort. */
const LOOKS_PER_HOST = 10;

/** How much is done. */
export interface SweepSize {
  /** Looks at hosts on which nothing has changed that is declared; as many with one thing that has. */
  readonly looks: number;
  readonly seed: number;
}

/** Looks at hosts behind changes that are nobody's drift, and behind changes that are; counts what is told wrongly. */
export async function driftSweep({ looks, seed }: SweepSize): Promise<Tally> {
  const tally = emptyTally();
  const done = { irrelevant: 0, relevant: 0 };
  for (let stream = 0; done.irrelevant < looks || done.relevant < looks; stream += 1) {
    const random = randomFrom(seed, stream);
    const host = await declaredHost(random);
    if (host === undefined) {
      count(tally, 'hosts passed over');
      continue;
    }
    count(tally, 'hosts');
    const label = `seed ${String(seed)}, host ${String(stream)}`;
    for (let look = 0; look < LOOKS_PER_HOST && done.irrelevant < looks; look += 1) {
      await lookBehindNoise(host, random, tally, label);
      done.irrelevant += 1;
    }
    for (let look = 0; look < LOOKS_PER_HOST && done.relevant < looks; look += 1)
      if (await lookBehindChange(host, random, tally, label)) done.relevant += 1;
  }
  return tally;
}

async function lookBehindNoise(host: DeclaredHost, random: Random, tally: Tally, label: string): Promise<void> {
  let { frames } = host;
  if (random.chance(0.3)) {
    const { name, change } = random.pick(UNRELATED_CHANGES);
    const state = change(host, random);
    if (state !== undefined) {
      frames = await framesOf(state, host);
      count(tally, `noise ${name}`);
      count(tally, 'irrelevant changes');
    }
  }
  const noisy = withNoise(frames, random);
  for (const name of noisy.applied) count(tally, `noise ${name}`);
  count(tally, 'irrelevant changes', noisy.applied.length);
  count(tally, 'looks behind irrelevant changes');
  const after = await driftOfText(noisy.frames, host.loaded);
  const problem = falseReport(host.drift, after);
  if (problem !== undefined)
    count(tally, 'false reports', 1, `${label}, behind ${noisy.applied.join(', ')}: ${problem}`);
  if (canonicalJson(after.report) === canonicalJson(host.drift.report)) count(tally, 'the same to the byte');
}

/** False when the host has nothing that could be changed. */
async function lookBehindChange(host: DeclaredHost, random: Random, tally: Tally, label: string): Promise<boolean> {
  if (random.chance(0.05)) return lookBehindGap(host, random, tally, label);
  for (const { name, change } of leastSeen(RELEVANT_CHANGES, random, tally)) {
    const changed = change(host, random);
    if (changed === undefined) continue;
    const noisy = withNoise(await framesOf(changed.state, host), random);
    const after = await driftOfText(noisy.frames, host.loaded);
    count(tally, `change ${name}`);
    count(tally, 'relevant changes');
    const problem = missedReport(changed.expected, after);
    if (problem !== undefined)
      count(tally, 'missed', 1, `${label}, ${name}: ${JSON.stringify(changed.expected)} ${problem}`);
    const before = new Set(host.drift.report?.items.map((item) => canonicalJson(item)));
    const beside = (after.report?.items ?? []).filter(
      (item) => item.address !== changed.expected.address && !before.has(canonicalJson(item as never)),
    );
    if (beside.length > 0) count(tally, 'with consequences told beside it', 1, `${name}: ${JSON.stringify(beside[0])}`);
    return true;
  }
  return false;
}

async function lookBehindGap(host: DeclaredHost, random: Random, tally: Tally, label: string): Promise<boolean> {
  const [found] = leastSeen(UNREADABLE_ANSWERS, random, tally).flatMap(({ name, change }) => {
    const frames = change(host, random);
    return frames === undefined ? [] : [{ name, frames }];
  });
  if (found === undefined) return false;
  const { name, frames } = found;
  count(tally, `change ${name}`);
  count(tally, 'relevant changes');
  const problem = unsaidGap(await driftOfText(withNoise(frames, random).frames, host.loaded));
  if (problem !== undefined) count(tally, 'missed', 1, `${label}, ${name}: ${problem}`);
  return true;
}

/** What came least comes next, so that rare kinds get their share. */
function leastSeen<T extends { readonly name: string }>(
  kinds: readonly T[],
  random: Random,
  { counts }: Tally,
): readonly T[] {
  const seen = ({ name }: T): number => counts[`change ${name}`] ?? 0;
  return random.shuffled(kinds).sort((one, other) => seen(one) - seen(other));
}

async function framesOf(state: SimulatedHostState, { owned }: DeclaredHost): Promise<readonly ProbeFrame[]> {
  return probeSimulated(createSimulatedHost(state), owned);
}
