import { link, open, readFile, rename, rm } from 'node:fs/promises';

/** What waiting for a lock needs of its surroundings. */
export interface LockWaiting {
  /** Tells this holder from all others. */
  readonly token: string;
  pause(durationMs: number): Promise<void>;
  /** Called once, when somebody else has had the lock for a while. */
  onWait(lockFile: string): void;
}

const STEP_MS = 25;
/** From then on a person wants to know. */
const TOLD_AFTER_MS = 1_000;
/** Who holds a lock for so long has died with it: what is done under one takes milliseconds. */
const STALE_AFTER_MS = 10_000;

/**
 * Does something that no other process does at the same time for this file: while it lasts, `FILE.lock` is there. A lock that the same holder has had for ten seconds
 * is taken away, so that one who died blocks nobody for longer. `isHeld` says right before a write whether that has happened to oneself, in a process that was
 * stopped meanwhile. Rejects with a node file-system error where the lock cannot be made.
 */
export async function withFileLock<T>(
  file: string,
  waiting: LockWaiting,
  work: (isHeld: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  const lock = `${file}.lock`;
  await takeLock(lock, waiting);
  const isHeld = async (): Promise<boolean> => (await holderOf(lock)) === waiting.token;
  try {
    return await work(isHeld);
  } finally {
    if (await isHeld()) await rm(lock, { force: true });
  }
}

async function takeLock(lock: string, waiting: LockWaiting): Promise<void> {
  let isTold = false;
  let seen: string | undefined;
  let seenForMs = 0;
  let waitedMs = 0;
  while (!(await isMade(lock, waiting.token))) {
    const holder = await holderOf(lock);
    if (holder !== seen) [seen, seenForMs] = [holder, 0];
    if (holder !== undefined && seenForMs >= STALE_AFTER_MS) {
      await takeAway(lock, holder, waiting.token);
      continue;
    }
    if (waitedMs >= TOLD_AFTER_MS && !isTold) {
      isTold = true;
      waiting.onWait(lock);
    }
    await waiting.pause(STEP_MS);
    [waitedMs, seenForMs] = [waitedMs + STEP_MS, seenForMs + STEP_MS];
  }
}

/** False when the lock is there already. */
async function isMade(lock: string, token: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx', 0o644);
    try {
      await handle.writeFile(token, 'utf8');
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds a lock; undefined: nobody. */
async function holderOf(lock: string): Promise<string | undefined> {
  return readFile(lock, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
}

/** Of several that want to take a lock away one moves it; who has moved that of a new holder puts it back. */
async function takeAway(lock: string, holder: string, token: string): Promise<void> {
  const aside = `${lock}.${token}`;
  try {
    await rename(lock, aside);
    if ((await readFile(aside, 'utf8')) !== holder) await link(aside, lock);
  } catch (error) {
    // Another one was faster, either way.
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
