import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ObservedHost } from '../../src/model/observed-host';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { observeSimulated } from '../simulation/observe-simulated';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { DESIRED, desiredText } from './workbench';

let folder = '';
let quickStart: ObservedHost;
beforeAll(async () => {
  quickStart = await observeSimulated(createSimulatedHost(SCENARIOS.vmhost1));
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-drift-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-11-23T04:00:00Z', '2026-11-24T04:00:00Z', '2026-11-25T04:00:00Z'];

/** The document: checksum offload that is on is wanted off, and a vswitch that there is not is wanted. */
const DRIFTING = {
  lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }],
  vswitches: [{ name: 'web', uplink: 'lan3' }],
};
const IN_SYNC = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'on' }] };

function write(name: string, content: string | object): void {
  writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

/** Looks at the quick-start host, as it was at some time, through its document. */
async function drift(resources: object, observedAt: string, ...words: readonly string[]): Promise<Finished> {
  write(DESIRED, desiredText(resources as Readonly<Record<string, unknown>>));
  write('host.snapshot.json', { ...quickStart, observedAt });
  return hpvmctl(['drift', DESIRED, '--snapshot', 'host.snapshot.json', ...words], { folder });
}

const rule = { address: 'vswitch.web', owner: 'ops', reason: 'comes with the move', expires: '2099-12-31' };
const rules = (...list: readonly object[]): object => ({ formatVersion: '1', kind: 'hpvm-drift-ignore', rules: list });

test('what a rule lets stay is told with its owner, reason and last day, and is no drift', async () => {
  write('ignore.json', rules(rule, { ...rule, address: 'lanInterface.*', fields: ['checksumOffload'] }));
  const { exitCode, stdout } = await drift(DRIFTING, MONDAY, '--ignore', 'ignore.json');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Ignored: vswitch.web: comes with the move (ops, until 2099-12-31)\n');
  expect(stdout).toContain('vmhost1: in sync\n');
});

test('a rule about one of two leaves the other as drift', async () => {
  write('ignore.json', rules(rule));
  const { exitCode, stdout } = await drift(DRIFTING, MONDAY, '--ignore', 'ignore.json');
  expect(exitCode).toBe(2);
  expect(stdout).toContain('~ lanInterface.lan4');
  expect(stdout).toContain('vmhost1: drift in 1 resource\n');
});

test('a rule behind its last day hides nothing and says so itself, with whom to ask', async () => {
  write('ignore.json', rules({ ...rule, expires: '2020-01-31' }));
  const { exitCode, stdout } = await drift(DRIFTING, MONDAY, '--ignore', 'ignore.json');
  expect(exitCode).toBe(2);
  expect(stdout).toContain('+ vswitch.web is missing');
  expect(stdout).toContain('The rule of ops that ignores vswitch.web ended on 2020-01-31');
  expect(stdout).toContain('Ask ops whether it is to go on');
});

test.each([
  ['that is not there', undefined, 'ignore.json'],
  ['with a rule that has no owner', rules({ ...rule, owner: undefined }), '/rules/0/owner'],
  ['that is not JSON', '{', 'ignore.json'],
])('a file of rules %s ends it before anything is compared', async (_, content, named) => {
  if (content !== undefined) write('ignore.json', content);
  const { exitCode, stdout, stderr } = await drift(DRIFTING, MONDAY, '--ignore', 'ignore.json');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(named);
});

test('a history says since when a difference is seen, forgets it when it goes, and begins anew', async () => {
  const look = async (resources: object, at: string): Promise<readonly (string | undefined)[]> => {
    const { stdout } = await drift(resources, at, '--history', 'history.json', '--json');
    const { items } = JSON.parse(stdout) as { items: readonly { address: string; since?: string }[] };
    return items.filter(({ address }) => address === 'lanInterface.lan4').map(({ since }) => since);
  };
  expect(await look(DRIFTING, MONDAY)).toEqual([MONDAY]);
  expect(await look(DRIFTING, TUESDAY)).toEqual([MONDAY]);
  expect(await look(IN_SYNC, TUESDAY)).toEqual([]);
  expect(await look(DRIFTING, WEDNESDAY)).toEqual([WEDNESDAY]);
  const { stdout } = await drift(DRIFTING, WEDNESDAY, '--history', 'history.json');
  expect(stdout).toContain(`seen since ${WEDNESDAY}`);
});

test('a damaged history is left as it is', async () => {
  write('history.json', '{"formatVersion":"1"');
  const { exitCode, stderr } = await drift(DRIFTING, MONDAY, '--history', 'history.json');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('It was left as it is');
  expect(read('history.json')).toBe('{"formatVersion":"1"');
});

test('what vswitchmgr has moved is named as its doing and is no drift', async () => {
  const vswitches = quickStart.vswitches.map((each) =>
    each.name === 'vmlan4' ? { ...each, uplink: 'lan3', mac: null, ipAddress: null } : each,
  );
  write('moved.snapshot.json', {
    ...quickStart,
    vswitches,
    cluster: { vswitchmgr: 'running', serviceguard: 'running' },
  });
  write(DESIRED, desiredText({ vswitches: [{ name: 'vmlan4', uplink: 'lan4', standbyUplink: 'lan3' }] }));
  const look = async (...words: readonly string[]): Promise<Finished> =>
    hpvmctl(['drift', DESIRED, '--snapshot', 'moved.snapshot.json', ...words], { folder });
  const { exitCode, stdout } = await look();
  expect(exitCode).toBe(0);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'No drift: vswitch.vmlan4, by vswitchmgr: moved from lan4 to its standby uplink lan3 at a LAN failover;',
  );
  expect((await look('--format', 'markdown')).stdout).toContain('by vswitchmgr');
  expect((await look('--format', 'prometheus')).stdout).toContain(
    'hpvm_drift_rightful_moves{host="vmhost1",actor="vswitchmgr"} 1\n',
  );
  expect((await look('--format', 'junit')).stdout).toContain('<skipped message="moved from lan4');
});

test('a rule that fits nothing is told with what it may have meant, and an unknown key in one message', async () => {
  write('ignore.json', rules({ ...rule, address: 'vswitch.wbe' }, { ...rule, address: 'lanInterface.lan3' }));
  const mistyped = await drift(DRIFTING, MONDAY, '--ignore', 'ignore.json');
  expect(mistyped.exitCode).toBe(2);
  expect(mistyped.stderr).toContain('The rule of ops that ignores vswitch.wbe fits nothing on any host');
  expect(mistyped.stderr).toContain('Did you mean vswitch.web?');
  expect(mistyped.stderr).not.toContain('lanInterface.lan3');
  const { expires, ...other } = rule;
  write('ignore.json', rules({ ...other, expire: expires }));
  const unknown = await drift(DRIFTING, MONDAY, '--ignore', 'ignore.json');
  expect(unknown.stderr.match(/cannot be read/g)).toHaveLength(1);
  expect(unknown.stderr).toContain('Unrecognized key: "expire"');
});

test.each([
  ['--ignore', 'schema/drift-ignore.schema.json'],
  ['--resume', 'hpvmctl drift --format ndjson > FILE'],
])('a file of %s that is missing is not taken for a plan or a snapshot', async (option, named) => {
  const { exitCode, stderr } = await drift(DRIFTING, MONDAY, option, 'missing.json');
  expect(exitCode).toBe(1);
  const said = stderr.replaceAll(/\s+/g, ' ');
  expect(said).toContain(named);
  expect(said).not.toContain('hpvmctl discover');
});
