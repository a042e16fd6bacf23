import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withFileLock, type LockWaiting } from './with-file-lock';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvm-lock-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => path.join(folder, 'history.json');
const lock = (): string => `${file()}.lock`;

/** Waits without waiting; what happens meanwhile is given. */
function waiting(
  token: string,
  meanwhile: (waitedMs: number) => void = () => undefined,
): LockWaiting & { told: string[] } {
  let waitedMs = 0;
  const told: string[] = [];
  return {
    token,
    told,
    pause: async (durationMs) => {
      waitedMs += durationMs;
      meanwhile(waitedMs);
      await new Promise(setImmediate);
    },
    onWait: (lockFile) => told.push(lockFile),
  };
}

test('of many who read, change and write a file none loses what another wrote', async () => {
  writeFileSync(file(), '');
  const writers = Array.from({ length: 30 }, (_, index) => `w${String(index)}`);
  await Promise.all(
    writers.map((name) =>
      withFileLock(file(), waiting(name), async () => {
        const before = readFileSync(file(), 'utf8');
        await new Promise(setImmediate);
        writeFileSync(file(), `${before}${name} `);
      }),
    ),
  );
  expect(readFileSync(file(), 'utf8').trim().split(' ').sort()).toEqual([...writers].sort());
  expect(readdirSync(folder)).toEqual(['history.json']);
});

test('what was done is given back, a failure as well, and the lock is gone', async () => {
  await expect(withFileLock(file(), waiting('a'), () => Promise.resolve(7))).resolves.toBe(7);
  await expect(withFileLock(file(), waiting('a'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(folder)).toEqual([]);
});

test('a lock whose holder has died is taken away after ten seconds, which are told', async () => {
  writeFileSync(lock(), 'dead');
  const mine = waiting('mine', (waitedMs) => {
    expect(waitedMs).toBeLessThanOrEqual(10_000);
    expect(readFileSync(lock(), 'utf8')).toBe('dead');
  });
  const held = await withFileLock(file(), mine, () => Promise.resolve(readFileSync(lock(), 'utf8')));
  expect({ held, told: mine.told }).toEqual({ held: 'mine', told: [lock()] });
  expect(readdirSync(folder)).toEqual([]);
});

test('a lock that changes hands is waited for, however long that takes', async () => {
  writeFileSync(lock(), 'holder 0');
  const mine = waiting('mine', (waitedMs) => {
    if (waitedMs < 60_000) writeFileSync(lock(), `holder ${String(Math.floor(waitedMs / 9_000))}`);
    else rmSync(lock(), { force: true });
  });
  let waitedMs = 0;
  const { pause } = mine;
  await withFileLock(file(), { ...mine, pause: async (ms) => pause(ms).then(() => void (waitedMs += ms)) }, () =>
    Promise.resolve(),
  );
  expect(waitedMs).toBeGreaterThanOrEqual(60_000);
});

test('who was stopped until another took over is told so before a write, and takes no lock away', async () => {
  const isHeld = await withFileLock(file(), waiting('slow'), async (held) => {
    writeFileSync(lock(), 'other');
    return held();
  });
  expect(isHeld).toBe(false);
  expect(readFileSync(lock(), 'utf8')).toBe('other');
});

test('a lock that cannot be made is an error', async () => {
  await expect(
    withFileLock(path.join(folder, 'none', 'history.json'), waiting('a'), () => Promise.resolve()),
  ).rejects.toMatchObject({ code: 'ENOENT' });
  expect(existsSync(path.join(folder, 'none'))).toBe(false);
});
