// `npm run evidence -- --faults`: puts plans to every single fault and to a sample of pairs, on virtual machines.
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { emptyTally, join } from '../tally';
import { faultCorpus } from './corpus';
import type { FaultChunk, FaultChunkDone } from './fault-worker';
import { reportOfFaults, type SweepFacts } from './report-faults';
import { digestOfAll, MOST_SINGLES, neverCount } from './sweep';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261122' },
    pairs: { type: 'string', default: '20000' },
    /** Of the single faults, every nth: 1 is all of them. */
    every: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    commit: { type: 'string', default: 'unknown' },
    date: { type: 'string', default: 'unknown' },
    folder: { type: 'string', default: '.' },
    scenarios: { type: 'string', default: 'test/scenarios' },
    out: { type: 'string' },
  },
});

/** Trials in a chunk. */
const CHUNK = 200;

async function main(): Promise<void> {
  const began = performance.now();
  const seed = Number(values.seed);
  const every = Number(values.every);
  const cases = await faultCorpus(path.resolve(values.scenarios), seed);
  const casesFile = path.join(values.folder, 'fault-cases.json');
  mkdirSync(values.folder, { recursive: true });
  writeFileSync(casesFile, JSON.stringify(cases));
  const chunks: FaultChunk[] = cases.flatMap((_, index) =>
    Array.from({ length: Math.ceil(MOST_SINGLES / (CHUNK * every)) }, (__, part) => {
      const from = part * CHUNK * every;
      return { part: 'single', index, from, to: from + CHUNK * every, every } as const;
    }),
  );
  // The pairs of one plan stay together: what its hosts look like is found out once.
  cases.forEach((_, from) => chunks.push({ part: 'pair', seed, from, to: Number(values.pairs), every: cases.length }));
  const done = await workThrough(chunks, casesFile);
  const tally = emptyTally();
  for (const { tally: part } of done) join(tally, part);
  const facts: SweepFacts = {
    seed,
    every,
    pairs: Number(values.pairs),
    workers: Number(values.workers),
    date: values.date,
    commit: values.commit,
    node: process.version,
    minutes: (performance.now() - began) / 60_000,
    digest: digestOfAll(done.map(({ digest }) => digest)),
    sizes: cases.map(({ plan }) => plan.steps.length),
    guarded: cases.filter(({ plan }) => plan.revert?.guardedUntil !== null).length,
    management: cases.filter(({ plan }) => plan.managementPath.touched).length,
  };
  const report = reportOfFaults(tally, facts);
  process.stdout.write(report);
  if (values.out !== undefined) writeFileSync(values.out, report);
  if (neverCount(tally) > 0) process.exitCode = 1;
}

async function workThrough(chunks: readonly FaultChunk[], casesFile: string): Promise<readonly FaultChunkDone[]> {
  const results: FaultChunkDone[] = [];
  let next = 0;
  let done = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: Number(values.workers) }, async () => {
      const worker = fork(path.join(values.folder, 'fault-worker.cjs'), [casesFile], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        execArgv: ['--max-semi-space-size=64'],
      });
      try {
        for (let place = next; place < chunks.length; place = next) {
          next += 1;
          const chunk = chunks[place];
          if (chunk === undefined) break;
          results[place] = await new Promise<FaultChunkDone>((resolve, reject) => {
            const ended = (code: number | null): void => reject(new Error(`a worker ended with ${String(code)}`));
            worker.once('exit', ended);
            worker.once('message', (answer: FaultChunkDone) => {
              worker.off('exit', ended);
              resolve(answer);
            });
            worker.send(chunk);
          });
          done += 1;
          const minutes = (performance.now() - began) / 60_000;
          if (done % 20 === 0)
            process.stderr.write(`${String(done)} of ${String(chunks.length)} chunks, ${minutes.toFixed(1)} min\n`);
        }
      } finally {
        worker.kill();
      }
    }),
  );
  return results;
}

void main();
