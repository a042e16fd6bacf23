// Shares the work among worker processes, joins what they counted, prints the report and, after a full run, writes it.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { reportOf } from './report';
import { emptyTally, join, type Tally } from './tally';

/** Fewer than these, and the document is left as it is. */
const FULL = { instances: 1_000_000, simulated: 20_000 };

const { values } = parseArgs({
  options: {
    instances: { type: 'string', default: '1000000' },
    simulated: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '20261122' },
    workers: { type: 'string', default: '2' },
    only: { type: 'string' },
    date: { type: 'string', default: 'unknown' },
    commit: { type: 'string', default: 'unknown' },
    out: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const began = performance.now();
  const [instances, simulated, seed, workers] = [values.instances, values.simulated, values.seed, values.workers].map(
    Number,
  );
  const facts = { instances: instances ?? 0, simulated: simulated ?? 0, seed: seed ?? 0, workers: workers ?? 1 };
  const totals = { plans: facts.instances, simulator: facts.simulated };
  const tally = emptyTally();
  for (const [part, total] of Object.entries(totals)) {
    if (values.only !== undefined && values.only !== part) continue;
    const jobs = Array.from({ length: facts.workers }, (_, worker) => ({ part, total, worker, ...facts }));
    for (const done of await Promise.all(jobs.map(inProcess))) join(tally, done);
    process.stderr.write(`${part} done after ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  }
  const { date, commit } = values;
  const seconds = (performance.now() - began) / 1000;
  const report = reportOf(tally, { ...facts, date, commit, node: process.version, seconds });
  process.stdout.write(report);
  const isFull = facts.instances >= FULL.instances && facts.simulated >= FULL.simulated && values.only === undefined;
  if (values.out !== undefined && isFull) writeFileSync(values.out, report);
}

function inProcess(job: object): Promise<Tally> {
  const child = spawn(process.execPath, [path.join(__dirname, 'worker.cjs'), JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(JSON.parse(text) as Tally);
      else reject(new Error(`a worker ended with ${String(status)}`));
    });
  });
}

void main();
