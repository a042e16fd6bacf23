import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
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

test('a file may have the longest name that there is', async () => {
  const name = 'é'.repeat(127);
  await tryWriting(at(name), TOKEN);
  await writeFileAtomic(at(name), 'new', TOKEN);
  expect(readdirSync(folder)).toEqual([name]);
});

const permissionsOf = (name: string): string => (statSync(at(name)).mode & 0o7777).toString(8);

test.each(['600', '660', '755'])('a file with the permissions %s keeps them', async (mode) => {
  writeFileSync(at('a'), 'old');
  chmodSync(at('a'), Number.parseInt(mode, 8));
  await writeFileAtomic(at('a'), 'new', TOKEN);
  expect(permissionsOf('a')).toBe(mode);
});

test('a new file is for everybody to read, as far as the umask lets them', async () => {
  const before = process.umask(0o027);
  try {
    await writeFileAtomic(at('a'), 'new', TOKEN);
  } finally {
    process.umask(before);
  }
  expect(permissionsOf('a')).toBe('640');
});

test('a file keeps the person and the group that own it', async () => {
  // Only root can give a file away, for the test to begin with.
  const owner = process.getuid?.() === 0 ? { uid: 12_345, gid: 23_456 } : {};
  writeFileSync(at('a'), 'old');
  if (owner.uid !== undefined) chownSync(at('a'), owner.uid, owner.gid);
  await writeFileAtomic(at('a'), 'new', TOKEN);
  expect(statSync(at('a'))).toMatchObject(owner);
});

test('a folder is not written to', async () => {
  mkdirSync(at('a'));
  await expect(tryWriting(at('a'), TOKEN)).rejects.toMatchObject({ code: 'EISDIR' });
  expect(readdirSync(folder)).toEqual(['a']);
});

describe('as somebody who is not root', () => {
  beforeEach(() => {
    chmodSync(folder, 0o777);
    if (process.getuid?.() === 0) process.seteuid?.(65534);
  });
  afterEach(() => {
    if (process.getuid?.() === 0) process.seteuid?.(0);
  });

  test('a file that is write-protected is not replaced', async () => {
    writeFileSync(at('a'), 'old', { mode: 0o444 });
    await expect(tryWriting(at('a'), TOKEN)).rejects.toMatchObject({ code: 'EACCES' });
    await expect(writeFileAtomic(at('a'), 'new', TOKEN)).rejects.toMatchObject({ code: 'EACCES' });
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a']);
  });
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
