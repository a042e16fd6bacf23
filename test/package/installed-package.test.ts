import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ROOT } from '../architecture/repository-files';
import { findTool } from '../tools/require-tool';

/** What somebody writes who has read README.md and nothing else. */
const APP = `
import { App, TerraformStack } from 'cdktf';
import { AdapterType, ApplyStrategy, IntegrityVmHost, LanInterface, VSwitch } from 'cdktf-hpvm';

const app = new App();
const stack = new TerraformStack(app, 'network');
const host = new IntegrityVmHost(stack, 'vmhost1', { applyStrategy: ApplyStrategy.TERRAFORM_DATA });
const spare = new LanInterface(host, 'lan3');
const backup = new VSwitch(host, 'backup', { uplink: spare });
backup.connect('web01', { guest: 'web01', slot: '0,3', vlanId: 120, adapter: AdapterType.AVIO_LAN });
app.synth();
`;
const FRAMEWORK = ['cdktf', 'constructs', '@cdktf/provider-null'];

let project: string;
let installed: string;
let packed: string;

beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'project-with-cdktf-hpvm-'));
  installed = path.join(project, 'node_modules', 'cdktf-hpvm');
  mkdirSync(installed, { recursive: true });
  // Without its scripts: they would replace the command while other tests run it. `npm test` has built it.
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], ROOT);
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', project], ROOT);
  const [tarball = ''] = readdirSync(project).filter((name) => name.endsWith('.tgz'));
  packed = path.join(project, tarball);
  run('tar', ['-xzf', packed, '-C', installed, '--strip-components=1'], project);
}, 180_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the package brings everything it runs on: installing it installs and builds nothing else', () => {
  const { dependencies, scripts } = manifest();
  // npm asks whoever installs a tarball about "prepare", too, though it runs it nowhere but in a clone.
  const runByNpm = Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name));
  expect({ dependencies, runByNpm }).toEqual({ dependencies: undefined, runByNpm: [] });
  expect(run(process.execPath, [command(), '--version'], project)).toBe(`${manifest().version}\n`);
  expect(run(process.execPath, [command(), '--help'], project)).toContain('Usage: hpvmctl');
});

test('npm installs it for the whole machine without a question, with the command and its manual page', () => {
  const { status, stderr } = spawnSync('npm', ['install', '--global', '--offline', '--prefix', '.', packed], {
    cwd: project,
    encoding: 'utf8',
  });
  expect({ status, isAsking: stderr.includes('install-scripts') }).toEqual({ status: 0, isAsking: false });
  expect(run(path.join(project, 'bin', 'hpvmctl'), ['--version'], project)).toBe(`${manifest().version}\n`);
  expect(readFileSync(path.join(project, 'share', 'man', 'man1', 'hpvmctl.1'), 'utf8')).toMatch(/^[.]TH HPVMCTL 1/m);
  describedByMan();
});

test('it brings the licences of what is bundled', () => {
  const notices = readFileSync(path.join(installed, 'build', 'THIRD-PARTY-NOTICES'), 'utf8');
  for (const name of ['commander', 'ssh-config', 'ssh2', 'zod'])
    expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
  expect(notices).not.toMatch(/\(undefined\)/);
});

test('without cdktf the demonstration says what to install', () => {
  const { status, stderr } = spawnSync(process.execPath, [command(), 'demo'], { cwd: project, encoding: 'utf8' });
  expect({ status, names: FRAMEWORK.filter((name) => stderr.includes(name)) }).toEqual({ status: 1, names: FRAMEWORK });
});

test('with cdktf an app compiles strictly against the shipped types, synthesizes, and is planned', () => {
  for (const name of [...FRAMEWORK, '@types/node']) link(name);
  writeFileSync(path.join(project, 'main.ts'), APP);
  const strict = ['--strict', '--module', 'node16', '--target', 'es2022', '--types', 'node'];
  run(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), ...strict, 'main.ts'], project);
  run(process.execPath, ['main.js'], project);

  expect(run(process.execPath, [command(), 'demo'], project)).toContain('vmhost1: in sync');
  const plan = run(process.execPath, [command(), 'plan', '--snapshot', 'hpvm-demo/vmhost1.snapshot.json'], project);
  expect(plan).toContain('Plan: 2 to create');
}, 180_000);

/** Where the machine has `man`, it finds the page beside the command, as a shell finds the command. */
function describedByMan(): void {
  const searchPath = process.env['PATH'] ?? '';
  const man = findTool('man', searchPath);
  if (man === undefined) return;
  const env = { ...process.env, PATH: `${path.join(project, 'bin')}:${searchPath}`, MANPATH: undefined };
  const { stdout, stderr } = spawnSync(man, ['hpvmctl'], { env, encoding: 'utf8' });
  expect({ stderr, isShown: stdout.includes('hpvmctl plan [options]') }).toEqual({ stderr: '', isShown: true });
}

function manifest(): {
  readonly version: string;
  readonly bin: { readonly hpvmctl: string };
  readonly dependencies?: unknown;
  readonly scripts: Readonly<Record<string, string>>;
} {
  return JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as never;
}

function command(): string {
  return path.join(installed, manifest().bin.hpvmctl);
}

/** A package of the repository, as if it had been installed beside ours. */
function link(name: string): void {
  const place = path.join(project, 'node_modules', name);
  mkdirSync(path.dirname(place), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules', name), place);
}

/** Standard output; what went wrong is in the message of the error. */
function run(program: string, words: readonly string[], folder: string): string {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${String(status)}\n${stdout}${stderr}`);
  return stdout;
}
