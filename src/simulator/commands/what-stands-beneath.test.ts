import { SCENARIOS, type Scenario } from '../scenario';
import { createSimulatedHost, type SimulatedHost } from '../simulated-host';

const BASE: Scenario = SCENARIOS.vmhost1;

/** The quick-start host with some of its NICs changed. */
function withNics(changes: Readonly<Record<string, Partial<Scenario['nics'][number]>>>): Scenario {
  return { ...BASE, nics: BASE.nics.map((nic) => ({ ...nic, ...changes[nic.name] })) };
}
async function runAll(host: SimulatedHost, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) await host.run(line.split(' '), { stdin: 'y\n' });
}
const hazardIds = (host: SimulatedHost): readonly string[] => host.hazards().map(({ id }) => id);

describe('a NIC as a port, in script form', () => {
  test.each([
    ['lan3', ['parent_ppa#current# -', 'apa_state#current#Up', 'mode#current#MANUAL', 'key#current#0', 'gc#current#5']],
    ['lan2', ['parent_ppa#current#900', 'mode#current#LAN_MONITOR']],
  ])('%s', async (name, records) => {
    const { stdout } = await createSimulatedHost(BASE).run([
      'nwmgr',
      '-g',
      '-A',
      'all',
      '-c',
      name,
      '-S',
      'apa',
      '--sc',
    ]);
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(records.map((record) => `apa!${name}#${record}`)));
  });

  test('has the key or group capability that it was given', async () => {
    const host = createSimulatedHost(BASE);
    await runAll(host, 'nwmgr -s -A mode=LACP_AUTO -A key=905 -c lan3 -S apa');
    expect((await host.run(['nwmgr', '-c', 'lan3', '-S', 'apa', '--sc'])).stdout).toContain(
      'apa!lan3#key#current#905\n',
    );
    await runAll(host, 'nwmgr -s -A mode=FEC_AUTO -A gc=7 -c lan3 -S apa');
    expect((await host.run(['nwmgr', '-c', 'lan3', '-S', 'apa', '--sc'])).stdout).toContain('apa!lan3#gc#current#7\n');
  });

  test('is shown as a row when no script asks, and is no port when it is no NIC', async () => {
    const host = createSimulatedHost(BASE);
    expect((await host.run(['nwmgr', '-c', 'lan2', '-S', 'apa'])).stdout).toMatch(/^lan2 +900 +Up +LAN_MONITOR/m);
    expect((await host.run(['nwmgr', '-c', 'lan9', '-S', 'apa'])).exitStatus).toBe(6);
  });
});

describe('ports of a group', () => {
  test('of different speeds are a hazard, in a failover group they are none', async () => {
    const host = createSimulatedHost({ ...BASE, vswitches: [], addresses: [] });
    await runAll(host, 'nwmgr -a -A links=3,4 -A mode=LAN_MONITOR -c lan901 -S apa');
    expect(hazardIds(host)).toEqual([]);
    await runAll(
      host,
      'nwmgr -d -S apa -c lan901 -A links=all --force',
      'nwmgr -a -A links=3,4 -A mode=MANUAL -c lan901 -S apa',
    );
    expect(hazardIds(host)).toEqual(['mixed-speed-ports']);
  });

  test('with a key that no aggregate has are a hazard', async () => {
    const host = createSimulatedHost(BASE);
    await runAll(host, 'nwmgr -s -A key=901 -c lan901 -S apa', 'nwmgr -s -A mode=LACP_AUTO -A key=902 -c lan3 -S apa');
    expect(hazardIds(host)).toEqual(['port-without-aggregate']);
  });

  test('are at most eight in an aggregate', async () => {
    const [spare] = BASE.nics.filter(({ name }) => name === 'lan3');
    const nics = Array.from({ length: 9 }, (_, index) => ({
      ...spare,
      name: `lan${String(20 + index)}`,
    })) as Scenario['nics'];
    const host = createSimulatedHost({ ...BASE, nics: [...BASE.nics, ...nics] });
    const add = (links: string) =>
      host.run(['nwmgr', '-a', '-A', `links=${links}`, '-A', 'mode=MANUAL', '-c', 'lan901', '-S', 'apa']);
    expect(await add('20,21,22,23,24,25,26,27,28')).toMatchObject({ exitStatus: 7 });
    expect(await add('20,21,22,23,24,25,26,27')).toMatchObject({ exitStatus: 0 });
    expect(await add('28')).toMatchObject({ exitStatus: 7 });
  });
});

describe('a vswitch over a card that does not carry guests', () => {
  test.each([
    [{ driver: 'gelan' }, ['unsupported-driver']],
    [{ description: 'HP A5506B PCI 10/100Base-TX 4 Port' }, []],
    [{}, []],
  ])('%j: %j', async (card, hazards) => {
    const host = createSimulatedHost(withNics({ lan3: card }));
    await runAll(host, 'hpvmnet -c -S web -n 3');
    expect(hazardIds(host)).toEqual(hazards);
  });

  test('is advised against where it is only unreliable, itself or in a group', async () => {
    const host = createSimulatedHost(withNics({ lan2: { description: 'HP A5506B PCI 10/100Base-TX 4 Port' } }));
    const unreliable = () => host.advisories().filter(({ id }) => id === 'unreliable-card');
    expect(unreliable().map(({ detail }) => detail)).toEqual(['vmlan900: over lan2 (A5506B)']);
    await runAll(host, 'hpvmnet -h -S vmlan900', 'nwmgr -d -S apa -c lan900 -A links=2 --force');
    expect(unreliable()).toEqual([]);
  });
});

test('a guest that boots while the NIC behind its vswitch has no link does not claim its AVIO interface', async () => {
  const host = createSimulatedHost(withNics({ lan0: { hasLink: false } }));
  await runAll(host, 'hpvmmodify -P test01 -a network:avio_lan:0,2:vswitch:vmlan0:portid:2', 'hpvmstart -P test01');
  expect(hazardIds(host)).toEqual(['guest-started-without-link']);
  const nics = host.state().guests.find(({ name }) => name === 'test01')?.nics;
  expect(nics?.map(({ slot, isClaimed }) => [slot, isClaimed])).toEqual([
    ['0,1', true],
    ['0,2', false],
  ]);
});
