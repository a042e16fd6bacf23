// Shares the work among processes, keeps what each chunk counted in a file, sums it up and prints the report.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { progressLine } from './progress';
import { reportOf } from './report';
import { emptyTally, join, type Tally } from './tally';
import { workForce, type ChunkDone } from './work-force';
import type { Part } from './work-through';

/** Fewer than these, and the document is left as it is. */
const FULL = { plans: 1_000_000, simulator: 20_000 };

/** What is counted towards the size of a part. */
const COUNTED: Readonly<Record<Part, string>> = { plans: 'instances', simulator: 'simulator plans', sizes: 'sizes' };

const { values } = parseArgs({
  options: {
    instances: { type: 'string', default: '1000000' },
    simulated: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '20261122' },
    workers: { type: 'string', default: '2' },
    sum: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    date: { type: 'string', default: 'unknown' },
    commit: { type: 'string', default: 'unknown' },
    mutation: { type: 'string' },
    folder: { type: 'string', default: '.' },
    out: { type: 'string' },
  },
});
const seed = Number(values.seed);
const workers = Number(values.workers);
const totals: Readonly<Record<Part, number>> = {
  plans: Number(values.instances),
  simulator: Number(values.simulated),
  sizes: 1,
};
const partsFile = path.join(values.folder, 'parts.jsonl');

async function main(): Promise<void> {
  const results = existsSync(partsFile) ? readFileSync(partsFile, 'utf8').split('\n').flatMap(lineRead) : [];
  if (!values.sum) for (const part of ['plans', 'simulator', 'sizes'] as const) await work(part, results);
  const tally = emptyTally();
  let isComplete = true;
  for (const part of ['plans', 'simulator', 'sizes'] as const) {
    // What a run that was cut off did beyond a gap counts as well.
    const sum = values.sum ? sumOfAll(part, results) : sumOf(part, results);
    join(tally, sum);
    isComplete &&= (sum.counts[COUNTED[part]] ?? 0) >= totals[part];
  }
  const { date, commit } = values;
  const mutation = values.mutation === undefined ? '' : readFileSync(values.mutation, 'utf8');
  const run = { instances: totals.plans, simulated: totals.simulator, seed, workers, isComplete };
  const report = reportOf(tally, { ...run, date, commit, mutation, node: process.version });
  process.stdout.write(report);
  const isFull = isComplete && totals.plans >= FULL.plans && totals.simulator >= FULL.simulator;
  if (values.out !== undefined && (isFull || values.write)) writeFileSync(values.out, report);
}

/** A line that was cut off is work not done. */
function lineRead(line: string): readonly ChunkDone[] {
  return line.endsWith('}') ? [JSON.parse(line) as ChunkDone] : [];
}

/** Hands out the chunks of a part that are missing, in ascending order, until the first ones make up its size. */
async function work(part: Part, results: ChunkDone[]): Promise<void> {
  const began = performance.now();
  const before = sumOfAll(part, results).counts[COUNTED[part]] ?? 0;
  const given = new Set(results.filter(({ chunk }) => chunk.part === part).map(({ chunk }) => chunk.number));
  let number = 0;
  const isEnough = (): boolean => (sumOf(part, results).counts[COUNTED[part]] ?? 0) >= totals[part];
  let enough = isEnough();
  await workForce(
    path.join(values.folder, 'worker.cjs'),
    part === 'sizes' ? 1 : workers,
    () => {
      if (enough) return undefined;
      while (given.has(number)) number += 1;
      given.add(number);
      return { part, seed, number };
    },
    (result) => {
      results.push(result);
      appendFileSync(partsFile, `${JSON.stringify(result)}\n`);
      enough = isEnough();
      const now = sumOfAll(part, results).counts[COUNTED[part]] ?? 0;
      const seconds = (performance.now() - began) / 1000;
      process.stderr.write(progressLine(part, { before, now, total: totals[part], seconds }));
    },
  );
}

/** The chunks of a part from the first one on, as far as none is missing and its size is not reached. */
function sumOf(part: Part, results: readonly ChunkDone[]): Tally {
  const sum = emptyTally();
  const own = new Map(
    results.filter(({ chunk }) => chunk.part === part).map((each) => [each.chunk.number, each.tally]),
  );
  for (let number = 0; (sum.counts[COUNTED[part]] ?? 0) < totals[part]; number += 1) {
    const tally = own.get(number);
    if (tally === undefined) break;
    join(sum, tally);
  }
  return sum;
}

function sumOfAll(part: Part, results: readonly ChunkDone[]): Tally {
  const sum = emptyTally();
  for (const { chunk, tally } of results) if (chunk.part === part) join(sum, tally);
  return sum;
}

void main();
