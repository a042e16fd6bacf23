import { compareOrders } from './compare-orders';
import { instanceAt, isOneIn } from './instances';
import { judgeOnSimulator } from './judge-on-simulator';
import { provePlan } from './prove-plan';
import { randomFrom } from './random';
import { measureSizes } from './sizes';
import { planOf, surveyPlan } from './survey-plans';
import { count, emptyTally, type Tally } from './tally';

/** Parts of a run. */
export type Part = 'plans' | 'simulator' | 'sizes';

/** A piece of work that always has the same outcome, but for times, whoever does it and when. */
export interface Chunk {
  readonly part: Part;
  readonly seed: number;
  readonly number: number;
}

/** Numbers of instances in a chunk of each part; every seventh or so of the numbers contradicts itself. */
const CHUNK: Readonly<Record<Part, number>> = { plans: 5000, simulator: 500, sizes: 1 };

/** Of this many instances, all orders of one are tried. */
const ORDERS_ONE_IN = 3;

/** Of this many instances, all orders of one are tried even when it has up to twelve running steps. */
const LARGER_ONE_IN = 18;

/** One in so many is planned without the approval of recalled commands. */
const UNAPPROVED_ONE_IN = 50;

/** Examples of a kind that the first chunks reduce; the others tell them as they are. */
const REDUCED = 2;

/** Does a chunk of work. */
export async function workThrough(chunk: Chunk): Promise<Tally> {
  const tally = emptyTally(chunk.number < 2 ? REDUCED : 0);
  const from = chunk.number * CHUNK[chunk.part];
  for (let index = from; index < from + CHUNK[chunk.part]; index += 1) {
    if (chunk.part === 'plans') planned(chunk.seed, index, tally);
    else if (chunk.part === 'simulator') await simulated(chunk.seed, index, tally);
    else measureSizes(tally);
  }
  return tally;
}

function planned(seed: number, index: number, tally: Tally): void {
  count(tally, 'numbers');
  const instance = timed(tally, 'making instances', () => instanceAt(seed, index));
  if (instance === undefined) return;
  const plan = timed(tally, 'planning', () => planOf(instance, !isOneIn(UNAPPROVED_ONE_IN, index)));
  surveyPlan(instance, plan, tally);
  timed(tally, 'proving', () => {
    provePlan(instance, plan, tally);
  });
  const withLarger = isOneIn(LARGER_ONE_IN, index);
  if (!isOneIn(ORDERS_ONE_IN, index)) return;
  timed(tally, 'trying all orders', () => {
    compareOrders(instance, plan, withLarger, tally);
  });
}

async function simulated(seed: number, index: number, tally: Tally): Promise<void> {
  const instance = instanceAt(seed, index);
  // Before 4.0 no listing shows the port of a guest NIC, so a simulated host cannot be made from one.
  if (instance?.observed.platform.integrityVmVersion?.startsWith('B.03') !== false) return;
  const plan = planOf(instance);
  if (plan.status !== 'ready') return;
  const began = performance.now();
  await judgeOnSimulator(instance, plan, randomFrom(seed ^ 0x5eed, index), tally);
  count(tally, 'ms on the simulated host', performance.now() - began);
}

function timed<T>(tally: Tally, what: string, work: () => T): T {
  const began = performance.now();
  const result = work();
  count(tally, `ms ${what}`, performance.now() - began);
  return result;
}
