import { SCENARIOS } from '../scenario';
import { createSimulatedHost, type SimulatedHost } from '../simulated-host';

async function run(host: SimulatedHost, ...lines: readonly string[]) {
  const outcomes = [];
  for (const line of lines) outcomes.push(await host.run(line.split(' '), { stdin: 'y\n' }));
  return outcomes.map(({ exitStatus }) => exitStatus);
}

const START = '/sbin/init.d/vswitchmgr start';
const advice = (host: SimulatedHost) =>
  host
    .advisories()
    .filter(({ id }) => id === 'vswitchmgr-not-restarted')
    .map(({ id, detail }) => `${id}: ${detail}`);

test('shows itself in the process list and in its file, until it is stopped', async () => {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  expect(await run(host, START)).toEqual([0]);
  expect(host.state().processes.at(-1)).toEqual({
    pid: 2419,
    user: 'root',
    args: '/sbin/sh /sbin/init.d/vswitchmgr start',
  });
  expect(host.state().files['/tmp/vswitchmgr.pid']).toBe('2419\n');
  expect(await run(host, '/sbin/init.d/vswitchmgr stop')).toEqual([0]);
  expect(host.state().processes).toEqual(SCENARIOS.vmhost1.processes);
  expect(host.state().files['/tmp/vswitchmgr.pid']).toBeUndefined();
});

test('works on old data after a vswitch was made, removed or moved, until it is restarted', async () => {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  await run(host, START, 'hpvmnet -c -S web -n 3');
  expect(advice(host)).toEqual(['vswitchmgr-not-restarted: web']);
  await run(host, 'hpvmnet -d -S web');
  expect(advice(host)).toEqual([]);
  await run(host, 'hpvmnet -h -S vmlan0', 'hpvmnet -d -S vmlan0', 'hpvmnet -c -S vmlan0 -n 3');
  expect(advice(host)).toEqual(['vswitchmgr-not-restarted: vmlan0']);
  await run(host, '/sbin/init.d/vswitchmgr restart');
  expect(advice(host)).toEqual([]);
  expect([...host.hazards(), ...host.outstandingHazards()]).toEqual([]);
});

test('does not care about what has no uplink, and a boot of the host starts it anew', async () => {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  await run(host, START, 'hpvmnet -c -S inner');
  expect(advice(host)).toEqual([]);
  await run(host, 'hpvmnet -c -S web -n 3');
  host.reboot();
  expect(advice(host)).toEqual([]);
});

test('a second one is a hazard', async () => {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  await run(host, START, START);
  expect(host.hazards().map(({ id }) => id)).toEqual(['second-vswitchmgr']);
});

test('ends at once where there is no vswitch with an uplink', async () => {
  const host = createSimulatedHost({ ...SCENARIOS.vmhost1, vswitches: [], guests: [] });
  const outcome = await host.run(START.split(' '));
  expect(outcome).toMatchObject({ stdout: 'Info: No vswitch has been configured\n', exitStatus: 0 });
  expect(host.state().processes).toEqual(SCENARIOS.vmhost1.processes);
});

test.each(['/sbin/init.d/vswitchmgr', '/sbin/init.d/vswitchmgr begin', `${START} now`])('refuses %s', async (line) => {
  expect(await run(createSimulatedHost(SCENARIOS.vmhost1), line)).toEqual([1]);
});
