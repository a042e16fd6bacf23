import { SCENARIOS } from '../scenario';
import { createSimulatedHost, type SimulatedHost } from '../simulated-host';

async function run(host: SimulatedHost, ...lines: readonly string[]) {
  const outcomes = [];
  for (const line of lines) outcomes.push(await host.run(line.split(' ')));
  return outcomes.map(({ exitStatus }) => exitStatus);
}

const hazards = (host: SimulatedHost) => host.hazards().map(({ id, detail }) => `${id}: ${detail}`);

test('lists devices that guests use in the form of the published line, vswitches shared by default', async () => {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  await run(host, 'hpvmdevmgmt -m gdev:vmlan900:attr:SHARE=NO');
  const { stdout } = await host.run(['hpvmdevmgmt', '-l', 'gdev']);
  const [storage, ...vswitches] = stdout.trimEnd().split('\n').sort();
  expect(storage).toMatch(/^\/dev\/.*:CONFIG=gdev,EXIST=YES,DEVTYPE=DISK,SHARE=NO:db01:$/);
  expect(vswitches.filter((line) => !line.startsWith('/'))).toEqual([
    'localnet:CONFIG=gdev,EXIST=YES,DEVTYPE=SWITCH,SHARE=YES:web01:',
    'vmlan0:CONFIG=gdev,EXIST=YES,DEVTYPE=SWITCH,SHARE=YES:test01:',
    'vmlan4:CONFIG=gdev,EXIST=YES,DEVTYPE=SWITCH,SHARE=YES:db01,web01:',
    'vmlan900:CONFIG=gdev,EXIST=YES,DEVTYPE=SWITCH,SHARE=NO:db01,app01:',
  ]);
});

test.each([
  'hpvmdevmgmt',
  'hpvmdevmgmt -l env',
  'hpvmdevmgmt -l gdev -m gdev:vmlan4:attr:SHARE=NO',
  'hpvmdevmgmt -l gdev more',
  'hpvmdevmgmt -m gdev:vmlan4:attr:SHARE=MAYBE',
  'hpvmdevmgmt -m gdev:nobody:attr:SHARE=NO',
])('refuses %s', async (line) => {
  expect(await run(createSimulatedHost(SCENARIOS.vmhost1), line)).toEqual([1]);
});

describe('a vswitch with SHARE=NO', () => {
  test('keeps a second guest from starting while one runs, and no longer when it is shared again', async () => {
    const host = createSimulatedHost(SCENARIOS.vmhost1);
    const setUp = [
      'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan4:portid:7',
      'hpvmdevmgmt -m gdev:vmlan4:attr:SHARE=NO',
    ];
    expect(await run(host, ...setUp, 'hpvmstart -P test01')).toEqual([0, 0, 1]);
    expect(hazards(host)).toEqual(['unshared-vswitch-used-twice: vmlan4 is used by db01; test01 was to start']);
    expect(await run(host, 'hpvmdevmgmt -m gdev:vmlan4:attr:SHARE=YES', 'hpvmstart -P test01')).toEqual([0, 0]);
  });

  test('lets its one guest start', async () => {
    const host = createSimulatedHost(SCENARIOS.vmhost1);
    expect(await run(host, 'hpvmdevmgmt -m gdev:vmlan0:attr:SHARE=NO', 'hpvmstart -P test01')).toEqual([0, 0]);
    expect(hazards(host)).toEqual([]);
  });

  test('records that a second guest gets a NIC on it, added or moved, and no second NIC of the same guest', async () => {
    const host = createSimulatedHost(SCENARIOS.vmhost1);
    const lines = [
      'hpvmdevmgmt -m gdev:vmlan4:attr:SHARE=NO',
      'hpvmdevmgmt -m gdev:vmlan0:attr:SHARE=NO',
      'hpvmmodify -P test01 -a network:lan:0,3:vswitch:vmlan0:portid:6',
      'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan4:portid:7',
      'hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan4:portid:8',
      'hpvmmodify -P app01 -a network:avio_lan:0,5:vswitch:vmlan4:portid:9',
      // Two guests have it already; what stays there is given to nobody.
      'hpvmmodify -P test01 -m network:lan:0,2:vswitch:vmlan4:portid:7',
    ];
    expect(await run(host, ...lines)).toEqual([0, 0, 0, 0, 0, 1, 0]);
    expect(hazards(host)).toEqual([
      'unshared-vswitch-used-twice: vmlan4 belongs to db01 alone and was given to test01',
      'unshared-vswitch-used-twice: vmlan4 belongs to db01 alone and was given to test01',
      'unshared-vswitch-used-twice: vmlan4 belongs to db01 alone and was given to app01',
    ]);
  });
});

describe('hpvmmodify -x', () => {
  test('a guest that is not registered is not started, and nothing of it is changed until it is registered again', async () => {
    const host = createSimulatedHost(SCENARIOS.vmhost1);
    const add = 'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0';
    expect(await run(host, 'hpvmmodify -P test01 -x register_status=disabled', add, 'hpvmstart -P test01')).toEqual([
      0, 1, 1,
    ]);
    expect(hazards(host)).toEqual([
      'guest-not-modifiable: test01 was to be changed on a host it was migrated away from',
    ]);
    expect((await host.run(['hpvmstatus'])).stdout).toContain('Off (NR)');
    const { stdout } = await host.run(['hpvmstatus', '-P', 'test01', '-V']);
    expect(stdout).toContain(
      '\nRunnable status : Not Runnable\nModify status : Not Modify\nVisible status : Not Visible\n',
    );
    expect(await run(host, 'hpvmmodify -P test01 -x register_status=enabled', add)).toEqual([0, 0]);
  });

  test('each of the three is switched alone too', async () => {
    const host = createSimulatedHost(SCENARIOS.vmhost1);
    expect(await run(host, 'hpvmmodify -P test01 -x modify_status=disabled', 'hpvmstart -P test01')).toEqual([0, 0]);
    expect(host.state().guests.find(({ name }) => name === 'test01')?.disabledStatus).toEqual(['modify']);
    expect(await run(host, 'hpvmmodify -P test01 -x modify_status=off')).toEqual([1]);
  });
});

test('a guest that starts with more than 60 NICs endangers the host', async () => {
  const start = async (count: number) => {
    const host = createSimulatedHost(SCENARIOS.vmhost1);
    const added = Array.from({ length: count - 1 }, (_, index) => {
      const place = index + 2;
      return `-a network:lan:${String(Math.floor(place / 8))},${String(place % 8)}:vswitch:vmlan0`;
    });
    expect(await run(host, `hpvmmodify -P test01 ${added.join(' ')}`, 'hpvmstart -P test01')).toEqual([0, 0]);
    return hazards(host);
  };
  expect(await start(60)).toEqual([]);
  expect(await start(61)).toEqual(['too-many-guest-nics: test01 has 61 NICs']);
});
