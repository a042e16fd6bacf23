// Works through every nth instance and prints one JSON line: `node worker.cjs '{"part":"plans",...}'`.
import { compareOrders } from './compare-orders';
import { instanceAt } from './instances';
import { judgeOnSimulator } from './judge-on-simulator';
import { provePlan } from './prove-plan';
import { randomFrom } from './random';
import { planOf, surveyPlan } from './survey-plans';
import { emptyTally, type Tally } from './tally';

/** Of this many instances, all orders of one with up to twelve running steps are tried. */
const LARGER_EVERY = 10;

/** What one worker is to do. */
interface Job {
  readonly part: 'plans' | 'simulator';
  readonly seed: number;
  /** Instances, or for `simulator` plans that are ready, over all workers. */
  readonly total: number;
  readonly worker: number;
  readonly workers: number;
}

const PARTS: { readonly [Part in Job['part']]: (job: Job, tally: Tally) => Promise<void> } = {
  plans: async (job, tally) => {
    for (let index = job.worker; (tally.counts['instances'] ?? 0) < job.total / job.workers; index += job.workers) {
      const instance = instanceAt(job.seed, index);
      if (instance === undefined) continue;
      // One in fifty is planned without the approval of recalled commands.
      const plan = planOf(instance, index % 50 !== 7);
      surveyPlan(instance, plan, tally);
      provePlan(instance, plan, tally);
      compareOrders(instance, plan, index % LARGER_EVERY === 0, tally);
    }
  },
  simulator: async (job, tally) => {
    const wanted = job.total / job.workers;
    for (let index = job.worker; (tally.counts['simulator plans'] ?? 0) < wanted; index += job.workers) {
      const instance = instanceAt(job.seed, index);
      // Before 4.0 no listing shows the port of a guest NIC, so a simulated host cannot be made from one.
      if (instance?.observed.platform.integrityVmVersion?.startsWith('B.03') !== false) continue;
      const plan = planOf(instance);
      if (plan.status !== 'ready') continue;
      await judgeOnSimulator(instance, plan, randomFrom(job.seed ^ 0x5eed, index), tally);
    }
  },
};

async function work(job: Job): Promise<void> {
  const tally = emptyTally();
  await PARTS[job.part](job, tally);
  process.stdout.write(`${JSON.stringify(tally)}\n`);
}

void work(JSON.parse(process.argv[2] ?? '{}') as Job);
