import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeWithTool } from '../tools/require-tool';
import { hpvmctl } from './hpvmctl-process';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-test-'));
  writeFileSync(path.join(folder, 'vmhost1.plan.json'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { exitCode, stdout, stderr } = await hpvmctl(['completion', shell], { folder });
    expect({ shell, exitCode, stderr }).toEqual({ shell, exitCode: 0, stderr: '' });
    writeFileSync(path.join(folder, shell), stdout);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is typed, with tabs, and the words that the program then gets. */
const TYPED: readonly (readonly [string, string])[] = [
  ['hpvmctl pla\t--detail\t', 'plan --detailed-exitcode'],
  ['hpvmctl check vmh\t', 'check vmhost1.plan.json'],
  ['hpvmctl plan --format mark\t--out vmh\t', 'plan --format markdown --out vmhost1.plan.json'],
  ['hpvmctl drift mer\tvmh\t', 'drift merge vmhost1.plan.json'],
  ['hpvmctl drift vmh\t', 'drift vmhost1.plan.json'],
  ['hpvmctl provider in\t--di\t', 'provider install --dir'],
  ['hpvmctl completion fi\t', 'completion fish'],
];

/** Types lines at a shell with a terminal, where hpvmctl is a function that says what it was given. */
function typeAt(
  shell: string,
  lines: readonly string[],
  typed: readonly string[] = TYPED.map(([keys]) => keys),
): readonly string[] {
  const told = [`hpvmctl() { local IFS=' '; printf "%s%s\\n" "GOT " "$*"; }`, ...lines, ...typed, 'exit', ''];
  const { stdout } = spawnSync('script', ['-qefc', shell, '/dev/null'], {
    cwd: folder,
    input: told.join('\n'),
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'dumb' },
  });
  return [...stdout.matchAll(/^GOT (.*?)\r?$/gm)].map(([, words = '']) => words.trim());
}

const EXPECTED = TYPED.map(([, words]) => words);

describeWithTool('script', 'bsdutils', 'at a terminal', () => {
  describeWithTool('bash', 'bash', 'bash', () => {
    test('completes commands, options, their values and file names', () => {
      expect(typeAt('bash --norc --noprofile -i', ['source ./bash'])).toEqual(EXPECTED);
    });

    test('does so also where words are split at line breaks only', () => {
      expect(typeAt('bash --norc --noprofile -i', ['source ./bash', "IFS=$'\\n'"])).toEqual(EXPECTED);
    });

    test.each(['', 'COMP_WORDBREAKS=${COMP_WORDBREAKS//=/}'])('completes behind "=" too: %s', (setting) => {
      const typed = ['hpvmctl plan --format=mark\t', 'hpvmctl plan --detailed-exitcode --format=js\t'];
      expect(typeAt('bash --norc --noprofile -i', ['source ./bash', setting], typed)).toEqual([
        'plan --format=markdown',
        'plan --detailed-exitcode --format=json',
      ]);
    });

    test('completes the name of a file behind "="', () => {
      const typed = ['hpvmctl plan --out=vmh\t'];
      expect(typeAt('bash --norc --noprofile -i', ['source ./bash'], typed)).toEqual(['plan --out=vmhost1.plan.json']);
    });
  });

  describeWithTool('zsh', 'zsh', 'zsh', () => {
    test('completes commands, options, their values and file names', () => {
      expect(typeAt('zsh -f -i', ['autoload -U compinit; compinit -u -D; source ./zsh'])).toEqual(EXPECTED);
    });

    test('completes behind "=" too', () => {
      const typed = ['hpvmctl plan --format=mark\t', 'hpvmctl plan --out=vmh\t'];
      expect(typeAt('zsh -f -i', ['autoload -U compinit; compinit -u -D; source ./zsh'], typed)).toEqual([
        'plan --format=markdown',
        'plan --out=vmhost1.plan.json',
      ]);
    });
  });
});

describeWithTool('fish', 'fish', 'fish', (fish) => {
  test.each([
    ['hpvmctl pl', 'plan'],
    ['hpvmctl plan --detail', '--detailed-exitcode'],
    ['hpvmctl plan --format mark', 'markdown'],
    ['hpvmctl check vmh', 'vmhost1.plan.json'],
    ['hpvmctl plan --out vmh', 'vmhost1.plan.json'],
    ['hpvmctl drift mer', 'merge'],
    ['hpvmctl drift vmh', 'vmhost1.plan.json'],
    ['hpvmctl drift merge vmh', 'vmhost1.plan.json'],
    ['hpvmctl provider in', 'install'],
    ['hpvmctl provider install --di', '--dir'],
    ['hpvmctl completion fi', 'fish'],
  ])('completes "%s" with %s only', (typed, word) => {
    const { stdout } = spawnSync(fish, ['--no-config', '-c', `source ./fish; complete -C '${typed}'`], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    });
    expect(stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0]]))).toEqual([word]);
  });
});

test('an unknown shell is an error that names those that are known', async () => {
  const { exitCode, stdout, stderr } = await hpvmctl(['completion', 'tcsh'], { folder });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('Allowed choices are bash, zsh, fish');
});
