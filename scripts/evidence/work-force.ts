import { fork, type ChildProcess } from 'node:child_process';
import type { Tally } from './tally';
import type { Chunk } from './work-through';

/** A chunk and what came of it. */
export interface ChunkDone {
  readonly chunk: Chunk;
  readonly tally: Tally;
}

/**
 * Has so many processes do chunks, in the order in which `next` hands them out, until it hands out none.
 *
 * @throws Error when a process ends before it has answered
 */
export async function workForce(
  script: string,
  workers: number,
  next: () => Chunk | undefined,
  done: (result: ChunkDone) => void,
): Promise<void> {
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = fork(script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      try {
        for (let chunk = next(); chunk !== undefined; chunk = next())
          done({ chunk, tally: await answerOf(worker, chunk) });
      } finally {
        worker.kill();
      }
    }),
  );
}

function answerOf(worker: ChildProcess, chunk: Chunk): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void => {
      reject(new Error(`a worker ended with ${code === null ? String(signal) : String(code)}`));
    };
    worker.once('exit', ended);
    worker.once('message', (tally: Tally) => {
      worker.off('exit', ended);
      resolve(tally);
    });
    worker.send(chunk);
  });
}
