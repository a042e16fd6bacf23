import { SCENARIOS, hostFromScenario, type Scenario } from '../scenario';
import { createSimulatedHost } from '../simulated-host';

const BASE: Scenario = SCENARIOS.vmhost1;

/** The host of the published sessions (Integrity VM 3.5 and 4.x): three vswitches, the third with two guests. */
const BLOG: Scenario = {
  ...BASE,
  listingHeader: 'NamePPA',
  nics: BASE.nics.map((nic) => {
    if (nic.name === 'lan3') return { ...nic, mac: '0x000000000000' };
    return nic.name === 'lan4' ? { ...nic, mac: '0x000cfc0046b9' } : nic;
  }),
  addresses: [
    { interface: 'lan3', address: '192.168.1.12', netmask: '255.255.255.0', isUp: true },
    { interface: 'lan4', address: '10.1.1.99', netmask: '255.255.255.0', isUp: true },
  ],
  vswitches: [
    { name: 'localnet', number: 1, isUp: true, uplink: null },
    { name: 'vlan02', number: 2, isUp: true, uplink: 'lan3' },
    { name: 'devlan12', number: 3, isUp: true, uplink: 'lan4', portVlans: { '5': 120 } },
  ],
  guests: [guest('oradev01', 1, 1), guest('nfstest01', 2, 5)],
};

function guest(name: string, number: number, port: number): Scenario['guests'][number] {
  const nics = [
    { slot: '0,0', adapter: 'lan' as const, mac: `0x56e9e3096a2${String(number)}`, vswitch: 'devlan12', port },
  ];
  return { name, number, osType: 'HPUX', isOn: true, startsWithHost: true, vcpus: 1, memoryGb: 4, storage: [], nics };
}

describe('the listing of hpvmnet', () => {
  test('equals the published listing of Integrity VM 4.x, trailing blanks included', async () => {
    const { stdout } = await createSimulatedHost(BLOG).run(['hpvmnet']);
    expect(stdout).toBe(
      [
        'Name     Number State   Mode      NamePPA  MAC Address    IP Address',
        '======== ====== ======= ========= ======== ============== ===============',
        'localnet      1 Up      Shared             N/A            N/A',
        'vlan02        2 Up      Shared    lan3     0x000000000000 192.168.1.12',
        'devlan12      3 Up      Shared    lan4     0x000cfc0046b9 10.1.1.99   ',
        '',
      ].join('\n'),
    );
  });

  test('says what page 75 of the 4.2.5 release notes says about the quick-start host', async () => {
    const { stdout } = await createSimulatedHost(BASE).run(['/opt/hpvm/bin/hpvmnet']);
    const squeezed = stdout.split('\n').map((line) => line.trim().replace(/ +/g, ' '));
    expect(squeezed).toEqual([
      'Name Number State Mode PPA MAC Address IP Address',
      '======== ====== ======= ========= ====== ============== ===============',
      'localnet 21 Up Shared N/A N/A',
      'vmlan0 22 Up Shared lan0 0x00306ea72c0d 15.13.114.205',
      'vmlan4 23 Up Shared lan4 0x00127942fce3 192.1.2.205',
      'vmlan900 24 Up Shared lan900 0x00306e39815a 192.1.4.205',
      '',
    ]);
  });

  test('shows the ports of one vswitch as the published session does', async () => {
    const { stdout } = await createSimulatedHost(BLOG).run(['hpvmnet', '-S', 'devlan12']);
    expect(stdout.split('\n').slice(2)).toEqual([
      'devlan12      3 Up      Shared    lan4     0x000cfc0046b9 10.1.1.99   ',
      '',
      '[Port Configuration Details]',
      'Port    Port         Port     Untagged Number of    Active VM',
      'Number  State        Adaptor  VLANID   Reserved VMs',
      '======= ============ ======== ======== ============ ============',
      '1       Active       lan      none     1            oradev01',
      '5       Active       lan      120      1            nfstest01',
      '',
    ]);
  });

  test('shows a vswitch that is Down without the addresses of its uplink', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['hpvmnet', '-S', 'vmlan4', '-h'], { stdin: 'y\n' });
    const { stdout } = await host.run(['hpvmnet', '-S', 'vmlan4']);
    expect(stdout.split('\n')[2]?.trimEnd()).toBe('vmlan4       23 Down    Shared    lan4');
    expect(stdout).toContain('1       Down         avio_lan none     1            db01\n');
  });

  test('marks a port whose only guest is off as reserved', async () => {
    const { stdout } = await createSimulatedHost(BASE).run(['hpvmnet', '-S', 'vmlan0']);
    expect(stdout).toContain('1       Reserved     lan      none     1            \n');
  });
});

describe('the questions of hpvmnet', () => {
  test.each(['', '\n', 'n\n', 'maybe\n'])('are answered no by %j, and nothing happens', async (stdin) => {
    const host = createSimulatedHost(BASE);
    const outcome = await host.run(['hpvmnet', '-S', 'vmlan4', '-h'], { stdin });
    expect(outcome.stdout).toBe("hpvmnet: Halt the vswitch 'vmlan4'? [n]: ");
    expect(host.state().vswitches.find(({ name }) => name === 'vmlan4')?.isUp).toBe(true);
  });

  test('are answered yes by y', async () => {
    const host = createSimulatedHost(BASE);
    const halted = await host.run(['hpvmnet', '-S', 'vmlan4', '-h'], { stdin: 'y\n' });
    const removed = await host.run(['hpvmnet', '-d', '-S', 'vmlan4'], { stdin: 'y\n' });
    expect([halted.exitStatus, removed.exitStatus]).toEqual([0, 0]);
    expect(removed.stdout).toBe("hpvmnet: Remove the vswitch 'vmlan4'? [n]: ");
    expect(host.state().vswitches.map(({ name }) => name)).toEqual(['localnet', 'vmlan0', 'vmlan900']);
  });
});

describe('the life of a vswitch', () => {
  test('begins Down and takes its addresses from the uplink at boot', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['hpvmnet', '-c', '-S', 'web', '-n', '3']);
    expect(host.state().vswitches.at(-1)).toMatchObject({ name: 'web', number: 25, isUp: false, capturedMac: null });
    await host.run(['hpvmnet', '-b', '-S', 'web']);
    expect(host.state().vswitches.at(-1)).toMatchObject({
      isUp: true,
      capturedMac: '0x00306e39815c',
      capturedIp: null,
    });
  });

  test('without a PPA is a guest-only one', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['hpvmnet', '-c', '-S', 'quiet']);
    await host.run(['hpvmnet', '-b', '-S', 'quiet']);
    const { stdout } = await host.run(['hpvmnet', '-S', 'quiet']);
    expect(stdout.split('\n')[2]).toBe('quiet        25 Up      Shared           N/A            N/A');
  });

  test.each([
    { why: 'a PPA the host does not have', args: ['-c', '-S', 'web', '-n', '17'] },
    { why: 'a port of an aggregate', args: ['-c', '-S', 'web', '-n', '1'] },
    { why: 'a name longer than eight', args: ['-c', '-S', 'ninechars', '-n', '3'] },
    { why: 'a name that is taken', args: ['-c', '-S', 'vmlan0', '-n', '3'] },
    { why: 'localnet', args: ['-c', '-S', 'localnet'] },
    { why: 'a vswitch that is up already', args: ['-b', '-S', 'vmlan0'] },
    { why: 'a vswitch nobody knows', args: ['-b', '-S', 'nobody'] },
    { why: 'an option nobody knows', args: ['-z'] },
    { why: 'the remembered option -Q', args: ['-h', '-Q', '-S', 'vmlan0'] },
    { why: 'two actions at once', args: ['-b', '-d', '-S', 'vmlan0'] },
    { why: 'a VLAN id beyond 4094', args: ['-S', 'vmlan4', '-u', 'portid:1:vlanid:4095'] },
    { why: 'a VLAN on a port without a guest', args: ['-S', 'vmlan4', '-u', 'portid:7:vlanid:12'] },
    { why: 'a VLAN request in another grammar', args: ['-S', 'vmlan4', '-u', 'port:1:vlan:12'] },
  ])('is refused for $why, and nothing changes', async ({ args }) => {
    const host = createSimulatedHost(BASE);
    const before = host.state();
    const outcome = await host.run(['hpvmnet', ...args], { stdin: 'y\n' });
    expect(outcome.exitStatus).toBe(1);
    expect(outcome.stderr).toMatch(/^(hpvmnet|Usage): /);
    expect({ ...host.state(), clockSeconds: 0 }).toEqual({ ...before, clockSeconds: 0 });
  });

  test('keeps the VLAN id of a port nobody holds yet, where that is assumed', async () => {
    const host = createSimulatedHost({ ...BASE, assumptions: { vlanOnUnusedPort: 'accepted' } });
    await host.run(['hpvmnet', '-S', 'vmlan900', '-u', 'portid:9:vlanid:12']);
    await host.run(['hpvmnet']);
    expect(host.state().vswitches.at(-1)?.portVlans).toEqual({ '9': 12 });
  });

  test('sets and clears the VLAN id of a port without a word', async () => {
    const host = createSimulatedHost(BASE);
    const set = await host.run(['hpvmnet', '-S', 'vmlan900', '-u', 'portid:2:vlanid:120']);
    expect(set).toEqual({ stdout: '', stderr: '', exitStatus: 0 });
    expect((await host.run(['hpvmnet', '-S', 'vmlan900'])).stdout).toContain('avio_lan 120      1            app01');
    await host.run(['hpvmnet', '-S', 'vmlan900', '-u', 'portid:2:vlanid:none']);
    expect((await host.run(['hpvmnet', '-S', 'vmlan900'])).stdout).toContain('avio_lan none     1            app01');
  });
});

test('interpreting a command leaves the given state untouched', async () => {
  const state = hostFromScenario(BASE);
  const text = JSON.stringify(state);
  const host = createSimulatedHost(state);
  await host.run(['hpvmnet', '-S', 'vmlan4', '-h'], { stdin: 'y\n' });
  expect(JSON.stringify(state)).toBe(text);
  expect(JSON.parse(JSON.stringify(host.state()))).toEqual(host.state());
});
