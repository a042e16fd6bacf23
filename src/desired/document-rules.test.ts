import { findDesiredProblems } from './decode-desired-host';

const head = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' } as const;

function problemsOf(parts: object): readonly string[] {
  return findDesiredProblems({ ...head, ...parts }).map(({ severity, code, at }) => `${severity} ${code} ${at}`);
}

function wordsOf(parts: object): string {
  return findDesiredProblems({ ...head, ...parts })
    .map(({ at, what }) => `${at} ${what}`)
    .join('\n');
}

describe('rules that span the values of a document', () => {
  test.each([
    ['lanInterfaces', 'name', [{ name: 'lan4' }, { name: 'lan4' }]],
    ['apaGroups', 'name', [{ name: 'lan900' }, { name: 'lan900', ports: ['lan1'] }]],
    ['hostVlans', 'name', [{ name: 'lan5000' }, { name: 'lan5000' }]],
    ['vswitches', 'name', [{ name: 'web' }, { name: 'web', uplink: null }]],
    [
      'guestNics',
      'slot',
      [
        { guest: 'db01', slot: '0,1' },
        { guest: 'db01', slot: '0,1' },
      ],
    ],
  ])('one resource stands once in %s', (list, property, elements) => {
    expect(problemsOf({ [list]: elements })).toEqual([`error duplicate-identity /${list}/1/${property}`]);
    expect(wordsOf({ [list]: elements })).toContain(`/${list}/0 declares already`);
  });

  test('the same slot of two guests is no duplicate, and vswitch names are told apart by case', () => {
    expect(
      problemsOf({
        guestNics: [
          { guest: 'db01', slot: '0,1' },
          { guest: 'web01', slot: '0,1' },
        ],
        vswitches: [{ name: 'web' }, { name: 'Web' }],
      }),
    ).toEqual([]);
  });

  describe('NICs', () => {
    test('TSO cannot be on while CKO is off', () => {
      expect(
        problemsOf({ lanInterfaces: [{ name: 'lan4', checksumOffload: 'off', segmentationOffload: 'on' }] }),
      ).toEqual(['error segmentation-offload-without-checksum-offload /lanInterfaces/0/segmentationOffload']);
    });

    test('TSO alone, or on with CKO, is fine', () => {
      const lanInterfaces = [
        { name: 'lan3', segmentationOffload: 'on' },
        { name: 'lan4', checksumOffload: 'on', segmentationOffload: 'on' },
        { name: 'lan5', checksumOffload: 'off', segmentationOffload: 'off' },
      ];
      expect(problemsOf({ lanInterfaces })).toEqual([]);
    });
  });

  describe('aggregates', () => {
    test('a NIC is a port of one group', () => {
      const apaGroups = [
        { name: 'lan900', ports: ['lan1', 'lan2'] },
        { name: 'lan901', ports: ['lan2', 'lan3'] },
      ];
      expect(problemsOf({ apaGroups })).toEqual(['error apa-port-in-two-groups /apaGroups/1/ports']);
      expect(wordsOf({ apaGroups })).toContain('has "lan2", which is a port of lan900 (/apaGroups/0) already');
    });

    test('a group names a port once', () => {
      expect(wordsOf({ apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan1'] }] })).toBe(
        '/apaGroups/0/ports names "lan1" twice',
      );
    });

    test('a failover group needs two ports, every other group one', () => {
      expect(problemsOf({ apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1'] }] })).toEqual([
        'error apa-port-count /apaGroups/0/ports',
      ]);
      expect(problemsOf({ apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1'] }] })).toEqual([]);
      expect(problemsOf({ apaGroups: [{ name: 'lan900', ports: [] }] })).toEqual([
        'error apa-port-count /apaGroups/0/ports',
      ]);
    });

    test('MANUAL and FEC_AUTO take 8 ports, the other modes 32', () => {
      const ports = Array.from({ length: 9 }, (_, index) => `lan${String(index)}`);
      const group = (mode: string): object => ({ apaGroups: [{ name: 'lan900', mode, ports }] });
      expect(problemsOf(group('MANUAL'))).toHaveLength(1);
      expect(problemsOf(group('FEC_AUTO'))).toHaveLength(1);
      expect(problemsOf(group('LACP_AUTO'))).toEqual([]);
      expect(problemsOf(group('LAN_MONITOR'))).toEqual([]);
    });

    test('a failover group has nothing to balance', () => {
      const apaGroups = [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'], loadBalancing: 'LB_MAC' }];
      expect(problemsOf({ apaGroups })).toEqual(['error load-balancing-of-failover-group /apaGroups/0/loadBalancing']);
    });

    test('balancing other than by MAC is said to be ignored where a vswitch uses the group', () => {
      const apaGroups = [{ name: 'lan900', mode: 'LACP_AUTO', loadBalancing: 'LB_PORT' }];
      expect(problemsOf({ apaGroups })).toEqual([]);
      expect(problemsOf({ apaGroups, vswitches: [{ name: 'web', uplink: 'lan900' }] })).toEqual([
        'warning load-balancing-ignored /apaGroups/0/loadBalancing',
      ]);
    });
  });

  describe('host VLANs', () => {
    test('a VLAN id stands once on each interface', () => {
      const hostVlans = [
        { name: 'lan5000', uplink: 'lan4', vlanId: 120 },
        { name: 'lan5001', uplink: 'lan4', vlanId: 120 },
        { name: 'lan5002', uplink: 'lan900', vlanId: 120 },
      ];
      expect(problemsOf({ hostVlans })).toEqual(['error host-vlan-id-twice /hostVlans/1/vlanId']);
    });

    test('a port of a group carries no VLAN of its own', () => {
      const apaGroups = [{ name: 'lan900', ports: ['lan1', 'lan2'] }];
      expect(problemsOf({ apaGroups, hostVlans: [{ name: 'lan5000', uplink: 'lan2' }] })).toEqual([
        'error host-vlan-on-group-port /hostVlans/0/uplink',
      ]);
    });
  });

  describe('vswitches', () => {
    test('a port of a group carries no vswitch', () => {
      const apaGroups = [{ name: 'lan900', ports: ['lan1', 'lan2'] }];
      expect(problemsOf({ apaGroups, vswitches: [{ name: 'web', uplink: 'lan1' }] })).toEqual([
        'error vswitch-on-group-port /vswitches/0/uplink',
      ]);
    });

    test('nor does a port of a group stand in for an uplink', () => {
      const apaGroups = [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }];
      expect(problemsOf({ apaGroups, vswitches: [{ name: 'web', uplink: 'lan4', standbyUplink: 'lan1' }] })).toEqual([
        'error vswitch-on-group-port /vswitches/0/standbyUplink',
      ]);
    });

    test('a standby stands beside an uplink, and is another interface', () => {
      const vswitches = [
        { name: 'a', uplink: 'lan4', standbyUplink: 'lan5' },
        { name: 'b', standbyUplink: 'lan5' },
        { name: 'c', uplink: null, standbyUplink: 'lan5' },
        { name: 'd', uplink: 'lan6', standbyUplink: 'lan6' },
      ];
      expect(problemsOf({ vswitches })).toEqual([
        'error standby-without-primary /vswitches/1/standbyUplink',
        'error standby-without-primary /vswitches/2/standbyUplink',
        'error standby-without-primary /vswitches/3/standbyUplink',
      ]);
    });

    test('one uplink for two vswitches is only a warning, for no manual forbids it', () => {
      expect(
        problemsOf({
          vswitches: [
            { name: 'web', uplink: 'lan4' },
            { name: 'db', uplink: 'lan4' },
          ],
        }),
      ).toEqual(['warning uplink-shared /vswitches/1/uplink']);
    });

    test('any number of vswitches can do without an uplink', () => {
      expect(
        problemsOf({ vswitches: [{ name: 'web', uplink: null }, { name: 'db', uplink: null }, { name: 'x' }] }),
      ).toEqual([]);
    });
  });

  test('a budget on a vswitch that is to be down is a warning, once for each vswitch', () => {
    const vswitches = [
      { name: 'a', state: 'down', protect: true, maxOutageSeconds: 5 },
      { name: 'b', state: 'down', maxOutageSeconds: 5 },
      { name: 'c', state: 'up', protect: true },
      { name: 'd', state: 'down' },
      { name: 'e', maxOutageSeconds: 5 },
    ];
    expect(problemsOf({ vswitches })).toEqual([
      'warning budget-of-a-vswitch-that-is-down /vswitches/0/protect',
      'warning budget-of-a-vswitch-that-is-down /vswitches/1/maxOutageSeconds',
    ]);
  });

  describe('guest NICs', () => {
    const nic = (guest: string, slot: string, rest: object = {}): object => ({ guest, slot, ...rest });

    test('an address stands once, however it is spelt', () => {
      const guestNics = [nic('a', '0,1', { mac: '0x1666F3F84E37' }), nic('b', '0,1', { mac: '16-66-f3-f8-4e-37' })];
      expect(problemsOf({ guestNics })).toEqual(['error duplicate-mac /guestNics/1/mac']);
    });

    test('a port number stands once on each vswitch', () => {
      const guestNics = [
        nic('a', '0,1', { vswitch: 'web', port: 3 }),
        nic('b', '0,1', { vswitch: 'web', port: 3 }),
        nic('c', '0,1', { vswitch: 'db', port: 3 }),
        nic('d', '0,1', { port: 3 }),
      ];
      expect(problemsOf({ guestNics })).toEqual(['error duplicate-vswitch-port /guestNics/1/port']);
    });

    test('a guest has at most 60 NICs', () => {
      const slots = Array.from({ length: 64 }, (_, index) => `${String(index >> 3)},${String(index & 7)}`);
      expect(problemsOf({ guestNics: slots.slice(0, 60).map((slot) => nic('a', slot)) })).toEqual([]);
      expect(problemsOf({ guestNics: slots.slice(0, 61).map((slot) => nic('a', slot)) })).toEqual([
        'error too-many-guest-nics /guestNics/60/guest',
      ]);
    });

    test('AVIO without uplink is a warning, for the document does not know the release', () => {
      const guestNics = [
        nic('a', '0,1', { vswitch: 'localnet', adapter: 'aviolan' }),
        nic('a', '0,2', { vswitch: 'inside', adapter: 'avio_lan' }),
        nic('a', '0,3', { vswitch: 'inside', adapter: 'lan' }),
        nic('a', '0,4', { vswitch: 'outside', adapter: 'avio_lan' }),
        nic('a', '0,5', { vswitch: 'unknown', adapter: 'avio_lan' }),
      ];
      const vswitches = [
        { name: 'inside', uplink: null },
        { name: 'outside', uplink: 'lan4' },
      ];
      expect(problemsOf({ guestNics, vswitches })).toEqual([
        'warning avio-without-uplink /guestNics/0/adapter',
        'warning avio-without-uplink /guestNics/1/adapter',
      ]);
    });

    test('a VLAN on localnet is a warning, for no manual says whether it exists', () => {
      const guestNics = [
        nic('a', '0,1', { vswitch: 'localnet', vlanId: 5 }),
        nic('a', '0,2', { vswitch: 'localnet', vlanId: null }),
      ];
      expect(problemsOf({ guestNics })).toEqual(['warning vlan-on-localnet /guestNics/0/vlanId']);
    });
  });

  test('switching the MAC check off is a warning', () => {
    expect(problemsOf({ tunables: { macAddressFrames: 0 } })).toEqual([
      'warning mac-check-disabled /tunables/macAddressFrames',
    ]);
    expect(problemsOf({ tunables: { macAddressFrames: 1 } })).toEqual([]);
  });

  test('every problem names its source', () => {
    const problems = findDesiredProblems({
      ...head,
      apaGroups: [
        { name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1'], loadBalancing: 'LB_IP' },
        { name: 'lan900', ports: ['lan1'] },
      ],
      vswitches: [
        { name: 'a', uplink: 'lan1' },
        { name: 'b', uplink: 'lan1' },
      ],
      tunables: { macAddressFrames: 0 },
    });
    expect(problems.length).toBeGreaterThan(5);
    expect(problems.filter(({ source, allowed }) => source.length < 10 || allowed === '')).toEqual([]);
  });
});
