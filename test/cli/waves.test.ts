import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ApplyReport } from '../../src/review/apply-report';
import { faultsOf } from '../schema/published-schema';
import { hpvmctl, startHpvmctl, type Finished, type Running } from './hpvmctl-process';
import { desiredText, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

const NAMES = ['host-a', 'host-b', 'host-c', 'host-d'] as const;
type Name = (typeof NAMES)[number];

let benches: Readonly<Record<Name, Workbench>>;
let folder: string;
let connection: readonly string[];
const all = (): readonly Workbench[] => NAMES.map((name) => benches[name]);

beforeEach(async () => {
  const opened = await Promise.all(NAMES.map(async (name) => [name, await openWorkbench({ nodeName: name })] as const));
  benches = Object.fromEntries(opened) as Record<Name, Workbench>;
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-waves-'));
  writeFileSync(
    path.join(folder, 'known_hosts'),
    all()
      .map(({ server }) => `${server.knownHostsLine}\n`)
      .join(''),
  );
  connection = ['--known-hosts', 'known_hosts', ...all().flatMap(({ server }) => ['--identity', server.identityFile])];
  for (const name of NAMES) desire(name, TWO_FRAMES);
});
afterEach(async () => {
  await Promise.all(all().map((bench) => bench.close()));
  rmSync(folder, { recursive: true, force: true });
});

function desire(name: Name, resources: Readonly<Record<string, unknown>>): void {
  const { port } = benches[name].server;
  const document = { connection: { address: '127.0.0.1', port, user: 'root' }, ...resources };
  writeFileSync(path.join(folder, `${name}.desired.json`), desiredText(document, name));
}

const words = (...given: readonly string[]): readonly string[] => [
  'apply',
  '.',
  '--auto-approve',
  ...given,
  ...connection,
];
const apply = (...given: readonly string[]): Promise<Finished> => hpvmctl(words(...given), { folder });
const start = (...given: readonly string[]): Running => startHpvmctl(words(...given), { folder });
const hang = (name: Name): void =>
  benches[name].host.injectFault({ id: 'slow', pattern: '^ch_rc', effect: { kind: 'hang', isApplied: false } });
const fail = (name: Name): void =>
  benches[name].host.injectFault({
    id: 'broken',
    pattern: '^ch_rc',
    effect: { kind: 'exit', status: 1, isApplied: false },
  });
const isBegun = (name: Name): boolean => benches[name].journals() !== '';
const begun = (): readonly Name[] => NAMES.filter(isBegun);
const reports = (): readonly ApplyReport[] =>
  (JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8')) as { reports: ApplyReport[] }).reports;

test('waves by size: a host that fails ends it, and hosts not begun are listed as such', async () => {
  fail('host-b');
  const applied = await apply('--waves', '1,2', '--max-unavailable', '1', '--out', 'report.json');
  expect(applied.exitCode).toBe(6);
  expect(applied.stdout).toContain(
    '3 waves, at most 1 host at once. When a host does not end well, no other is begun.',
  );
  expect(applied.stdout).toContain('  wave 1  host-a\n  wave 2  host-b, host-c\n  wave 3  host-d\n');
  expect(applied.stderr).toContain('Wave 2 of 3: host-b, host-c\n');
  expect(applied.stderr).not.toContain('Wave 3 of 3');
  expect(applied.stdout).toContain('host-d was not begun, because host-b did not end well');
  expect(applied.stdout.replaceAll(/\s+/g, ' ')).toContain('"hpvmctl apply . --host host-d --');
  expect(applied.stdout).toMatch(
    /host +wave +code +result\nhost-a +1 +0 +applied\nhost-b +2 +6 +taken back, and as before\nhost-c +2 +1 +not begun\nhost-d +3 +1 +not begun\n/,
  );
  expect(begun()).toEqual(['host-a', 'host-b']);
  expect(reports().map(({ host, wave, verdict }) => [host, wave, verdict])).toEqual([
    ['host-a', 1, 'converged'],
    ['host-b', 2, 'reverted'],
    ['host-c', 2, 'refused'],
    ['host-d', 3, 'refused'],
  ]);
  for (const report of reports()) expect(faultsOf('apply-report', report)).toEqual([]);
});

test('without --max-unavailable a wave is changed at once, and the next waits for all of it', async () => {
  hang('host-b');
  const running = start('--waves', '3');
  await Promise.all([benches['host-a'].journaled(' end result='), benches['host-b'].journaled(' intent step=s01')]);
  await benches['host-c'].journaled(' end result=');
  expect(begun()).toEqual(['host-a', 'host-b', 'host-c']);
  benches['host-b'].host.removeFault('slow');
  const { exitCode, stderr } = await running.finished;
  expect(exitCode).toBe(0);
  expect(begun()).toEqual(NAMES);
  // Lines of hosts that are changed at once are whole, and say whose they are.
  expect(stderr).toMatch(/^host-b \| {3}1\/1 {2}s01 {2}.* done$/m);
});

test('--max-unavailable bounds what is changed at once, and a host that fails leaves its wave half begun', async () => {
  hang('host-a');
  fail('host-b');
  const running = start('--waves', 'host-*', '--max-unavailable', '50%', '--out', 'report.json');
  await running.seen('host-b | Taking it back');
  await benches['host-b'].journaled(' end result=reverted');
  benches['host-a'].host.removeFault('slow');
  const { exitCode } = await running.finished;
  expect(exitCode).toBe(6);
  expect(begun()).toEqual(['host-a', 'host-b']);
  expect(reports().map(({ verdict }) => verdict)).toEqual(['converged', 'reverted', 'refused', 'refused']);
});

test('without options hosts are changed one after the other; those with nothing to do are in no wave', async () => {
  desire('host-a', {});
  desire('host-b', {});
  const first = await apply('--waves', 'host-d,*', '--out', 'report.json');
  expect(first.exitCode).toBe(0);
  expect(first.stderr).toContain('Wave 1 of 2: host-d\n');
  expect(reports().map(({ wave, verdict }) => [wave, verdict])).toEqual([
    [undefined, 'nothing-to-do'],
    [undefined, 'nothing-to-do'],
    [2, 'converged'],
    [1, 'converged'],
  ]);
  desire('host-a', TWO_FRAMES);
  desire('host-b', TWO_FRAMES);
  fail('host-a');
  const second = await apply('--out', 'report.json');
  expect(second.exitCode).toBe(6);
  expect(second.stdout).not.toContain('wave');
  expect(begun()).toEqual(['host-a', 'host-c', 'host-d']);
});

test('an interrupt begins no other host, and a name that fits no host is told before anything is changed', async () => {
  hang('host-a');
  const running = start('--waves', '1', '--out', 'report.json');
  await benches['host-a'].journaled(' intent step=s01');
  running.process.kill('SIGINT');
  await running.seen('Asking the host to stop');
  benches['host-a'].host.removeFault('slow');
  await running.finished;
  expect(begun()).toEqual(['host-a']);

  const misspelt = await apply('--waves', 'canary,*');
  expect(misspelt.exitCode).toBe(1);
  expect(misspelt.stderr).toContain('--waves names hosts that are not there: canary');
  const mixed = await apply('--waves', '1,host-a');
  expect(mixed.exitCode).toBe(1);
  expect(mixed.stderr).toContain('Give sizes or names, not both');
  expect((await apply('--max-unavailable', '0')).exitCode).toBe(1);
  expect(begun()).toEqual(['host-a']);
});

test('a host that is refused keeps the others from being begun, and the command for one of them is named and works', async () => {
  // AVIO needs an uplink before Integrity VM 4.3, and localnet has none.
  desire('host-a', { guestNics: [{ guest: 'web01', slot: '0,4', vswitch: 'localnet', adapter: 'avio_lan' }] });
  const refused = await apply();
  expect(refused.exitCode).toBe(4);
  expect(refused.stdout.replaceAll(/\s+/g, ' ')).toContain(
    'By itself it is applied with "hpvmctl apply . --host host-b ',
  );
  expect(refused.stdout).toMatch(/host-a +4 +refused: .*\nhost-b +1 +not begun\n/);
  expect(begun()).toEqual([]);
  expect((await apply('--host', 'host-b')).exitCode).toBe(0);
  expect(begun()).toEqual(['host-b']);
});
