import { SCENARIOS, type Scenario } from '../scenario';
import { createSimulatedHost } from '../simulated-host';

const BASE: Scenario = SCENARIOS.vmhost1;

/** Published 11i v3 capture: a port, its aggregate, a VLAN over the aggregate, an empty aggregate. */
const CAPTURE: Scenario = {
  ...BASE,
  nics: [
    { ...nic('lan0'), mac: '0x0017a4770428' },
    { ...nic('lan1'), mac: '0x0017a477042a' },
  ],
  network: {
    nicAttributes: {},
    aggregates: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan0'], lb: 'LB_MAC', key: null, gc: null }],
    portModes: [],
    vlans: [{ name: 'lan5000', vlanId: 120, uplink: 'lan900', label: 'UNNAMED', pri: 0, tos: 0 }],
  },
  addresses: [],
  vswitches: [],
  guests: [],
};

function nic(name: string): Scenario['nics'][number] {
  const facts = { driver: 'iexgbe', interfaceType: '10GBASE-KR', speedMbps: 10_000, hasLink: true, description: '' };
  return { name, mac: '', hardwarePath: '0/0/0/1/0', ...facts };
}

/** Published session: a failover group of lan0 and lan1. */
const FAILOVER: Scenario = {
  ...CAPTURE,
  nics: CAPTURE.nics.map((each) => ({ ...each, speedMbps: 1000 })),
  network: {
    ...CAPTURE.network,
    aggregates: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan0', 'lan1'], lb: 'LB_HS', key: null, gc: null }],
    vlans: [],
  },
};

describe('what nwmgr prints', () => {
  test.each([[['nwmgr']], [['nwmgr', '-g']]])('%j is the table of the published capture', async (argv) => {
    const { stdout } = await createSimulatedHost(CAPTURE).run(argv);
    expect(stdout.split('\n').slice(0, 9)).toEqual([
      '',
      'Name/          Interface Station          Sub-   Interface      Related',
      'ClassInstance  State     Address        system   Type           Interface',
      '============== ========= ============== ======== ============== =========',
      'lan0           UP        0x0017A4770428 iexgbe   10GBASE-KR     lan900',
      'lan1           UP        0x0017A477042A iexgbe   10GBASE-KR',
      'lan900         UP        0x0017A4770428 hp_apa   hp_apa',
      'lan5000        UP        0x0017A4770428 vlan     vlan           lan900',
      'lan901         DOWN      0x000000000000 hp_apa   hp_apa',
    ]);
  });

  test('the aggregates, with blanks in the speed cell and empty ones listed', async () => {
    const { stdout } = await createSimulatedHost(FAILOVER).run(['nwmgr', '-g', '-S', 'apa']);
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      'Class    Mode        Load      Speed-               Membership',
      'Instance             Balancing Duplex',
      '======== =========== ========= ==================== ===========================',
      'lan900   LAN_MONITOR LB_HS     1 Gbps Full Duplex   0,1',
      'lan901   Not_Enabled LB_MAC    0 Mbps                -',
    ]);
  });

  test('one aggregate', async () => {
    const { stdout } = await createSimulatedHost(FAILOVER).run(['nwmgr', '-S', 'apa', '-I', '900']);
    expect(stdout).toBe(
      [
        'Class    Parent APA         Mode        Load      Membership',
        'Instance PPA    State                   Balancing',
        '======== ====== =========== =========== ========= =============================',
        'lan900    -     Up          LAN_MONITOR LB_HS     0,1',
        '',
      ].join('\n'),
    );
  });

  test('script records of an aggregate as in the APA guide, the blank before "-" included', async () => {
    const { stdout } = await createSimulatedHost(BASE).run(['nwmgr', '-c', 'lan900', '--sc']);
    expect(stdout).toBe(
      [
        'apa!lan900#parent_ppa#current# -',
        'apa!lan900#apa_state#current#Up',
        'apa!lan900#mode#current#LAN_MONITOR',
        'apa!lan900#lb#current#LB_HS',
        'apa!lan900#membership#current#1,2',
        '',
      ].join('\n'),
    );
  });

  test('everything about an LACP aggregate as in the published capture', async () => {
    const nics = ['lan5', 'lan1'].map((name) => ({ ...nic(name), mac: '0x00215a797f47', speedMbps: 1000 }));
    const aggregate = {
      name: 'lan900',
      mode: 'LACP_AUTO' as const,
      ports: ['lan5', 'lan1'],
      lb: 'LB_MAC' as const,
      key: 900,
      gc: null,
    };
    const network = { ...CAPTURE.network, aggregates: [aggregate], vlans: [] };
    const { stdout } = await createSimulatedHost({ ...CAPTURE, nics, network }).run([
      'nwmgr',
      '-v',
      '-c',
      'lan900',
      '-S',
      'apa',
    ]);
    expect(stdout.replace(/(Network Management ID) = \d+/, '$1 = 17')).toBe(
      [
        'lan900 current values:',
        '   Speed = 2 Gbps Full Duplex',
        '   MTU = 1500',
        '   Virtual Maximum Transmission Unit = 0',
        '   MAC Address = 0x00215a797f47',
        '   Network Management ID = 17',
        '   Features = Linkagg Interface',
        '              IPV4 Recv CKO',
        '              IPV4 Send CKO',
        '              VLAN Support',
        '              VLAN Tag Offload',
        '              64Bit MIB Support',
        '   Load Distribution Algorithm = LB_MAC',
        '   Mode = LACP_AUTO',
        '   Parent PPA =  -',
        '   APA State = Up',
        '   Membership = 5,1',
        '   Active Port(s) = 5,1',
        '   Not Ready Port(s) =  -',
        '   Key = 900',
        '   Operational Key = 0',
        '   Fixed Mac Address = off',
        '',
      ].join('\n'),
    );
  });

  test('one attribute: a heading, then label = value', async () => {
    const { stdout } = await createSimulatedHost(BASE).run(['nwmgr', '-g', '-A', 'mtu', '-c', 'lan0']);
    expect(stdout).toBe('lan0 current values:\n   MTU = 1500\n');
  });

  test('script records of a NIC', async () => {
    const { stdout } = await createSimulatedHost(BASE).run(['nwmgr', '-g', '-A', 'all', '-c', 'lan4', '--sc']);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        'iexgbe!lan4#rx_cko#current#on',
        'iexgbe!lan4#tx_cko#current#on',
        'iexgbe!lan4#vmtu#current#32160',
      ]),
    );
  });

  test('a star on a port without link', async () => {
    const nics = BASE.nics.map((each) => ({ ...each, hasLink: each.name !== 'lan2' }));
    const { stdout } = await createSimulatedHost({ ...BASE, nics }).run(['nwmgr', '-c', 'lan900', '--sc']);
    expect(stdout).toContain('apa!lan900#membership#current#1,2*\n');
  });
});

describe('attributes of a NIC', () => {
  test('run at once and come back at a boot only when they were saved', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['nwmgr', '-s', '-f', '-A', 'vmtu=0', '-c', 'lan4']);
    await host.run(['nwmgr', '-s', '-f', '-A', 'tx_cko=off', '-c', 'lan4']);
    await host.run(['nwmgr', '-s', '-A', 'all', '--sa', '--fr', 'cu', '-c', 'lan4']);
    await host.run(['nwmgr', '-s', '-f', '-A', 'rx_cko=off', '-c', 'lan4']);
    expect(host.state().running.nicAttributes['lan4']).toMatchObject({ vmtu: 0, tx_cko: 'off', rx_cko: 'off' });
    host.reboot();
    expect(host.state().running.nicAttributes['lan4']).toMatchObject({ vmtu: 0, tx_cko: 'off', rx_cko: 'on' });
  });

  test('TSO cannot be switched on without transmit CKO', async () => {
    const outcome = await createSimulatedHost(BASE).run(['nwmgr', '-s', '-A', 'vmtu=32160', '-c', 'lan3']);
    expect(outcome.exitStatus).not.toBe(0);
  });
});

describe('a NIC that carries an address', () => {
  test.each([
    ['-s', '-f', '-A', 'rx_cko=off', '-c', 'lan4'],
    ['-s', '-A', 'rx_cko=off', '-c', 'lan4', '--force'],
  ])('is changed when forced: %j', async (...argv) => {
    const host = createSimulatedHost(BASE);
    expect((await host.run(['nwmgr', ...argv])).exitStatus).toBe(0);
    expect(host.state().running.nicAttributes['lan4']).toMatchObject({ rx_cko: 'off' });
  });

  test('is refused with EBUSY otherwise, also when a VLAN interface over it has the address', async () => {
    const host = createSimulatedHost(BASE);
    const change = ['nwmgr', '-s', '-A', 'rx_cko=on', '-c', 'lan3'];
    await host.run(['nwmgr', '-a', '-S', 'vlan', '-A', 'vlanid=12,ppa=3', '-c', 'lan5000']);
    expect((await host.run(change)).exitStatus).toBe(0);
    await host.run(['ifconfig', 'lan5000', 'inet', '10.0.0.7', 'netmask', '255.0.0.0', 'up']);
    expect(await host.run(change)).toMatchObject({
      exitStatus: 16,
      stderr: expect.stringContaining('EBUSY') as string,
    });
  });

  test('is saved without force', async () => {
    const outcome = await createSimulatedHost(BASE).run('nwmgr -s -A all --sa --fr cu -c lan4'.split(' '));
    expect(outcome.exitStatus).toBe(0);
  });
});

describe('an aggregate that negotiates', () => {
  const state = async (host: ReturnType<typeof createSimulatedHost>): Promise<string | undefined> =>
    /apa_state#current#(\w+)/.exec((await host.run(['nwmgr', '-c', 'lan901', '--sc'])).stdout)?.[1];

  test('is Down for as many commands as assumed after the last port joined, then Up', async () => {
    const host = createSimulatedHost({ ...BASE, assumptions: { aggregateUpAfterCommands: 2 } });
    await host.run('nwmgr -s -A key=901 -c lan901 -S apa'.split(' '));
    await host.run('nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa'.split(' '));
    expect([await state(host), await state(host), await state(host)]).toEqual(['Down', 'Down', 'Up']);
  });

  test('is Up at once by default', async () => {
    const host = createSimulatedHost(BASE);
    await host.run('nwmgr -s -A key=901 -c lan901 -S apa'.split(' '));
    await host.run('nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa'.split(' '));
    expect(await state(host)).toBe('Up');
  });

  test('is Up after a boot', async () => {
    const host = createSimulatedHost({ ...BASE, assumptions: { aggregateUpAfterCommands: 9 } });
    await host.run('nwmgr -s -A gc=901 -c lan901 -S apa'.split(' '));
    await host.run('nwmgr -s -A mode=FEC_AUTO -A gc=901 -c lan3 -S apa'.split(' '));
    await host.run('nwmgr -s -S apa -A all --saved --from cu'.split(' '));
    host.reboot();
    expect(await state(host)).toBe('Up');
  });
});

test('segmentation offload of a port changes in a failover group, not in a link aggregate, even with force', async () => {
  const host = createSimulatedHost(BASE);
  await host.run('nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa'.split(' '));
  const set = async (nic: string): Promise<number> =>
    (await host.run(`nwmgr -s -f -A vmtu=32160,tx_cko=on -c ${nic}`.split(' '))).exitStatus;
  expect([(await set('lan3')) > 0, await set('lan1')]).toEqual([true, 0]);
});

test('a port that kept the mode of its old aggregate joins a MANUAL one when it was set to MANUAL, outside of a group', async () => {
  const host = createSimulatedHost({ ...BASE, assumptions: { modeOfFreedPort: 'kept' } });
  const succeeds = async (line: string): Promise<boolean> => (await host.run(line.split(' '))).exitStatus === 0;
  const [add, set] = ['nwmgr -a -A links=3 -A mode=MANUAL -c lan902 -S apa', 'nwmgr -s -A mode=MANUAL -c lan3 -S apa'];
  await host.run('nwmgr -s -A key=901 -c lan901 -S apa'.split(' '));
  await host.run('nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa'.split(' '));
  expect(await succeeds(set)).toBe(false);
  await host.run('nwmgr -d -S apa -c lan901 -A links=3'.split(' '));
  expect((await host.run('nwmgr -c lan3 -S apa --sc'.split(' '))).stdout).toContain('#mode#current#LACP_AUTO\n');
  expect(await succeeds(add)).toBe(false);
  expect(await succeeds('nwmgr -s -A mode=MANUAL,key=1 -c lan3 -S apa')).toBe(false);
  expect([await succeeds(set), await succeeds(add)]).toEqual([true, true]);
});

describe('aggregates', () => {
  test('a failover group gives its address back to the primary port when it is cleared', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['hpvmnet', '-S', 'vmlan900', '-h'], { stdin: 'y\n' });
    const cleared = await host.run(['nwmgr', '-d', '-S', 'apa', '-c', 'lan900', '-A', 'links=all', '--force']);
    expect(cleared.stdout).toBe('Deletion of links all ports from lan900 succeeded.\n');
    expect(host.state().addresses).toContainEqual(
      expect.objectContaining({ interface: 'lan1', address: '192.1.4.205' }),
    );
    const made = await host.run([
      'nwmgr',
      '-a',
      '-A',
      'links=1,2',
      '-A',
      'mode=LAN_MONITOR',
      '-c',
      'lan900',
      '-S',
      'apa',
    ]);
    expect(made.stdout).toBe('Addition of links 1, 2 to lan900 succeeded.\n');
    expect(host.state().addresses).toContainEqual(
      expect.objectContaining({ interface: 'lan900', address: '192.1.4.205' }),
    );
  });

  test('LACP ports join the aggregate with their key', async () => {
    const host = createSimulatedHost(BASE);
    const commands = [
      ['hpvmnet', '-S', 'vmlan900', '-h'],
      ['nwmgr', '-d', '-S', 'apa', '-c', 'lan900', '-A', 'links=all', '--force'],
      ['ifconfig', 'lan1', 'unplumb'],
      ['nwmgr', '-s', '-A', 'key=900', '-A', 'lb=LB_MAC', '-c', 'lan900', '-S', 'apa'],
      ['nwmgr', '-s', '-A', 'mode=LACP_AUTO', '-A', 'key=900', '-c', 'lan1', '-S', 'apa'],
      ['nwmgr', '-s', '-A', 'mode=LACP_AUTO', '-A', 'key=900', '-c', 'lan2', '-S', 'apa'],
      ['ifconfig', 'lan900', 'inet', '192.1.4.205', 'netmask', '255.255.255.0', 'up'],
      ['nwmgr', '-s', '-S', 'apa', '-A', 'all', '--saved', '--from', 'cu'],
      ['ch_rc', '-a', '-p', 'INTERFACE_NAME[1]=lan900', '/etc/rc.config.d/netconf'],
      ['hpvmnet', '-b', '-S', 'vmlan900'],
    ];
    for (const argv of commands) expect(await host.run(argv, { stdin: 'y\n' })).toMatchObject({ exitStatus: 0 });
    expect((await host.run(['nwmgr', '-g', '-S', 'apa'])).stdout).toContain(
      'lan900   LACP_AUTO   LB_MAC    2 Gbps Full Duplex   1,2\n',
    );
    expect(host.hazards()).toEqual([]);
    expect(host.outstandingHazards()).toEqual([]);
    const before = host.state();
    host.reboot();
    expect(host.state().running).toEqual(before.running);
    expect(new Set(host.state().addresses)).toEqual(new Set(before.addresses));
    expect(host.hazards()).toEqual([]);
    await host.run(['hpvmnet', '-S', 'vmlan900', '-h'], { stdin: 'y\n' });
    await host.run(['nwmgr', '-d', '-S', 'apa', '-c', 'lan900', '-A', 'links=all', '--force']);
    expect(host.state().running.portModes).toEqual([]);
  });

  test.each([
    {
      why: 'a failover group of one port',
      argv: ['-a', '-A', 'links=3', '-A', 'mode=LAN_MONITOR', '-c', 'lan901', '-S', 'apa'],
    },
    { why: 'a port nobody has', argv: ['-a', '-A', 'links=3,9', '-A', 'mode=MANUAL', '-c', 'lan901', '-S', 'apa'] },
    { why: 'an aggregate nobody has', argv: ['-a', '-A', 'links=3', '-A', 'mode=MANUAL', '-c', 'lan949', '-S', 'apa'] },
    { why: 'emptying what is in use without force', argv: ['-d', '-S', 'apa', '-c', 'lan900', '-A', 'links=all'] },
    { why: 'load balancing of a failover group', argv: ['-s', '-A', 'lb=LB_IP', '-c', 'lan900', '-S', 'apa'] },
    { why: 'checksum offload of a NIC with an address without force', argv: ['-s', '-A', 'tx_cko=off', '-c', 'lan4'] },
    { why: 'checksum offload of a port whose group has an address', argv: ['-s', '-A', 'rx_cko=on', '-c', 'lan2'] },
    { why: 'a reset of a NIC with an address without force', argv: ['-r', '-c', 'lan4'] },
    { why: 'a reset of an aggregate with an address without force', argv: ['-r', '-c', 'lan900', '-S', 'apa'] },
    { why: 'an attribute nobody knows', argv: ['-s', '-A', 'colour=red', '-c', 'lan3'] },
    { why: 'a NIC nobody has', argv: ['-s', '-A', 'tx_cko=off', '-c', 'lan77'] },
    { why: 'checksum offload of an aggregate', argv: ['-s', '-A', 'tx_cko=off', '-c', 'lan900'] },
    { why: 'a VLAN id beyond 4094', argv: ['-a', '-S', 'vlan', '-A', 'vlanid=4095,ppa=3', '-c', 'lan5000'] },
    { why: 'a VLAN over a VLAN', argv: ['-a', '-S', 'vlan', '-A', 'vlanid=5,ppa=5000', '-c', 'lan5001'] },
    { why: 'a VLAN interface outside 5000 to 8999', argv: ['-a', '-S', 'vlan', '-A', 'vlanid=5,ppa=3', '-c', 'lan77'] },
    { why: 'an option nobody knows', argv: ['--colour'] },
  ])('nwmgr refuses $why with an errno', async ({ argv }) => {
    const host = createSimulatedHost(BASE);
    const before = host.state();
    const outcome = await host.run(['nwmgr', ...argv]);
    expect(outcome.exitStatus).toBeGreaterThan(0);
    expect(outcome.stderr).toMatch(/^nwmgr: |^Usage: /);
    expect(host.state().running).toEqual(before.running);
  });
});

describe('host VLANs', () => {
  test('are not deleted while they carry an address', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['nwmgr', '-a', '-S', 'vlan', '-A', 'vlanid=120,ppa=900', '-c', 'lan5000']);
    await host.run(['ifconfig', 'lan5000', 'inet', '10.0.0.7', 'netmask', '255.0.0.0', 'up']);
    expect((await host.run(['nwmgr', '-d', '-c', 'lan5000'])).exitStatus).toBeGreaterThan(0);
    await host.run(['ifconfig', 'lan5000', 'unplumb']);
    expect((await host.run(['nwmgr', '-d', '-c', 'lan5000'])).exitStatus).toBe(0);
  });

  test('lose their address when they are deleted by force', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['nwmgr', '-a', '-S', 'vlan', '-A', 'vlanid=120,ppa=900', '-c', 'lan5000']);
    await host.run(['ifconfig', 'lan5000', 'inet', '10.0.0.7', 'netmask', '255.0.0.0', 'up']);
    expect((await host.run(['nwmgr', '-d', '-c', 'lan5000', '--force'])).exitStatus).toBe(0);
    expect(host.hazards().map(({ id, detail }) => [id, detail])).toEqual([
      ['host-address-lost', 'lan5000 was deleted with 10.0.0.7 on it'],
    ]);
    expect(host.state().addresses.map((address) => address.interface)).not.toContain('lan5000');
  });

  test('come back at boot when only what runs was deleted', async () => {
    const host = createSimulatedHost(BASE);
    await host.run(['nwmgr', '-a', '-S', 'vlan', '-A', 'vlanid=120,ppa=900', '-c', 'lan5000']);
    await host.run(['nwmgr', '-s', '-A', 'all', '--sa', '--fr', 'cu', '-c', 'lan5000']);
    expect((await host.run(['nwmgr', '-g', '-A', 'all', '-c', 'lan5000', '--sc'])).stdout).toContain(
      'vlan!lan5000#vlanid#current#120\n',
    );
    await host.run(['nwmgr', '-d', '-c', 'lan5000']);
    expect(host.state().running.vlans).toEqual([]);
    host.reboot();
    expect(host.state().running.vlans).toHaveLength(1);
    await host.run(['nwmgr', '-d', '-c', 'lan5000']);
    await host.run(['nwmgr', '-d', '-S', 'vlan', '-c', 'lan5000', '--sa']);
    host.reboot();
    expect(host.state().running.vlans).toEqual([]);
  });
});
