import { SCENARIOS, type Scenario } from '../scenario';
import { createSimulatedHost } from '../simulated-host';

const BASE: Scenario = SCENARIOS.vmhost1;

async function output(argv: readonly string[], scenario: Scenario = BASE): Promise<string> {
  return (await createSimulatedHost(scenario).run(argv)).stdout;
}

describe('ifconfig', () => {
  test('shows flags, CKO among them, and the netmask as bare hex', async () => {
    expect(await output(['ifconfig', 'lan4'])).toBe(
      'lan4: flags=1843<UP,BROADCAST,RUNNING,MULTICAST,CKO>\n        inet 192.1.2.205 netmask ffffff00 broadcast 192.1.2.255\n',
    );
    expect(await output(['ifconfig', 'lan0'])).toContain('lan0: flags=843<UP,BROADCAST,RUNNING,MULTICAST>\n');
  });

  test('ends with 1 for an interface without an address', async () => {
    expect(await createSimulatedHost(BASE).run(['ifconfig', 'lan3'])).toMatchObject({ stdout: '', exitStatus: 1 });
  });

  test('unplumbs and gives an address, as long as the host runs', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['ifconfig', 'lan4', 'unplumb']);
    await host.run(['ifconfig', 'lan3', 'inet', '10.0.0.7', 'netmask', '255.255.255.0', 'up']);
    expect((await host.run(['netstat', '-in'])).stdout).toMatch(/^lan3 +1500 10\.0\.0\.0 +10\.0\.0\.7 /m);
    host.reboot();
    const { stdout } = await host.run(['netstat', '-in']);
    expect(stdout).not.toContain('lan3');
    expect(stdout).toContain('lan4');
  });

  test.each([
    [['ifconfig']],
    [['ifconfig', 'lan3', 'inet', '10.0.0.777', 'netmask', '255.0.0.0']],
    [['ifconfig', 'lan3', 'hello']],
  ])('%j is a usage error', async (argv) => {
    expect(await createSimulatedHost(BASE).run(argv)).toMatchObject({ exitStatus: 1 });
  });
});

test('netstat -in has nine columns and a star behind what is down', async () => {
  const [first, ...rest] = BASE.addresses;
  const addresses = first === undefined ? [] : [{ ...first, isUp: false }, ...rest];
  const lines = (await output(['netstat', '-in'], { ...BASE, addresses })).trimEnd().split('\n');
  expect(lines.map((line) => line.trim().split(/ +/).length)).toEqual(lines.map(() => 9));
  expect(lines[1]).toMatch(/^lan0\* /);
});

describe('lanscan', () => {
  test('has ten words a row and leaves the ports of an aggregate out', async () => {
    const lines = (await output(['lanscan'])).trimEnd().split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Hardware Station        Crd Hdw   Net-Interface  NM  MAC       HP-DLPI DLPI',
      'Path     Address        In# State NamePPA        ID  Type      Support Mjr#',
      '0/1/2/0  0x00306EA72C0D 0   UP    lan0 snap0     1   ETHER     Yes     119',
    ]);
    expect(lines.slice(2).map((line) => line.split(/ +/).length)).toEqual(lines.slice(2).map(() => 10));
    expect(lines.join('\n')).not.toMatch(/lan1 |lan2 /);
    expect(lines.at(-1)).toBe('LinkAgg4 0x000000000000 904 DOWN  lan904 snap904 8   ETHER     Yes     119');
  });

  test('-iap prints the published line, trailing blanks included', async () => {
    const nics = BASE.nics.slice(3, 4).map((nic) => ({ ...nic, name: 'lan1', mac: '0x0017a47708a4' }));
    const network = { ...BASE.network, aggregates: [] };
    const text = await output(['lanscan', '-iap'], {
      ...BASE,
      nics,
      network,
      addresses: [],
      vswitches: [],
      guests: [],
    });
    expect(text.split('\n')[0]).toBe('0x0017A47708A4 lan1 snap1     1  ');
  });

  test('-q names the ports behind their aggregate', async () => {
    expect(await output(['lanscan', '-q'])).toBe('0\n3\n4\n900 1 2\n901\n902\n903\n904\n');
  });
});

test('ioscan -FnkClan knows the physical cards only, in the documented fields', async () => {
  const rows = (await output(['ioscan', '-FnkClan']))
    .trimEnd()
    .split('\n')
    .map((line) => line.split(':'));
  expect(rows.map((fields) => [fields[8], fields[9], fields[10], fields[12], fields[15], fields[16]])).toContainEqual([
    ...['lan', 'iexgbe', '0/5/1/0', '4', 'CLAIMED', 'INTERFACE'],
  ]);
  expect(rows).toHaveLength(5);
});

describe('who and what the host is', () => {
  test.each([
    { argv: ['uname', '-n'], text: 'vmhost1\n' },
    { argv: ['uname', '-r'], text: 'B.11.31\n' },
    { argv: ['model'], text: 'ia64 hp server rx6600\n' },
    { argv: ['hpvminfo'], text: 'hpvminfo: Running on an HPVM host.\n' },
  ])('$argv', async ({ argv, text }) => {
    expect(await output(argv)).toBe(text);
  });

  test('swlist lists bundles behind comment lines', async () => {
    const lines = (await output(['swlist'])).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines.at(-1)).toBe('  T2767AC               B.04.20.05     Integrity VM');
  });

  test('a guest says so, and has no other command of Integrity VM', async () => {
    const guest = createSimulatedHost({ ...BASE, role: 'guest' });
    expect((await guest.run(['hpvminfo'])).stdout).toBe('hpvminfo: Running inside an HPVM guest.\n');
    expect((await guest.run(['/opt/hpvm/bin/hpvmnet'])).exitStatus).toBe(127);
  });

  test('an 11i v2 host has no nwmgr', async () => {
    expect((await createSimulatedHost({ ...BASE, osRelease: 'B.11.23' }).run(['/usr/sbin/nwmgr'])).exitStatus).toBe(
      127,
    );
  });

  test('ps takes -o only with UNIX95 set', async () => {
    const host = createSimulatedHost(BASE);
    const argv = ['ps', '-e', '-o', 'pid,user,args'];
    expect((await host.run(argv)).exitStatus).toBe(1);
    expect((await host.run(argv, { environment: { UNIX95: '1' } })).stdout).toMatch(/^ +1 root +init$/m);
  });
});

describe('ch_rc', () => {
  const HPVMCONF = '/etc/rc.config.d/hpvmconf';
  const NETCONF = '/etc/rc.config.d/netconf';

  test('adds, changes, lists and removes one variable, literally named', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=1', HPVMCONF]);
    await host.run(['ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=2', HPVMCONF]);
    expect((await host.run(['ch_rc', '-l', '-p', 'HPVMMACADDRFRAMES', HPVMCONF])).stdout).toBe('2\n');
    expect(host.state().files[HPVMCONF]?.match(/HPVMMACADDRFRAMES/g)).toHaveLength(1);
    await host.run(['ch_rc', '-r', '-p', 'HPVMMACADDRFRAMES', HPVMCONF]);
    expect(host.state().files[HPVMCONF]).not.toContain('HPVMMACADDRFRAMES');
    await host.run(['ch_rc', '-a', '-p', 'INTERFACE_NAME[1]=lan900', NETCONF]);
    expect(host.state().files[NETCONF]).toContain('\nINTERFACE_NAME[1]=lan900\nIP_ADDRESS[1]=');
    expect(host.state().files[NETCONF]).toContain('INTERFACE_NAME[0]="lan0"');
  });

  test('ends with 1 for usage, 2 for a file it cannot read, 5 for an addition without a file', async () => {
    const host = createSimulatedHost(BASE);
    expect((await host.run(['ch_rc', '-p', 'X=1', HPVMCONF])).exitStatus).toBe(1);
    expect((await host.run(['ch_rc', '-a', '-p', 'X=1', '/etc/nothing'])).exitStatus).toBe(2);
    expect((await host.run(['ch_rc', '-a', '-p', 'X=1'])).exitStatus).toBe(5);
  });
});
