import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The built command, as users get it. */
export const COMMAND = path.join(__dirname, '..', '..', 'build', 'hpvmctl.cjs');

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is still running. */
export interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  readonly finished: Promise<Finished>;
  /** Resolves when stdout and stderr together have shown the text; rejects when the command ends without it. */
  seen(text: string): Promise<void>;
}

/** Where a command runs. HOME is empty, so that no test depends on the keys of the person who runs it. */
export interface Place {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `hpvmctl` to its end, with nothing on stdin. */
export async function hpvmctl(words: readonly string[], place: Place): Promise<Finished> {
  const running = startHpvmctl(words, place);
  running.process.stdin.end();
  return running.finished;
}

/** Starts `hpvmctl`; stdin stays open. */
export function startHpvmctl(words: readonly string[], place: Place): Running {
  if (!existsSync(COMMAND)) throw new Error('build/hpvmctl.cjs is missing: run npm run build first');
  const child = spawn(process.execPath, [COMMAND, ...words], {
    cwd: place.folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: place.folder, USER: 'tester', ...place.environment },
  });
  const output = { stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  const hear = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
    output[stream] += chunk.toString('utf8');
    for (const watch of watchers) watch();
  };
  child.stdout.on('data', hear('stdout'));
  child.stderr.on('data', hear('stderr'));
  const finished = new Promise<Finished>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, ...output }));
  });
  const seen = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        if (output.stdout.includes(text) || output.stderr.includes(text)) resolve();
      };
      watchers.add(watch);
      watch();
      void finished.then(() => reject(new Error(`ended without saying ${text}:\n${output.stdout}${output.stderr}`)));
    });
  return { process: child, finished, seen };
}
