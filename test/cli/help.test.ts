import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXIT_CODE_MEANINGS } from '../../src/workflow/outcome';
import { hpvmctl } from './hpvmctl-process';

const place = { folder: tmpdir() };
const COMMANDS = [
  ...['discover', 'import', 'plan', 'check', 'explain', 'show', 'apply'],
  ...['status', 'resume', 'confirm', 'revert', 'drift', 'rehearse', 'review'],
  ...['rules', 'sudoers', 'provider', 'simulate', 'demo', 'completion'],
];

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const printed = { exitCode: 0, stdout: `${version}\n`, stderr: '' };
  expect(await hpvmctl(['--version'], place)).toEqual(printed);
  expect(await hpvmctl(['-V'], place)).toEqual(printed);
});

test('the help lists every command', async () => {
  const { exitCode, stdout } = await hpvmctl(['--help'], place);
  expect(exitCode).toBe(0);
  const listed = [...stdout.matchAll(/^ {2}([a-z]+)[ [].* {2}/gm)].map(([, name]) => name);
  expect(listed).toEqual([...COMMANDS, 'help']);
});

test('the help says what every exit code means, in 100 columns', async () => {
  const { stdout } = await hpvmctl(['--help'], place);
  for (const [code, meaning] of Object.entries(EXIT_CODE_MEANINGS)) {
    expect([code, stdout.includes(`\n  ${code}  ${meaning}\n`)]).toEqual([code, true]);
  }
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test.each([
  ['discover', '01'],
  ['import', '014'],
  ['plan', '0124'],
  ['check', '014'],
  ['apply', '01345678'],
  ['status', '015678'],
  ['resume', '01678'],
  ['confirm', '01678'],
  ['revert', '0178'],
  ['drift', '012'],
  ['review', '014'],
])('%s --help lists its own exit codes (%s) only', async (command, codes) => {
  const { stdout } = await hpvmctl([command, '--help'], place);
  const [, listed = ''] = stdout.split('\nExit codes:\n');
  expect([...listed.matchAll(/^ {2}(\d) {2}\S/gm)].map(([, code]) => code).join('')).toBe(codes);
});

test.each(COMMANDS)('%s --help says what it does, with examples, in 100 columns', async (command) => {
  const { exitCode, stdout, stderr } = await hpvmctl([command, '--help'], place);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^Usage: hpvmctl ${command} `));
  expect(stdout).toContain('\nExamples:\n  # ');
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test.each([
  [['pln'], "unknown command 'pln'", 'Did you mean plan?'],
  [['plan', '--jsn'], "unknown option '--jsn'", 'Did you mean --json?'],
  [['plan', '--format', 'pdf'], "argument 'pdf' is invalid", 'Allowed choices are text, json, markdown'],
  [['drift', 'merge', '--fomat', 'json'], "unknown option '--fomat'", 'Try: hpvmctl drift merge --help'],
  [['help', 'nope'], "unknown command 'nope'", 'Try: hpvmctl --help'],
  [['help', 'drift', 'merg'], "unknown command 'drift merg'", 'Try: hpvmctl drift --help'],
  [['drift', 'merg', 'a'], 'There is no file or folder merg', 'Did you mean hpvmctl drift merge a?'],
  [['show'], "missing required argument 'file'", 'Try: hpvmctl show --help'],
  [['check'], "missing required argument 'plan'", 'Try: hpvmctl check --help'],
  [['explain'], "missing required argument 'what'", 'Try: hpvmctl explain --help'],
  [['simulate', '--port', '70000'], "argument '70000' is invalid", '0 to 65535'],
  [['apply', '--confirm-within', '0'], "argument '0' is invalid", 'a time from 10s to 24h'],
  [['sudoers', '--user', 'NETADM'], "argument 'NETADM' is invalid", 'not capital letters alone'],
  [['apply', '--expect-sha256', 'abc'], "argument 'abc' is invalid", '64 hex digits'],
])('usage error %j ends with 1 and a suggestion', async (words, what, suggestion) => {
  const { exitCode, stdout, stderr } = await hpvmctl(words, place);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  const text = stderr.replaceAll(/\s+/g, ' ');
  expect(text).toContain(what);
  expect(text).toContain(suggestion);
  expect(stderr.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test('what is said of an installed provider fits 100 columns', async () => {
  const mirror = mkdtempSync(path.join(tmpdir(), 'mirror-'));
  const { exitCode, stdout } = await hpvmctl(['provider', 'install', '--dir', mirror], place);
  rmSync(mirror, { recursive: true });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`is in ${mirror}, for Terraform`);
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test('without a command the help is shown, as an error', async () => {
  const { exitCode, stdout, stderr } = await hpvmctl([], place);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('Usage: hpvmctl');
});

test('every rule is listed with its sources, one by one too, for people and for programs', async () => {
  const listed = await hpvmctl(['rules', '--json'], place);
  const { rules } = JSON.parse(listed.stdout) as { rules: { id: string; citations: unknown[] }[] };
  expect(rules.length).toBeGreaterThan(10);
  expect(rules.filter((rule) => rule.citations.length === 0)).toEqual([]);
  const text = await hpvmctl(['rules'], place);
  expect(rules.filter((rule) => !text.stdout.includes(rule.id))).toEqual([]);
  const one = await hpvmctl(['rules', 'halt-before-apa-teardown'], place);
  expect(one.stdout).toContain('7.2.18, p. 75');
  const unknown = await hpvmctl(['rules', 'be-careful'], place);
  expect({ exitCode: unknown.exitCode, stdout: unknown.stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(unknown.stderr).toContain('There is no rule be-careful');
});

test('the help of a command within a command is found, and the top names it', async () => {
  const { exitCode, stdout } = await hpvmctl(['help', 'drift', 'merge'], place);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Usage: hpvmctl drift merge /);
  expect((await hpvmctl(['help', 'plan'], place)).stdout).toMatch(/^Usage: hpvmctl plan /);
  expect((await hpvmctl(['--help'], place)).stdout).toContain('drift merge');
});
