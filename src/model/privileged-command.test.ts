import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { needsRoot, privilegePreamble, SUDO_PATH_PATTERN, sudoRefusal } from './privileged-command';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvm sudo '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(sudo: string | undefined): { stdout: string; status: number | null } {
  const script = `P=$1\n${privilegePreamble(sudo)}\nas_root /bin/sh -c 'echo "$1"; exit 7' sh 'a  b'\n`;
  return spawnSync('/bin/sh', ['-c', script, 'sh', folder], { encoding: 'utf8' });
}

describe('as_root', () => {
  test('runs a command as it is where the host needs no sudo', () => {
    expect(run(undefined)).toMatchObject({ stdout: 'a  b\n', status: 7 });
  });

  test('runs it through sudo, which never asks, and gives its exit status', () => {
    writeFileSync(path.join(folder, 'sudo'), '#!/bin/sh\nprintf "%s\\n" "$1"\nshift\nexec "$@"\n');
    chmodSync(path.join(folder, 'sudo'), 0o755);
    expect(run('/sudo')).toMatchObject({ stdout: '-n\na  b\n', status: 7 });
  });
});

describe('the path of sudo', () => {
  test.each(['/usr/local/bin/sudo', '/opt/iexpress/sudo/bin/sudo', '/sudo-1.9_2+a'])('may be %s', (text) => {
    expect(SUDO_PATH_PATTERN.test(text)).toBe(true);
  });

  test.each(['', 'sudo', './sudo', '/', '/usr/../sudo', '/usr//sudo', '/sudo ', '/su do', '/sudo\n', '/$(id)', '/-n'])(
    'may not be %j',
    (text) => {
      expect(SUDO_PATH_PATTERN.test(text)).toBe(false);
      expect(() => privilegePreamble(text)).toThrow('absolute path');
    },
  );

  test('never takes more than one word in a shell', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('/ab.-+ \n$`\'";|&<>*?()~#')) }), (text) => {
        if (SUDO_PATH_PATTERN.test(text)) expect(text).toMatch(/^[/A-Za-z0-9_.+-]+$/);
      }),
    );
  });
});

test('only the programs on the list go through sudo', () => {
  expect(needsRoot(['/opt/hpvm/bin/hpvmnet', '-S', 'web'])).toBe(true);
  expect(needsRoot(['/usr/bin/uname', '-n'])).toBe(false);
  expect(needsRoot([])).toBe(false);
});

describe('sudoRefusal', () => {
  test.each([
    'sudo: a password is required',
    'sudo: sorry, you must have a tty to run sudo',
    '/usr/local/bin/sudo: no tty present and no askpass program specified',
    "Sorry, user anna is not allowed to execute '/usr/sbin/nwmgr -g' as root on vmhost1.",
    'Sorry, user anna may not run sudo on vmhost1.',
    'anna is not in the sudoers file.  This incident will be reported.',
    'anna is not allowed to run sudo on vmhost1.  This incident will be reported.',
  ])('knows: %s', (line) => {
    expect(sudoRefusal(`\n${line}\n`)).toBe(line);
  });

  test.each(['', 'hpvmnet: Permission denied', 'nwmgr: lan4 is not in the list', 'see sudo: for more'])(
    'leaves to the command what the command says: %j',
    (text) => {
      expect(sudoRefusal(text)).toBeUndefined();
    },
  );
});
