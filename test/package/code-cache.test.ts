import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { COMMAND } from '../cli/hpvmctl-process';

const LOADER = path.join(__dirname, '..', '..', 'scripts', 'code-cache', 'load-cached.cjs');

let folder: string;
let bundle: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvm-cache-'));
  bundle = path.join(folder, 'bundle.cjs');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Loads the bundle in a process of its own, and gives what it says; `makes` writes a cache of it too. */
function said(makes = false): string {
  const program = `
    let cache;
    const { say } = require(${JSON.stringify(LOADER)}).loadCached(${JSON.stringify(bundle)}, (soFar) => (cache = soFar));
    process.stdout.write(say());
    if (${String(makes)}) require('node:fs').writeFileSync(${JSON.stringify(`${bundle}.cache`)}, cache());`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  return stdout + stderr;
}

function bundleThatSays(word: string): string {
  const text = `exports.say = () => '${word}';`;
  writeFileSync(bundle, text);
  return text;
}

describe('what was compiled before', () => {
  test('is taken instead of compiling again', () => {
    bundleThatSays('there');
    said(true);
    const compiled = readFileSync(`${bundle}.cache`).subarray(32);
    // Only who vouches for it with a digest of both gets old code for a new text: so one sees that it is the cache that runs.
    const text = bundleThatSays('where');
    writeFileSync(
      `${bundle}.cache`,
      Buffer.concat([createHash('sha256').update(text).update(compiled).digest(), compiled]),
    );
    expect(said()).toBe('there');
  });

  test('is left alone when the text is another of the same length', () => {
    bundleThatSays('there');
    expect(said(true)).toBe('there');
    bundleThatSays('where');
    expect(said()).toBe('where');
  });

  test.each([
    ['missing', () => rmSync(`${bundle}.cache`)],
    ['empty', () => truncateSync(`${bundle}.cache`)],
    ['torn', () => truncateSync(`${bundle}.cache`, 200)],
    ['something else', () => writeFileSync(`${bundle}.cache`, 'x'.repeat(5_000))],
  ])('is not needed when it is %s', (_, spoil) => {
    bundleThatSays('there');
    said(true);
    spoil();
    expect(said()).toBe('there');
  });
});

test('the command is built with one, and does without it where it was installed as a package', () => {
  const actions = path.join(path.dirname(COMMAND), 'hpvmctl-actions.cjs');
  expect(existsSync(`${actions}.cache`)).toBe(true);
  const installed = path.join(folder, 'hpvmctl.cjs');
  copyFileSync(COMMAND, installed);
  copyFileSync(actions, path.join(folder, 'hpvmctl-actions.cjs'));
  const explain = (command: string): string =>
    spawnSync(process.execPath, [command, 'explain', 'cko-off-before-vlan'], { encoding: 'utf8' }).stdout;
  expect(explain(installed)).toContain('checksum offload');
  expect(explain(installed)).toBe(explain(COMMAND));
});
