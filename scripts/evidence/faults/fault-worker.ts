// Puts plans to faults as told by messages, and answers each with what it counted and the digest of the courses.
import { readFileSync } from 'node:fs';
import { emptyTally, type Tally } from '../tally';
import type { FaultCase } from './corpus';
import { benchOf, digestOfAll, MOST_SINGLES, pairAt, putToFaults, singleFaults } from './sweep';
import { count } from '../tally';

/** A piece of work that always has the same outcome. */
export type FaultChunk =
  | {
      readonly part: 'single';
      readonly index: number;
      readonly from: number;
      readonly to: number;
      readonly every: number;
    }
  | {
      readonly part: 'pair';
      readonly seed: number;
      readonly from: number;
      readonly to: number;
      readonly every: number;
    };

export interface FaultChunkDone {
  readonly tally: Tally;
  readonly digest: string;
}

/** Does chunks over the cases of a file. */
export function faultWork(casesFile: string): (chunk: FaultChunk) => Promise<FaultChunkDone> {
  const cases = JSON.parse(readFileSync(casesFile, 'utf8')) as readonly FaultCase[];
  const bench = benchOf(cases);
  return async (chunk) => {
    const tally = emptyTally();
    const digests: string[] = [];
    if (chunk.part === 'single') {
      const { faults, leftOut } = singleFaults(await bench.judged(chunk.index));
      if (faults.length > MOST_SINGLES)
        throw new Error(`plan ${String(chunk.index)} has ${String(faults.length)} single faults`);
      if (chunk.from === 0) {
        count(tally, 'plans');
        count(tally, 'single possible', faults.length);
        count(tally, 'single left out', leftOut);
      }
      for (let place = chunk.from; place < Math.min(chunk.to, faults.length); place += chunk.every) {
        const fault = faults[place];
        if (fault !== undefined) digests.push(await putToFaults(bench, chunk.index, [fault], 'single', tally));
      }
    } else {
      for (let number = chunk.from; number < chunk.to; number += chunk.every) {
        const { index, faults } = await pairAt(bench, cases.length, chunk.seed, number);
        digests.push(await putToFaults(bench, index, faults, 'pair', tally));
      }
    }
    return { tally, digest: digestOfAll(digests) };
  };
}

const [, , casesFile] = process.argv;
if (casesFile !== undefined && process.send !== undefined) {
  const work = faultWork(casesFile);
  process.on('message', (chunk: FaultChunk) => {
    void work(chunk).then((done) => process.send?.(done));
  });
}
