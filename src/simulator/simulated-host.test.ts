import type { ObservedHost } from '../model/observed-host';
import { SCENARIOS } from './scenario';
import { scenarioFromSnapshot } from './scenario-from-snapshot';
import { createSimulatedHost } from './simulated-host';

const BASE = SCENARIOS.vmhost1;
const HALT = ['hpvmnet', '-h', '-S', 'vmlan4'];

function isUp(host: ReturnType<typeof createSimulatedHost>): boolean | undefined {
  return host.state().vswitches.find(({ name }) => name === 'vmlan4')?.isUp;
}

describe('a fault', () => {
  test.each([true, false])('ends a command with a status; its work is done: %s', async (isApplied) => {
    const host = createSimulatedHost(BASE);
    host.injectFault({
      id: 'f',
      pattern: '^hpvmnet -h',
      effect: { kind: 'exit', status: 5, isApplied, stderr: 'boom\n' },
    });
    const outcome = await host.run(HALT, { stdin: 'y\n' });
    expect(outcome).toMatchObject({ exitStatus: 5, stderr: 'boom\n' });
    expect(isUp(host)).toBe(!isApplied);
    host.removeFault('f');
    expect((await host.run(['hpvmnet'])).exitStatus).toBe(0);
  });

  test('lets a halt succeed that did nothing', async () => {
    const host = createSimulatedHost(BASE);
    host.injectFault({ id: 'f', pattern: 'hpvmnet .* -h', effect: { kind: 'exit', status: 0, isApplied: false } });
    const halt = ['/opt/hpvm/bin/hpvmnet', '-S', 'vmlan4', '-h'];
    expect(await host.run(halt, { stdin: 'y\n' })).toEqual({ stdout: '', stderr: '', exitStatus: 0 });
    expect(isUp(host)).toBe(true);
    host.removeFault('f');
    await host.run(halt, { stdin: 'y\n' });
    expect(isUp(host)).toBe(false);
  });

  test('garbles what is printed', async () => {
    const host = createSimulatedHost(BASE);
    const before = (await host.run(['hpvmnet'])).stdout;
    host.injectFault({ id: 'f', pattern: '^hpvmnet$', times: 1, effect: { kind: 'garble' } });
    expect((await host.run(['hpvmnet'])).stdout).not.toBe(before);
    expect((await host.run(['hpvmnet'])).stdout).toBe(before);
  });

  test('begins after the matches it skips', async () => {
    const host = createSimulatedHost(BASE);
    host.injectFault({
      id: 'f',
      pattern: '^uname',
      skip: 1,
      times: 1,
      effect: { kind: 'exit', status: 9, isApplied: false },
    });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await host.run(['uname', '-n'])).exitStatus);
    expect(statuses).toEqual([0, 9, 0]);
  });

  test('hangs until it is removed, then the work is done', async () => {
    const host = createSimulatedHost(BASE);
    host.injectFault({ id: 'f', pattern: '^hpvmnet -h', effect: { kind: 'hang', isApplied: false } });
    const hanging = host.run(HALT, { stdin: 'y\n' });
    expect((await host.run(['hpvmnet', '-S', 'vmlan4'])).stdout).toContain(' Up ');
    expect(isUp(host)).toBe(true);
    host.removeFault('f');
    expect((await hanging).exitStatus).toBe(0);
    expect(isUp(host)).toBe(false);
  });

  test('whose pattern is no regular expression is refused', () => {
    const fault = { id: 'f', pattern: '(', effect: { kind: 'garble' } } as const;
    expect(() => createSimulatedHost(BASE).injectFault(fault)).toThrow('no regular expression');
  });

  test('drops connections and lets the command go on', async () => {
    const host = createSimulatedHost(BASE);
    let drops = 0;
    host.onDrop(() => (drops += 1));
    host.injectFault({ id: 'f', pattern: '^hpvmnet -h', effect: { kind: 'drop', isApplied: true } });
    await host.run(HALT, { stdin: 'y\n' });
    expect([drops, isUp(host)]).toEqual([1, false]);
  });
});

test('a state goes through JSON and on from there', async () => {
  const first = createSimulatedHost(BASE);
  await first.run(HALT, { stdin: 'y\n' });
  const second = createSimulatedHost(JSON.parse(JSON.stringify(first.state())) as ReturnType<typeof first.state>);
  await second.run(['hpvmnet', '-b', '-S', 'vmlan4']);
  expect(isUp(second)).toBe(true);
  expect(isUp(first)).toBe(false);
});

test('a clock that is given tells the time of a hazard', async () => {
  const host = createSimulatedHost(BASE, { now: () => new Date('2026-11-22T10:00:00Z') });
  await host.run(['hpvmnet', '-d', '-S', 'vmlan0']);
  expect(host.hazards()[0]?.at).toBe('2026-11-22T10:00:01Z');
});

test('a host made from a snapshot prints what the snapshot says', async () => {
  const snapshot = {
    formatVersion: '1',
    kind: 'hpvm-observed-host',
    host: 'vmhost9',
    observedAt: '2026-11-22T10:00:00Z',
    platform: { nodeName: 'vmhost9', osRelease: 'B.11.31', model: null, integrityVmVersion: 'B.04.20.05' },
    lanInterfaces: [nic('lan1', '0x00306e000001'), nic('lan2', '0x00306e000002')],
    apaGroups: [
      {
        name: 'lan900',
        mode: 'LAN_MONITOR',
        ports: ['lan1', 'lan2'],
        loadBalancing: 'LB_HS',
        state: 'up',
        mac: '0x00306e000002',
      },
    ],
    hostVlans: [{ name: 'lan5000', uplink: 'lan900', vlanId: 12, state: 'up' }],
    vswitches: [
      {
        ...{ name: 'web', number: 7, state: 'up', uplink: 'lan900', mac: '0x00306e000002', ipAddress: '10.0.0.1' },
        ports: [{ port: 3, state: 'Active', adapter: 'avio_lan', vlanId: 12, reservedGuests: 1, activeGuest: 'db01' }],
      },
    ],
    guests: [
      {
        name: 'db01',
        number: 1,
        stateText: 'On (OS)',
        state: 'on',
        hasPendingConfiguration: true,
        isModifiable: false,
      },
    ],
    guestNics: [
      { guest: 'db01', slot: '0,1', adapter: 'avio_lan', mac: '0x56e9e3096a22', vswitch: 'web', port: 3, vlanId: 12 },
    ],
    addresses: [{ interface: 'lan900', address: '10.0.0.1', netmask: '255.255.255.0' }],
    netconf: [{ index: 0, interface: 'lan2', address: '10.0.0.1', netmask: '255.255.255.0' }],
    tunables: { macAddressFrames: 2 },
    promiscuousPrograms: [],
    cluster: { vswitchmgr: 'running', serviceguard: 'running' },
    managementPath: { address: '10.0.0.1', interface: 'lan900' },
    ownedAddresses: ['vswitch.web'],
    coverage: [],
  } as unknown as ObservedHost;
  const host = createSimulatedHost(scenarioFromSnapshot(snapshot));
  expect((await host.run(['hpvmnet', '-S', 'web'])).stdout.split('\n').slice(2)).toEqual([
    'web           7 Up      Shared    lan900   0x00306e000002 10.0.0.1    ',
    '',
    '[Port Configuration Details]',
    'Port    Port         Port     Untagged Number of    Active VM',
    'Number  State        Adaptor  VLANID   Reserved VMs',
    '======= ============ ======== ======== ============ ============',
    '3       Active       avio_lan 12       1            db01',
    '',
  ]);
  expect((await host.run(['nwmgr', '-c', 'lan900', '--sc'])).stdout).toContain('membership#current#2,1\n');
  expect(host.state().files['/etc/rc.config.d/hpvmconf']).toContain('HPVMMACADDRFRAMES=2\n');
  expect(host.state().files['/var/opt/hpvmctl/ownership']).toBe('claim vswitch.web\n');
  expect(host.state().guests[0]?.nextNics).toHaveLength(1);
  const { addresses } = host.state();
  host.reboot();
  expect(host.state().addresses).toEqual(addresses);
  expect(host.hazards()).toEqual([]);
});

function nic(name: string, mac: string): Record<string, unknown> {
  const offload = { receiveChecksumOffload: 'off', transmitChecksumOffload: 'off', virtualMtuBytes: 0 };
  return { name, mac, state: 'up', driver: 'iether', interfaceType: '1000Base-T', aggregate: 'lan900', ...offload };
}
