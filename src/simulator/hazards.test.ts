import { SCENARIOS, type Scenario } from './scenario';
import { createSimulatedHost, type SimulatedHost } from './simulated-host';

const BASE: Scenario = SCENARIOS.vmhost1;
const CLEAR = 'nwmgr -d -S apa -c lan900 -A links=all --force';

/** Runs command lines (words parted by blanks; every question is answered yes) and gives the ids of the hazards. */
async function drive(host: SimulatedHost, ...lines: readonly string[]): Promise<readonly string[]> {
  const before = host.hazards().length;
  for (const line of lines) await host.run(line.split(' '), { stdin: 'y\n' });
  return host
    .hazards()
    .slice(before)
    .map(({ id }) => id);
}

function outstanding(host: SimulatedHost): readonly string[] {
  return host.outstandingHazards().map(({ id, detail }) => `${id} ${detail}`);
}

const ids = (host: SimulatedHost) => host.outstandingHazards().map(({ id }) => id);

describe('an aggregate changed under a running vswitch', () => {
  test.each(['nwmgr -d -S apa -c lan900 -A links=1 --force', CLEAR, 'nwmgr -r -f -c lan900 -S apa'])(
    'by %j makes hpvmnet show a wrong MAC address until the vswitch is restarted',
    async (line) => {
      const host = createSimulatedHost(BASE);
      expect(await drive(host, line)).toEqual(['apa-changed-under-vswitch']);
      expect((await host.run(['hpvmnet'])).stdout).toContain('vmlan900     24 Up      Shared    lan900 0x000000000000');
      expect(ids(host)).toContain('needs-restart');
      await drive(host, 'nwmgr -a -A links=1,2 -A mode=LAN_MONITOR -c lan900 -S apa');
      expect((await host.run(['hpvmnet'])).stdout).toContain('vmlan900     24 Up      Shared    lan900 0x000000000000');
      await drive(host, 'hpvmnet -h -S vmlan900', 'hpvmnet -b -S vmlan900');
      expect((await host.run(['hpvmnet'])).stdout).not.toContain('0x000000000000');
      expect(ids(host)).toEqual([]);
    },
  );

  test('is none when the vswitch was halted first', async () => {
    const host = createSimulatedHost(BASE);
    expect(await drive(host, 'hpvmnet -h -S vmlan900', CLEAR)).toEqual([]);
  });

  test('names command, time and source', async () => {
    const host = createSimulatedHost(BASE);
    await drive(host, CLEAR);
    expect(host.hazards()).toEqual([
      {
        id: 'apa-changed-under-vswitch',
        at: '2011-10-31T00:00:01Z',
        command: CLEAR,
        detail: 'ports lan1, lan2 were removed from lan900 while vmlan900 is Up',
        source: expect.stringContaining('7.2.18, p. 75') as string,
      },
    ]);
  });
});

describe('a VLAN over checksum offload', () => {
  test('on a port', async () => {
    const host = createSimulatedHost(BASE);
    expect(await drive(host, 'hpvmnet -S vmlan4 -u portid:1:vlanid:12')).toEqual(['vlan-with-cko']);
    expect(outstanding(host)).toEqual(['vlan-with-cko vmlan4: CKO on (lan4)']);
  });

  test('on a host VLAN interface', async () => {
    const host = createSimulatedHost(BASE);
    expect(await drive(host, 'nwmgr -a -S vlan -A vlanid=12,ppa=4 -c lan5000')).toEqual(['vlan-with-cko']);
    expect(outstanding(host)).toEqual(['vlan-with-cko lan5000: CKO on (lan4)']);
  });

  test('of one port of the aggregate', async () => {
    const host = createSimulatedHost(BASE);
    await drive(host, 'nwmgr -s -f -A rx_cko=on -c lan2', 'hpvmnet -h -S vmlan900', 'hpvmnet -b -S vmlan900');
    expect(await drive(host, 'hpvmnet -S vmlan900 -u portid:1:vlanid:12')).toEqual(['vlan-with-cko']);
  });

  test('of a vswitch that is booted', async () => {
    const host = createSimulatedHost(BASE);
    await drive(
      host,
      'hpvmnet -S vmlan900 -u portid:1:vlanid:12',
      'hpvmnet -h -S vmlan900',
      'nwmgr -s -f -A rx_cko=on -c lan1',
    );
    expect(await drive(host, 'hpvmnet -b -S vmlan900')).toEqual(['vlan-with-cko']);
  });

  test('that is switched on later', async () => {
    const host = createSimulatedHost(BASE);
    expect(await drive(host, 'hpvmnet -S vmlan900 -u portid:1:vlanid:12', 'nwmgr -s -f -A tx_cko=on -c lan1')).toEqual([
      'vlan-with-cko',
    ]);
  });

  test('is none when CKO is off and the vswitch was restarted', async () => {
    const host = createSimulatedHost(BASE);
    const lines = [
      'nwmgr -s -f -A vmtu=0 -c lan4',
      'nwmgr -s -f -A tx_cko=off -c lan4',
      'nwmgr -s -f -A rx_cko=off -c lan4',
    ];
    await drive(host, ...lines);
    expect(outstanding(host)).toEqual(['needs-restart vmlan4: cko']);
    await drive(host, 'hpvmnet -h -S vmlan4', 'hpvmnet -b -S vmlan4', 'hpvmnet -S vmlan4 -u portid:1:vlanid:12');
    expect(host.hazards()).toEqual([]);
    expect(outstanding(host)).toEqual([]);
  });

  test('counts as too early while the restart is outstanding', async () => {
    const host = createSimulatedHost(BASE);
    await drive(
      host,
      'nwmgr -s -f -A vmtu=0 -c lan4',
      'nwmgr -s -f -A tx_cko=off -c lan4',
      'nwmgr -s -f -A rx_cko=off -c lan4',
    );
    expect(await drive(host, 'hpvmnet -S vmlan4 -u portid:1:vlanid:12')).toEqual(['vlan-before-restart']);
    expect(await drive(host, 'nwmgr -a -S vlan -A vlanid=12,ppa=4 -c lan5000')).toEqual(['vlan-before-restart']);
  });
});

describe('a running vswitch waits for a restart', () => {
  test.each([
    { line: 'ifconfig lan4 inet 192.1.2.206 netmask 255.255.255.0 up', expected: ['needs-restart vmlan4: ip'] },
    { line: 'ifconfig lan4 unplumb', expected: ['needs-restart vmlan4: ip'] },
    { line: 'nwmgr -s -f -A rx_cko=on -c lan2', expected: ['needs-restart vmlan900: cko'] },
    { line: 'nwmgr -s -A rx_cko=on -c lan3', expected: [] },
    {
      line: 'hpvmmodify -P test01 -m network:avio_lan:0,1:vswitch:vmlan0:portid:1',
      expected: ['needs-restart vmlan0: adaptor'],
    },
  ])('after $line: $expected', async ({ line, expected }) => {
    const host = createSimulatedHost(BASE);
    await drive(host, line);
    expect(outstanding(host)).toEqual(expected);
  });

  test('after the MAC address below it changed', async () => {
    const host = createSimulatedHost({
      ...BASE,
      assumptions: { createOnEmptyAggregate: 'accepted', bootOnEmptyAggregate: 'accepted' },
    });
    await drive(host, 'hpvmnet -c -S web -n 901', 'hpvmnet -b -S web');
    await drive(host, 'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa');
    expect(host.state().vswitches.at(-1)?.needsRestart).toEqual(['cko', 'mac']);
  });

  test('keeps showing the address it was booted with', async () => {
    const host = createSimulatedHost(BASE);
    await drive(host, 'ifconfig lan4 inet 192.1.2.206 netmask 255.255.255.0 up');
    expect((await host.run(['hpvmnet', '-S', 'vmlan4'])).stdout).toContain(' 192.1.2.205 ');
    await drive(host, 'hpvmnet -h -S vmlan4', 'hpvmnet -b -S vmlan4');
    expect((await host.run(['hpvmnet', '-S', 'vmlan4'])).stdout).toContain(' 192.1.2.206 ');
  });

  test('is not satisfied by -r unless that is assumed', async () => {
    const cautious = createSimulatedHost(BASE);
    const generous = createSimulatedHost({ ...BASE, assumptions: { resetRefreshesUplink: true } });
    for (const host of [cautious, generous]) await drive(host, 'ifconfig lan4 unplumb', 'hpvmnet -r -S vmlan4');
    expect([ids(cautious), ids(generous)]).toEqual([['needs-restart'], []]);
  });
});

describe('an aggregate that is emptied', () => {
  const MADE = ['nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa'];
  const ADDRESS = 'ifconfig lan901 inet 10.0.0.7 netmask 255.0.0.0 up';
  const EMPTY = 'nwmgr -d -S apa -c lan901 -A links=all --force';

  test('loses the address that was not moved first', async () => {
    const host = createSimulatedHost(BASE);
    expect(await drive(host, ...MADE, ADDRESS, EMPTY)).toEqual(['host-address-lost']);
    expect(host.hazards()[0]?.detail).toBe('lan901 was emptied with 10.0.0.7 on it');
    expect(host.state().addresses.map(({ address }) => address)).not.toContain('10.0.0.7');
  });

  test('also when its ports leave one by one', async () => {
    const host = createSimulatedHost(BASE);
    await drive(host, ...MADE, ADDRESS);
    expect(await drive(host, 'nwmgr -d -S apa -c lan901 -A links=3 -f')).toEqual(['host-address-lost']);
  });

  test('keeps it when that is assumed', async () => {
    const host = createSimulatedHost({ ...BASE, assumptions: { addressOnEmptiedAggregate: 'stays' } });
    expect(await drive(host, ...MADE, ADDRESS, EMPTY)).toEqual([]);
    expect(host.state().addresses.at(-1)).toMatchObject({ interface: 'lan901', address: '10.0.0.7' });
  });

  test('has nothing to lose when the address was unplumbed', async () => {
    expect(await drive(createSimulatedHost(BASE), ...MADE, ADDRESS, 'ifconfig lan901 unplumb', EMPTY)).toEqual([]);
  });

  test('cuts off the VLAN interfaces over it', async () => {
    const host = createSimulatedHost(BASE);
    const vlan = 'nwmgr -a -S vlan -A vlanid=12,ppa=901 -c lan5000';
    expect(await drive(host, ...MADE, vlan, EMPTY)).toEqual(['host-vlan-over-emptied-aggregate']);
  });
});

test.each([
  {
    title: 'TSO left on without transmit CKO',
    lines: ['nwmgr -s -f -A tx_cko=off -c lan4'],
    expected: ['tx-cko-off-with-tso'],
  },
  {
    title: 'a vswitch on a VLAN',
    lines: ['nwmgr -a -S vlan -A vlanid=5,ppa=3 -c lan5000', 'hpvmnet -c -S x -n 5000'],
    expected: ['vswitch-on-vlan'],
  },
  { title: 'deleting an active vswitch', lines: ['hpvmnet -d -S vmlan0'], expected: ['delete-active-vswitch'] },
  {
    title: 'a NIC added live on a vswitch that is Down',
    lines: ['hpvmnet -h -S vmlan0', 'hpvmmodify -P db01 -a network:avio_lan::vswitch:vmlan0'],
    expected: ['nic-added-while-vswitch-down'],
  },
  {
    title: 'a guest started while its vswitch is Down',
    lines: ['hpvmnet -h -S vmlan0', 'hpvmstart -P test01'],
    expected: ['guest-started-while-vswitch-down'],
  },
  {
    title: 'one port for two guests',
    lines: ['hpvmmodify -P test01 -a network:lan:0,3:vswitch:vmlan4:portid:1'],
    expected: ['port-shared'],
  },
  {
    title: 'a duplicate MAC address',
    lines: ['hpvmmodify -P test01 -a network:lan:0,3,0x56E9E3096A22:vswitch:vmlan0'],
    expected: ['duplicate-mac'],
  },
  {
    title: 'NICs added without any address check',
    lines: [
      'ch_rc -a -p HPVMMACADDRFRAMES=0 /etc/rc.config.d/hpvmconf',
      'hpvmmodify -P test01 -a network:lan:0,3:vswitch:vmlan0',
    ],
    expected: ['mac-check-disabled'],
  },
  {
    title: 'AVIO without an uplink',
    lines: ['hpvmmodify -P app01 -a network:avio_lan::vswitch:localnet'],
    expected: ['avio-on-guest-only'],
  },
  {
    title: 'a port that carries an address',
    lines: ['ifconfig lan3 inet 10.0.0.7 netmask 255.0.0.0 up', 'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa'],
    expected: ['address-on-joining-port'],
  },
  {
    title: 'a port in two groups',
    lines: ['nwmgr -a -A links=1,3 -A mode=MANUAL -c lan901 -S apa'],
    expected: ['port-in-two-groups'],
  },
  {
    title: 'an address given to a port of an aggregate',
    lines: ['ifconfig lan2 inet 10.0.0.7 netmask 255.0.0.0 up'],
    expected: ['address-on-joining-port'],
  },
  {
    title: 'a NIC that joins an aggregate under a running vswitch',
    lines: ['hpvmnet -c -S web -n 3', 'hpvmnet -b -S web', 'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa'],
    expected: ['uplink-is-aggregate-port'],
  },
  {
    title: 'a running guest whose emulated NIC is changed',
    lines: ['hpvmmodify -P web01 -d network:lan:0,2,0x66F3F84E37D5:vswitch:localnet:portid:1'],
    expected: ['change-waits-for-restart'],
  },
])('$title is recorded as $expected', async ({ lines, expected }) => {
  expect(await drive(createSimulatedHost(BASE), ...lines)).toEqual(expected);
});

test('a vswitch over a gelan card is recorded since Integrity VM 4.1', async () => {
  const nics = BASE.nics.map((nic) => (nic.name === 'lan3' ? { ...nic, driver: 'gelan' } : nic));
  expect(await drive(createSimulatedHost({ ...BASE, nics }), 'hpvmnet -c -S web -n 3')).toEqual(['unsupported-driver']);
  const bundles = [{ name: 'T2767AC', revision: 'A.03.50', title: 'Integrity VM' }];
  expect(await drive(createSimulatedHost({ ...BASE, nics, bundles }), 'hpvmnet -c -S web -n 3')).toEqual([]);
});

test('a promiscuous program on an uplink is there to see', () => {
  const processes = [
    { pid: 9, user: 'root', args: '/usr/local/sbin/tcpdump -i lan2 port 80' },
    { pid: 10, user: 'root', args: 'tcpdump -i lan3' },
  ];
  const host = createSimulatedHost({ ...BASE, processes });
  expect(outstanding(host)).toEqual(['promiscuous-program /usr/local/sbin/tcpdump -i lan2 port 80: under vmlan900']);
});

describe('a vswitch that is down', () => {
  test.each(['hpvmnet -S vmlan4 -u portid:1:vlanid:12', 'nwmgr -a -S vlan -A vlanid=12,ppa=4 -c lan5000'])(
    'carries nothing, so that %j over checksum offload does harm only when it is booted',
    async (line) => {
      const host = createSimulatedHost(BASE);
      expect(await drive(host, 'hpvmnet -h -S vmlan4', line)).toEqual([]);
      expect(outstanding(host)).toEqual([]);
      expect(await drive(host, 'nwmgr -s -f -A rx_cko=off -c lan4', 'nwmgr -s -f -A rx_cko=on -c lan4')).toEqual([]);
      expect(await drive(host, 'hpvmnet -b -S vmlan4')).toEqual(['vlan-with-cko']);
      expect(outstanding(host)).toHaveLength(1);
    },
  );
});

test('a promiscuous program that names no interface is advised against while there is an uplink', () => {
  const processes = [{ pid: 9, user: 'root', args: 'snoop' }];
  const host = createSimulatedHost({ ...BASE, processes });
  expect(outstanding(host)).toEqual([]);
  expect(host.advisories().flatMap(({ id, detail }) => (id === 'capture-somewhere' ? [detail] : []))).toEqual([
    'snoop: perhaps under vmlan0, vmlan4, vmlan900',
  ]);
  const lonely = createSimulatedHost({ ...BASE, processes, vswitches: [], guests: [] });
  expect(lonely.advisories()).toEqual([]);
});

test('a guest NIC that nobody claimed stays so until the guest is started again', async () => {
  const host = createSimulatedHost(BASE);
  await drive(
    host,
    'hpvmnet -h -S vmlan900',
    'hpvmmodify -P web01 -a network:avio_lan:0,5:vswitch:vmlan900',
    'hpvmnet -b -S vmlan900',
  );
  expect(outstanding(host)).toEqual(['nic-unclaimed web01 0,5 on vmlan900']);
  expect((await host.run(['hpvmnet', '-S', 'vmlan900'])).stdout).toContain(
    '3       Down         avio_lan none     1            web01\n',
  );
  await drive(host, 'hpvmstop -P web01', 'hpvmstart -P web01');
  expect(outstanding(host)).toEqual([]);
});

test('a vswitch that shows another MAC address than its uplink has waits for a restart', () => {
  const vswitches = BASE.vswitches.map((vswitch) =>
    vswitch.name === 'vmlan0' ? { ...vswitch, capturedMac: '0x00306e000001', capturedIp: '15.13.114.205' } : vswitch,
  );
  expect(outstanding(createSimulatedHost({ ...BASE, vswitches }))).toEqual([
    'needs-restart vmlan0: shows 0x00306e000001, lan0 has 0x00306ea72c0d',
  ]);
});

test('a VLAN may be set while only the adaptor type waits for a restart', async () => {
  const host = createSimulatedHost(BASE);
  await drive(host, 'hpvmmodify -P test01 -m network:avio_lan:0,1:vswitch:vmlan0:portid:1');
  expect(await drive(host, 'hpvmnet -S vmlan0 -u portid:1:vlanid:5')).toEqual([]);
});

test('a healthy host has nothing outstanding', () => {
  expect(createSimulatedHost(BASE).outstandingHazards()).toEqual([]);
});

describe('a boot of the host', () => {
  test('brings the saved configuration, all vswitches and the guests that start with it', async () => {
    const host = createSimulatedHost(BASE);
    const before = host.state();
    await drive(
      host,
      'hpvmnet -h -S vmlan4',
      'nwmgr -s -f -A rx_cko=off -c lan4',
      'ifconfig lan0 unplumb',
      'hpvmstart -P test01',
    );
    host.reboot();
    expect(host.state().running).toEqual(before.running);
    expect(host.state().vswitches).toEqual(before.vswitches);
    expect(new Set(host.state().addresses)).toEqual(new Set(before.addresses));
    expect(host.state().guests.map(({ name, isOn }) => [name, isOn])).toEqual([
      ['db01', true],
      ['web01', true],
      ['app01', true],
      ['test01', false],
    ]);
  });

  test('makes the changes that waited for it', async () => {
    const host = createSimulatedHost(BASE);
    await drive(host, 'hpvmmodify -P web01 -m network:lan:0,2:vswitch:vmlan0:portid:4');
    host.reboot();
    const guest = host.state().guests.find(({ name }) => name === 'web01');
    expect(guest?.nics.at(-1)).toMatchObject({ vswitch: 'vmlan0', port: 4 });
    expect(guest?.nextNics).toBeNull();
  });

  test('loses an address that netconf gives to a port of an aggregate', async () => {
    const host = createSimulatedHost(BASE);
    await drive(host, 'hpvmnet -h -S vmlan900', CLEAR, 'ifconfig lan1 unplumb');
    await drive(host, 'nwmgr -a -A links=1,2 -A mode=MANUAL -c lan900 -S apa', 'nwmgr -s -S apa -A all --sa --fr cu');
    expect(host.hazards()).toEqual([]);
    host.reboot();
    expect(host.hazards().map(({ id }) => id)).toEqual(['address-lost-at-boot']);
  });
});
