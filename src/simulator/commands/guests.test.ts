import { SCENARIOS, type Scenario } from '../scenario';
import { createSimulatedHost } from '../simulated-host';

const BASE: Scenario = SCENARIOS.vmhost1;

function guest(facts: Partial<Scenario['guests'][number]>): Scenario['guests'][number] {
  const rest = { osType: 'HPUX', isOn: true, startsWithHost: true, vcpus: 4, memoryGb: 16 };
  return { name: 'oratest01', number: 1, ...rest, storage: [], nics: [], ...facts };
}

describe('hpvmstatus', () => {
  test('lists guests as the published session does', async () => {
    const nics = (['0,0', '0,1', '0,2'] as const).map((slot, index) => ({
      ...{ slot, adapter: 'lan' as const, mac: `0x56e9e3096a2${String(index)}`, vswitch: 'localnet', port: index + 1 },
    }));
    const guests = [
      guest({ storage: Array<string>(10).fill('disk'), nics }),
      guest({
        name: 'sapvm01',
        number: 3,
        isOn: false,
        vcpus: 3,
        memoryGb: 8,
        storage: Array<string>(8).fill('disk'),
        nics,
      }),
    ];
    const { stdout } = await createSimulatedHost({ ...BASE, guests }).run(['hpvmstatus']);
    expect(stdout).toBe(
      [
        '[Virtual Machines]',
        'Virtual Machine Name VM #  OS Type State     #VCPUs #Devs #Nets Memory  Runsysid',
        '==================== ===== ======= ========= ====== ===== ===== ======= ========',
        'oratest01                1 HPUX    On (OS)        4    10     3   16 GB        0',
        'sapvm01                  3 HPUX    Off            3     8     3    8 GB        0',
        '',
      ].join('\n'),
    );
  });

  const published = guest({
    nics: [
      { slot: '0,0', adapter: 'lan', mac: '0x56e9e3096a22', vswitch: 'vlan02', port: 8 },
      { slot: '0,1', adapter: 'lan', mac: '0xaed6f7fa4e3e', vswitch: 'localnet', port: 8 },
    ],
  });

  test('shows the NICs of a guest with dashed, lower-case addresses', async () => {
    const { stdout } = await createSimulatedHost({ ...BASE, guests: [published] }).run([
      'hpvmstatus',
      '-P',
      'oratest01',
    ]);
    expect(stdout.split('\n').slice(5)).toEqual([
      '[Network Interface Details]',
      'Interface Adaptor    Name/Num   PortNum Bus Dev Ftn Mac Address',
      '========= ========== ========== ======= === === === =================',
      'vswitch   lan        vlan02     8         0   0   0 56-e9-e3-09-6a-22',
      'vswitch   lan        localnet   8         0   1   0 ae-d6-f7-fa-4e-3e',
      '',
    ]);
  });

  test('prints device strings with 0x and upper case, and the port only since 4.0', async () => {
    const old = BASE.bundles.map((bundle) =>
      bundle.title === 'Integrity VM' ? { ...bundle, revision: 'A.03.50' } : bundle,
    );
    const before = await createSimulatedHost({ ...BASE, guests: [published], bundles: old }).run([
      'hpvmstatus',
      '-P',
      'oratest01',
      '-d',
    ]);
    expect(before.stdout).toBe(
      [
        '[Virtual Machine Devices]',
        '[Network Interface Details]',
        'network:lan:0,0,0x56E9E3096A22:vswitch:vlan02',
        'network:lan:0,1,0xAED6F7FA4E3E:vswitch:localnet',
        '',
      ].join('\n'),
    );
    const since = await createSimulatedHost({ ...BASE, guests: [published] }).run([
      'hpvmstatus',
      '-P',
      'oratest01',
      '-d',
    ]);
    expect(since.stdout).toContain('network:lan:0,0,0x56E9E3096A22:vswitch:vlan02:portid:8\n');
  });

  test('prints one verbose block for each NIC', async () => {
    const { stdout } = await createSimulatedHost(BASE).run(['hpvmstatus', '-P', 'web01', '-V']);
    expect(stdout).toContain(
      [
        '[Network Interface Details]',
        'Physical Storage type :vswitch',
        'Guest Adaptor type :avio_lan',
        'Backing :vmlan4',
        'Vswitch Port :2',
        'Bus :0',
        'Device :1',
        'Function :0',
        'Mac Address :2a-2e-5a-05-0a-ba',
        '',
      ].join('\n'),
    );
  });
});

describe('hpvmmodify', () => {
  const nicsOf = (host: ReturnType<typeof createSimulatedHost>, name: string) =>
    host.state().guests.find((each) => each.name === name)?.nics ?? [];

  test('adds an AVIO NIC to a running guest at once, with a generated address and the next free port', async () => {
    const host = createSimulatedHost(BASE);
    const outcome = await host.run(['hpvmmodify', '-P', 'web01', '-a', 'network:avio_lan::vswitch:vmlan900']);
    expect(outcome.exitStatus).toBe(0);
    const added = nicsOf(host, 'web01').at(-1);
    expect(added).toMatchObject({ slot: '0,3', vswitch: 'vmlan900', port: 3, isClaimed: true });
    expect(Number.parseInt(added?.mac.slice(2, 4) ?? '', 16) & 3).toBe(2);
    expect(host.hazards()).toEqual([]);
  });

  test('generates the same addresses from the same seed', async () => {
    const added = async (seed: number): Promise<string | undefined> => {
      const host = createSimulatedHost(BASE, { seed });
      await host.run(['hpvmmodify', '-P', 'test01', '-a', 'network:lan:0,5:vswitch:vmlan0']);
      return nicsOf(host, 'test01').at(-1)?.mac;
    };
    expect(await added(7)).toBe(await added(7));
    expect(await added(7)).not.toBe(await added(8));
  });

  test('keeps a change of an emulated NIC on a running guest for its next start', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['hpvmmodify', '-P', 'web01', '-m', 'network:lan:0,2:vswitch:vmlan0:portid:4']);
    expect(nicsOf(host, 'web01').at(-1)).toMatchObject({ vswitch: 'localnet' });
    expect(host.hazards().map(({ id }) => id)).toEqual(['change-waits-for-restart']);
    await host.run(['hpvmstop', '-P', 'web01']);
    await host.run(['hpvmstart', '-P', 'web01']);
    expect(nicsOf(host, 'web01').at(-1)).toMatchObject({ vswitch: 'vmlan0', port: 4, mac: '0x66f3f84e37d5' });
  });

  test('reserves the port of a change that waits, without making it active', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['hpvmmodify', '-P', 'web01', '-m', 'network:lan:0,2:vswitch:vmlan900:portid:3']);
    expect((await host.run(['hpvmnet', '-S', 'vmlan900'])).stdout).toContain('3       Reserved     lan ');
    await host.run(['hpvmmodify', '-P', 'test01', '-a', 'network:lan:0,5:vswitch:vmlan900']);
    expect(nicsOf(host, 'test01').at(-1)).toMatchObject({ port: 4 });
  });

  test('makes a live change in the waiting configuration too', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['hpvmmodify', '-P', 'web01', '-m', 'network:lan:0,2:vswitch:vmlan0:portid:4']);
    await host.run(['hpvmmodify', '-P', 'web01', '-a', 'network:avio_lan:0,3:vswitch:vmlan900']);
    await host.run(['hpvmstop', '-P', 'web01']);
    expect(nicsOf(host, 'web01').map(({ slot, vswitch }) => [slot, vswitch])).toEqual([
      ['0,1', 'vmlan4'],
      ['0,2', 'vmlan0'],
      ['0,3', 'vmlan900'],
    ]);
  });

  test('deletes a NIC by the string hpvmstatus -d prints, and only by a matching one', async () => {
    const host = createSimulatedHost(BASE);
    const wrong = 'network:avio_lan:0,1,0x0A41C7D20B16:vswitch:vmlan900:portid:2';
    expect((await host.run(['hpvmmodify', '-P', 'app01', '-d', wrong])).exitStatus).toBe(1);
    const { stdout } = await host.run(['hpvmstatus', '-P', 'app01', '-d']);
    const text = /network:.*/.exec(stdout)?.[0] ?? '';
    expect((await host.run(['hpvmmodify', '-P', 'app01', '-d', text])).exitStatus).toBe(0);
    expect(nicsOf(host, 'app01')).toEqual([]);
  });

  test('takes the VLAN id off a port that nobody holds any more', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['hpvmnet', '-S', 'vmlan900', '-u', 'portid:2:vlanid:12']);
    await host.run([
      'hpvmmodify',
      '-P',
      'app01',
      '-d',
      'network:avio_lan:0,1,0x0A41C7D20B15:vswitch:vmlan900:portid:2',
    ]);
    expect(host.state().vswitches.find(({ name }) => name === 'vmlan900')?.portVlans).toEqual({});
  });

  test('takes one second of the clock for each address check', async () => {
    const host = createSimulatedHost(BASE);
    const before = host.state().clockSeconds;
    await host.run(['hpvmmodify', '-P', 'test01', '-a', 'network:lan:0,5:vswitch:vmlan0']);
    expect(host.state().clockSeconds - before).toBe(4);
  });

  test.each([
    { why: 'a guest nobody has', args: ['-P', 'ghost', '-a', 'network:lan::vswitch:vmlan0'] },
    { why: 'a vswitch nobody has', args: ['-P', 'test01', '-a', 'network:lan::vswitch:ghost'] },
    { why: 'a slot that is taken', args: ['-P', 'test01', '-a', 'network:lan:0,1:vswitch:vmlan0'] },
    { why: 'the slot of a disk', args: ['-P', 'test01', '-a', 'network:lan:0,0:vswitch:vmlan0'] },
    { why: 'a slot that does not exist', args: ['-P', 'test01', '-a', 'network:lan:0,8:vswitch:vmlan0'] },
    { why: 'a multicast address', args: ['-P', 'test01', '-a', 'network:lan:,,0x03aabbccddee:vswitch:vmlan0'] },
    { why: 'a global address', args: ['-P', 'test01', '-a', 'network:lan:,,0x00aabbccddee:vswitch:vmlan0'] },
    { why: 'an adapter nobody knows', args: ['-P', 'test01', '-a', 'network:vio:0,3:vswitch:vmlan0'] },
    { why: 'a port beyond 511', args: ['-P', 'test01', '-a', 'network:lan:0,3:vswitch:vmlan0:portid:512'] },
  ])('refuses $why', async ({ args }) => {
    const host = createSimulatedHost(BASE);
    const before = host.state().guests;
    const outcome = await host.run(['hpvmmodify', ...args]);
    expect(outcome.exitStatus).toBe(1);
    expect(host.state().guests).toEqual(before);
  });
});

describe('starting a guest', () => {
  test('talks on stderr and ends with 0', async () => {
    const outcome = await createSimulatedHost(BASE).run(['hpvmstart', '-P', 'test01']);
    expect(outcome).toEqual({
      stdout: '',
      stderr: "hpvmstart: Successful start initiation of guest 'test01'\n",
      exitStatus: 0,
    });
  });

  test('warns of a MAC address in use, still with 0', async () => {
    const guests = BASE.guests.map((each) =>
      each.name === 'test01' ? { ...each, nics: each.nics.map((nic) => ({ ...nic, mac: '0x56e9e3096a22' })) } : each,
    );
    const outcome = await createSimulatedHost({ ...BASE, guests }).run(['hpvmstart', '-P', 'test01']);
    expect(outcome.exitStatus).toBe(0);
    expect(outcome.stderr).toContain('    Warning 1 on item vmlan0: Guest MAC address for switch vmlan0 is in use.\n');
  });
});
