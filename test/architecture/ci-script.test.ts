import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { describeWithTool } from '../tools/require-tool';
import { ROOT } from './repository-files';

const script = path.join(ROOT, '.ci', 'run');

test('the CI script is executable', () => {
  expect(statSync(script).mode & 0o111).toBe(0o111);
});

describeWithTool('shellcheck', 'shellcheck', 'the CI script under shellcheck', (shellcheck) => {
  test('has nothing to be said against it', () => {
    expect(spawnSync(shellcheck, [script], { encoding: 'utf8' }).stdout).toBe('');
  });
});
