import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tryWriting, writeFileAtomic } from './write-file-atomic';

const TOKEN = '0123456789abcdef';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvm-write-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);

test('a file is replaced, and nothing is left beside it', async () => {
  writeFileSync(at('a'), 'old');
  await tryWriting(at('a'), TOKEN);
  await writeFileAtomic(at('a'), 'new', TOKEN);
  expect(readFileSync(at('a'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a']);
});

test.each([true, false])(
  'a link stays a link, and the file behind it gets the content (it exists: %s)',
  async (exists) => {
    mkdirSync(at('store'));
    if (exists) writeFileSync(at('store/real'), 'old');
    symlinkSync('store/real', at('link'));
    await tryWriting(at('link'), TOKEN);
    await writeFileAtomic(at('link'), 'new', TOKEN);
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('store/real'), 'utf8')).toBe('new');
    expect(readdirSync(at('store'))).toEqual(['real']);
  },
);

test('a pipe gets the content, and stays a pipe', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  await tryWriting(at('pipe'), TOKEN);
  const [read] = await Promise.all([readFile(at('pipe'), 'utf8'), writeFileAtomic(at('pipe'), 'new', TOKEN)]);
  expect(read).toBe('new');
  expect(lstatSync(at('pipe')).isFIFO()).toBe(true);
});

test('a device is written to, not replaced', async () => {
  await writeFileAtomic('/dev/null', 'new', TOKEN);
  await expect(writeFileAtomic('/dev/full', 'new', TOKEN)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('a circle of links is refused', async () => {
  symlinkSync('b', at('a'));
  symlinkSync('a', at('b'));
  await expect(tryWriting(at('a'), TOKEN)).rejects.toMatchObject({ code: 'ELOOP' });
});
