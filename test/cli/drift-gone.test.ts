import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assembleObservedHost } from '../../src/discovery/assemble-observed-host';
import type { ProbeFrame } from '../../src/discovery/parsers/parse-frames';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import type { SimulatedHostState } from '../../src/simulator/simulated-host-state';
import { probeSimulated } from '../simulation/probe-simulated';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { DESIRED, desiredText } from './workbench';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-gone-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const QUICK_START = createSimulatedHost(SCENARIOS.vmhost1).state();

/** The quick-start host behind what happened to it, and what its commands print then. */
interface Behind {
  readonly state?: SimulatedHostState;
  readonly frames?: (frames: readonly ProbeFrame[]) => readonly ProbeFrame[];
}

const pulled = (nic: string): Behind => ({
  state: { ...QUICK_START, nics: QUICK_START.nics.filter(({ name }) => name !== nic) },
});
const withoutGuest = (guest: string): Behind => ({
  state: { ...QUICK_START, guests: QUICK_START.guests.filter(({ name }) => name !== guest) },
});
const withoutGroup = (group: string): SimulatedHostState => ({
  ...QUICK_START,
  addresses: QUICK_START.addresses.filter((each) => each.interface !== group),
  running: {
    ...QUICK_START.running,
    aggregates: QUICK_START.running.aggregates.filter(({ name }) => name !== group),
  },
});
const answering = (
  probe: ProbeFrame['probe'],
  change: (frame: ProbeFrame) => Partial<ProbeFrame>,
  { state = QUICK_START }: Behind = {},
): Behind => ({
  state,
  frames: (frames) => frames.map((frame) => (frame.probe === probe ? { ...frame, ...change(frame) } : frame)),
});

async function run(
  command: 'drift' | 'plan',
  resources: Readonly<Record<string, unknown>>,
  { state = QUICK_START, frames = (all) => all }: Behind,
  ...words: readonly string[]
): Promise<Finished> {
  const observed = assembleObservedHost(frames(await probeSimulated(createSimulatedHost(state))), {
    host: 'vmhost1',
    observedAt: '2026-11-23T04:00:00Z',
  });
  if (!observed.ok) throw new Error(JSON.stringify(observed.diagnostics));
  writeFileSync(path.join(folder, DESIRED), desiredText(resources));
  writeFileSync(path.join(folder, 'host.snapshot.json'), JSON.stringify(observed.value));
  return hpvmctl([command, DESIRED, '--snapshot', 'host.snapshot.json', ...words], { folder });
}

const joined = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Class and address of what is told, by exit code. */
async function told(resources: Readonly<Record<string, unknown>>, behind: Behind): Promise<readonly unknown[]> {
  const { exitCode, stdout } = await run('drift', resources, behind, '--json');
  const { items } = JSON.parse(stdout) as { items: readonly { class: string; address: string }[] };
  return [exitCode, ...items.map((item) => `${item.class} ${item.address}`)];
}

const ON_LAN3 = { vswitches: [{ name: 'vmlan4', uplink: 'lan4', standbyUplink: 'lan3' }] };
const DB01 = {
  guestNics: [
    { guest: 'db01', slot: '0,1', vswitch: 'vmlan900' },
    { guest: 'db01', slot: '0,2', vswitch: 'vmlan4' },
  ],
};

test('a NIC that was pulled is missing, with what needs it and what to do, and not unreadable', async () => {
  const { exitCode, stdout, stderr } = await run('drift', ON_LAN3, pulled('lan3'), '--history', 'history.json');
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
  expect(stdout).toMatch(/^vmhost1: drift in 1 resource\n {2}! lanInterface\.lan3 is missing\n/);
  expect(joined(stdout)).toContain('nwmgr lists no such NIC. Needed by vswitch.vmlan4. Look for the card with ioscan');
  expect(joined(stdout)).toContain('a plan that needs it is refused seen since 2026-11-23T04:00:00Z');
});

test('each format tells what is missing as drift', async () => {
  const inFormat = async (format: string): Promise<string> =>
    (await run('drift', ON_LAN3, pulled('lan3'), '--format', format)).stdout;
  expect(await inFormat('markdown')).toContain('| `lanInterface.lan3` | is missing<br>nwmgr lists no such NIC');
  expect(await inFormat('junit')).toContain(
    '<testcase classname="vmhost1" name="missing: lanInterface.lan3"><failure message="nwmgr lists no such NIC',
  );
  const series = await inFormat('prometheus');
  expect(series).toContain('hpvm_drift_status{host="vmhost1",status="drift"} 1\n');
  expect(series).toContain('hpvm_drift_items{host="vmhost1",class="missing"} 1\n');
  expect(series).toContain('hpvm_drift_items{host="vmhost1",class="not-readable"} 0\n');
  expect(await inFormat('html')).toContain('nwmgr lists no such NIC');
});

test('a plan for such a host is refused as before', async () => {
  const { exitCode, stdout } = await run('plan', ON_LAN3, pulled('lan3'));
  expect(exitCode).toBe(4);
  expect(stdout).toContain('standbyUplink lan3 of vswitch vmlan4 is not a NIC or aggregate of this host');
});

test.each([
  ['declared for its settings', { lanInterfaces: [{ name: 'lan3', checksumOffload: 'on' }] }],
  ['declared as an uplink', { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] }],
  ['declared as a port', { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] }],
  ['declared under a VLAN interface', { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 12 }] }],
])('a NIC that was pulled is missing where it is %s', async (_, resources) => {
  const [exitCode, ...items] = await told(resources, pulled('lan3'));
  expect(exitCode).toBe(2);
  expect(items).toContain('missing lanInterface.lan3');
  expect(items).not.toContainEqual(expect.stringContaining('not-readable'));
});

test('what stands on a NIC that was pulled is compared in all else', async () => {
  const resources = {
    vswitches: [
      { name: 'vmlan0', uplink: 'lan3', state: 'down' },
      { name: 'web', uplink: 'lan3' },
    ],
  };
  expect(await told(resources, pulled('lan3'))).toEqual([
    2,
    'managed-changed vswitch.vmlan0',
    'missing lanInterface.lan3',
    'missing vswitch.web',
    'unmanaged-extra vswitch.vmlan4',
    'unmanaged-extra vswitch.vmlan900',
  ]);
});

test('a guest that was removed is missing once, with its NICs as what needs it', async () => {
  const { exitCode, stdout } = await run('drift', DB01, withoutGuest('db01'));
  expect(exitCode).toBe(2);
  expect(joined(stdout)).toContain(
    '! guest.db01 is missing hpvmstatus lists no such guest. Needed by guestNic.db01:0,1, guestNic.db01:0,2. Create it again',
  );
  expect(stdout).toContain('vmhost1: drift in 1 resource\n');
});

test.each([
  [
    'that APA does not offer any more',
    withoutGroup('lan900'),
    { apaGroups: [{ name: 'lan900', loadBalancing: 'LB_IP' }] },
  ],
  ['that a vswitch is declared on', withoutGroup('lan900'), { vswitches: [{ name: 'vmlan900', uplink: 'lan900' }] }],
  ['that was cleared and is declared by its name', QUICK_START, { apaGroups: [{ name: 'lan901' }] }],
  ['that was cleared and is not declared itself', QUICK_START, { vswitches: [{ name: 'vmlan0', uplink: 'lan901' }] }],
])('a group %s is missing', async (_, state, resources) => {
  const [exitCode, ...items] = await told(resources, { state });
  expect(exitCode).toBe(2);
  expect(items).toContainEqual(expect.stringMatching(/^missing apaGroup\.lan90[01]$/));
  expect(items).not.toContainEqual(expect.stringContaining('not-readable'));
});

test.each([
  ['a VLAN interface', { hostVlans: [{ name: 'lan5000' }] }, 'hostVlan.lan5000'],
  [
    'a vswitch that only a guest NIC names',
    { guestNics: [{ guest: 'db01', slot: '0,3', vswitch: 'old', adapter: 'lan' }] },
    'vswitch.old',
  ],
  ['a guest NIC without vswitch and adapter', { guestNics: [{ guest: 'db01', slot: '0,7' }] }, 'guestNic.db01:0,7'],
])('%s that a plan could not make is missing', async (_, resources, address) => {
  const [exitCode, ...items] = await told(resources, {});
  expect([exitCode, items.includes(`missing ${address}`)]).toEqual([2, true]);
});

const FAILED = { stdout: '', stderr: 'Unable to continue.\n', status: 1 } as const;
const rowGone =
  (pattern: RegExp) =>
  ({ stdout }: ProbeFrame) => ({ stdout: stdout.replace(pattern, '') });

test.each([
  ['nwmgr fails', ON_LAN3, answering('interfaces', () => FAILED, pulled('lan3'))],
  [
    'a row of nwmgr is cut off',
    ON_LAN3,
    answering('interfaces', ({ stdout }) => ({ stdout: stdout.replace(/^lan3 .*$/m, 'lan3 UP') })),
  ],
  ['nwmgr lists no NIC at all', ON_LAN3, answering('interfaces', rowGone(/^lan\d .*\n/gm))],
  ['the kernel has claimed a card that nwmgr does not list', ON_LAN3, answering('interfaces', rowGone(/^lan3 .*\n/m))],
  [
    'a NIC that nwmgr does not list has an address',
    { lanInterfaces: [{ name: 'lan0', checksumOffload: 'on' }] },
    answering(
      'interfaces',
      rowGone(/^lan0 .*\n/m),
      answering('cards', () => FAILED),
    ),
  ],
  [
    'APA lists a group that nwmgr does not list',
    { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] },
    answering('interfaces', rowGone(/^lan901 .*\n/m)),
  ],
  ['hpvmstatus fails', DB01, answering('guests', () => FAILED)],
  [
    'a row of hpvmstatus is cut off',
    DB01,
    answering('guests', ({ stdout }) => ({ stdout: stdout.replace(/^db01 .*$/m, 'db01 4') })),
  ],
  ['a guest that hpvmstatus does not list works on a port', DB01, answering('guests', rowGone(/^db01 .*\n/m))],
])('unknown is not missing: %s', async (_, resources, behind) => {
  const [exitCode, ...items] = await told(resources, behind);
  expect(exitCode).toBe(1);
  expect(items).toContainEqual(expect.stringContaining('not-readable'));
  expect(items).not.toContainEqual(expect.stringContaining('missing'));
});

test('what is missing may be let stay by a rule', async () => {
  const rule = { address: 'lanInterface.lan3', owner: 'ops', reason: 'the card is on order', expires: '2099-12-31' };
  const file = { formatVersion: '1', kind: 'hpvm-drift-ignore', rules: [rule] };
  writeFileSync(path.join(folder, 'ignore.json'), JSON.stringify(file));
  const { exitCode, stdout } = await run('drift', ON_LAN3, pulled('lan3'), '--ignore', 'ignore.json');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Ignored: lanInterface.lan3: the card is on order (ops, until 2099-12-31)\n');
});
