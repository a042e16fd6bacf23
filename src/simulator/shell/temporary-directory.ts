import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory for its owner only (mode 0700), gone after `remove` or with the process. */
export interface TemporaryDirectory {
  readonly path: string;
  remove(): void;
}

/** Directories that are still there; one listener removes them all when the process ends. */
const remaining = new Set<string>();

/** Creates a directory in the system's temporary folder. */
export function makeTemporaryDirectory(prefix: string): TemporaryDirectory {
  const directory = mkdtempSync(path.join(tmpdir(), prefix));
  if (remaining.size === 0) process.on('exit', removeAll);
  remaining.add(directory);
  return {
    path: directory,
    remove: () => {
      removeOne(directory);
      remaining.delete(directory);
      if (remaining.size === 0) process.removeListener('exit', removeAll);
    },
  };
}

function removeAll(): void {
  for (const directory of remaining) removeOne(directory);
}

function removeOne(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}
