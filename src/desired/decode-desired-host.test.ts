import fc from 'fast-check';

import { arbitraryDesiredDocument } from '../../test/desired/arbitrary-desired-host';
import { decodeDesiredHost, findDesiredProblems } from './decode-desired-host';

const head = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' } as const;

function problemsOf(json: unknown): readonly string[] {
  return findDesiredProblems(json).map(({ code, at }) => `${code} ${at}`);
}

describe('decoding a desired-state document', () => {
  test('accepts the example of the contract', () => {
    const decoded = decodeDesiredHost(
      {
        ...head,
        connection: { address: 'vmhost1.example.net', port: 22, user: 'root' },
        lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }],
        apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'], loadBalancing: 'LB_MAC' }],
        hostVlans: [{ name: 'lan5000', uplink: 'lan900', vlanId: 120 }],
        vswitches: [
          { name: 'vmlan900', uplink: 'lan900', state: 'up' },
          { name: 'internal', uplink: null },
        ],
        guestNics: [{ guest: 'db01', slot: '0,1', vswitch: 'vmlan900', vlanId: 120, adapter: 'avio_lan' }],
        tunables: { macAddressFrames: 1 },
      },
      'vmhost1.desired.json',
    );
    expect(decoded).toMatchObject({ ok: true, diagnostics: [] });
  });

  test('accepts a host of which nothing is managed', () => {
    expect(decodeDesiredHost(head, 'x')).toEqual({ ok: true, value: head, diagnostics: [] });
  });

  test('keeps an absent list apart from an empty one', () => {
    const decoded = decodeDesiredHost({ ...head, vswitches: [] }, 'x');
    expect(decoded.ok && decoded.value).toEqual({ ...head, vswitches: [] });
  });

  test('sorts by identity and writes values in one spelling', () => {
    const decoded = decodeDesiredHost(
      {
        ...head,
        apaGroups: [{ name: 'lan901' }, { name: 'lan900', ports: ['lan10', 'lan2'] }],
        guestNics: [
          { guest: 'web01', slot: '0,1', adapter: 'aviolan', mac: '16-66-F3-F8-4E-37' },
          { guest: 'db01', slot: '1,0' },
          { guest: 'db01', slot: '0,7' },
        ],
      },
      'x',
    );
    expect(decoded.ok && decoded.value).toMatchObject({
      apaGroups: [{ name: 'lan900', ports: ['lan2', 'lan10'] }, { name: 'lan901' }],
      guestNics: [
        { guest: 'db01', slot: '0,7' },
        { guest: 'db01', slot: '1,0' },
        { guest: 'web01', slot: '0,1', adapter: 'avio_lan', mac: '0x1666f3f84e37' },
      ],
    });
  });

  test('names path, value, what is allowed, source and declaration of a wrong value', () => {
    const nic = { guest: 'web01', slot: '0,1', vlanId: 4095, from: 'rack1/vmhost1/vmlan4/web01' };
    const decoded = decodeDesiredHost({ ...head, guestNics: [nic] }, 'out/vmhost1.desired.json');
    expect(decoded).toEqual({
      ok: false,
      diagnostics: [
        {
          severity: 'error',
          code: 'vlan-id-out-of-range',
          address: '/guestNics/0/vlanId',
          summary: '/guestNics/0/vlanId is 4095; it must be an integer from 0 to 4094, or null',
          detail: [
            'In out/vmhost1.desired.json, declared at rack1/vmhost1/vmlan4/web01.',
            'Source: vPars and Integrity VM V6.3 Administrator Guide, p. 121.',
            'Allowed: an integer from 0 to 4094, or null.',
          ].join('\n'),
        },
      ],
    });
  });

  test('does not print a declaration that could move the cursor', () => {
    const decoded = decodeDesiredHost({ ...head, guestNics: [{ guest: 'g', slot: '0,9', from: '\u001b[2J' }] }, 'x');
    expect(JSON.stringify(decoded)).not.toContain('\\u001b[2J,');
    expect(decoded.diagnostics.map(({ detail }) => detail).join()).not.toContain('\u001b');
  });

  test.each([
    ['/host', 'host-name-invalid', { host: 'vm host' }],
    ['/host', 'host-name-invalid', { host: 'a'.repeat(254) }],
    ['/formatVersion', 'format-version-unsupported', { formatVersion: '2' }],
    ['/kind', 'kind-wrong', { kind: 'hpvm-plan' }],
    ['/connection', 'wrong-type', { connection: 'vmhost1' }],
    ['/connection/address', 'missing-property', { connection: {} }],
    ['/connection/address', 'connection-address-invalid', { connection: { address: '-oProxyCommand=x' } }],
    ['/connection/port', 'connection-port-out-of-range', { connection: { address: 'a', port: 0 } }],
    ['/connection/user', 'connection-user-invalid', { connection: { address: 'a', user: '-l' } }],
    ['/connection/sudo', 'connection-sudo-invalid', { connection: { address: 'a', sudo: 'sudo' } }],
    ['/connection/sudo', 'connection-sudo-invalid', { connection: { address: 'a', sudo: '/usr/bin/sudo -s' } }],
    [
      '/connection/legacyAlgorithms',
      'legacy-algorithms-invalid',
      { connection: { address: 'a', legacyAlgorithms: 1 } },
    ],
    ['/connection/client', 'connection-client-invalid', { connection: { address: 'a', client: 'putty' } }],
    ['/connection/after/address', 'missing-property', { connection: { address: 'a', after: { port: 22 } } }],
    [
      '/connection/after/port',
      'connection-port-out-of-range',
      { connection: { address: 'a', after: { address: 'b', port: 0 } } },
    ],
    [
      '/connection/discovery/user',
      'connection-user-invalid',
      { connection: { address: 'a', discovery: { user: '-l' } } },
    ],
    [
      '/connection/discovery/sudo',
      'connection-sudo-invalid',
      { connection: { address: 'a', discovery: { sudo: '/a/../b' } } },
    ],
    ['/vswitches', 'wrong-type', { vswitches: {} }],
    ['/vswitches/0', 'wrong-type', { vswitches: ['vmlan4'] }],
    ['/lanInterfaces/0/name', 'nic-name-invalid', { lanInterfaces: [{ name: 'lan900' }] }],
    ['/lanInterfaces/0/name', 'nic-name-invalid', { lanInterfaces: [{ name: 'lan5000' }] }],
    ['/lanInterfaces/0/name', 'nic-name-invalid', { lanInterfaces: [{ name: 'eth0' }] }],
    [
      '/lanInterfaces/0/checksumOffload',
      'offload-invalid',
      { lanInterfaces: [{ name: 'lan4', checksumOffload: true }] },
    ],
    [
      '/lanInterfaces/0/segmentationOffload',
      'offload-invalid',
      { lanInterfaces: [{ name: 'lan4', segmentationOffload: 'On' }] },
    ],
    ['/apaGroups/0/name', 'apa-group-name-out-of-range', { apaGroups: [{ name: 'lan899' }] }],
    ['/apaGroups/0/name', 'apa-group-name-out-of-range', { apaGroups: [{ name: 'lan950' }] }],
    ['/apaGroups/0/mode', 'apa-mode-invalid', { apaGroups: [{ name: 'lan900', mode: 'LACP' }] }],
    ['/apaGroups/0/ports/1', 'nic-name-invalid', { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan901'] }] }],
    ['/apaGroups/0/ports/0', 'nic-name-invalid', { apaGroups: [{ name: 'lan900', ports: ['lan5001'] }] }],
    [
      '/apaGroups/0/loadBalancing',
      'load-balancing-invalid',
      { apaGroups: [{ name: 'lan900', loadBalancing: 'LB_CPU' }] },
    ],
    ['/hostVlans/0/name', 'host-vlan-name-out-of-range', { hostVlans: [{ name: 'lan4999' }] }],
    ['/hostVlans/0/name', 'host-vlan-name-out-of-range', { hostVlans: [{ name: 'lan9000' }] }],
    ['/hostVlans/0/uplink', 'host-vlan-uplink-invalid', { hostVlans: [{ name: 'lan5000', uplink: 'lan5001' }] }],
    ['/hostVlans/0/vlanId', 'vlan-id-out-of-range', { hostVlans: [{ name: 'lan5000', vlanId: 4095 }] }],
    ['/hostVlans/0/vlanId', 'vlan-id-out-of-range', { hostVlans: [{ name: 'lan5000', vlanId: null }] }],
    ['/vswitches/0/name', 'vswitch-name-invalid', { vswitches: [{ name: 'vmlan9000' }] }],
    ['/vswitches/0/name', 'vswitch-name-invalid', { vswitches: [{ name: 'localnet' }] }],
    ['/vswitches/0/name', 'vswitch-name-invalid', { vswitches: [{ name: 'a;reboot' }] }],
    ['/vswitches/0/uplink', 'vswitch-uplink-invalid', { vswitches: [{ name: 'web', uplink: 'lan5000' }] }],
    ['/vswitches/0/uplink', 'vswitch-uplink-invalid', { vswitches: [{ name: 'web', uplink: 'lan8999' }] }],
    ['/vswitches/0/state', 'vswitch-state-invalid', { vswitches: [{ name: 'web', state: 'Up' }] }],
    ['/guestNics/0/guest', 'missing-property', { guestNics: [{ slot: '0,1' }] }],
    ['/guestNics/0/guest', 'guest-name-invalid', { guestNics: [{ guest: '-P', slot: '0,1' }] }],
    ['/guestNics/0/slot', 'guest-slot-invalid', { guestNics: [{ guest: 'g', slot: '0,8' }] }],
    ['/guestNics/0/slot', 'guest-slot-invalid', { guestNics: [{ guest: 'g', slot: '0, 1' }] }],
    ['/guestNics/0/vlanId', 'vlan-id-out-of-range', { guestNics: [{ guest: 'g', slot: '0,1', vlanId: -1 }] }],
    ['/guestNics/0/vlanId', 'vlan-id-out-of-range', { guestNics: [{ guest: 'g', slot: '0,1', vlanId: 1.5 }] }],
    ['/guestNics/0/vlanId', 'vlan-id-out-of-range', { guestNics: [{ guest: 'g', slot: '0,1', vlanId: '120' }] }],
    ['/guestNics/0/adapter', 'adapter-invalid', { guestNics: [{ guest: 'g', slot: '0,1', adapter: 'vio' }] }],
    ['/guestNics/0/port', 'vswitch-port-out-of-range', { guestNics: [{ guest: 'g', slot: '0,1', port: 512 }] }],
    ['/guestNics/0/mac', 'mac-invalid', { guestNics: [{ guest: 'g', slot: '0,1', mac: '1666f3f84e37' }] }],
    ['/guestNics/0/mac', 'mac-invalid', { guestNics: [{ guest: 'g', slot: '0,1', mac: '0x001122334455' }] }],
    ['/guestNics/0/mac', 'mac-invalid', { guestNics: [{ guest: 'g', slot: '0,1', mac: '03-11-22-33-44-55' }] }],
    ['/tunables/macAddressFrames', 'mac-address-frames-out-of-range', { tunables: { macAddressFrames: 31 } }],
    ['/tunables/from', 'from-invalid', { tunables: { from: 'a\nb' } }],
  ])('refuses a wrong value at %s as %s: %j', (at, code, part) => {
    expect(problemsOf({ ...head, ...part })).toEqual([`${code} ${at}`]);
  });

  test('says which MAC address was meant where only its bits are wrong', () => {
    const guestNics = [{ guest: 'g', slot: '0,1', mac: '00-11-22-33-44-55' }];
    expect(findDesiredProblems({ ...head, guestNics })[0]?.what).toMatch(/ did you mean "0x021122334455"\?$/);
    const other = [{ guest: 'g', slot: '0,1', mac: 'web01' }];
    expect(findDesiredProblems({ ...head, guestNics: other })[0]?.what).not.toContain('did you mean');
  });

  test.each([null, 7, 'text', [], [head]])('refuses %j as a document', (json) => {
    expect(problemsOf(json)).toEqual(['wrong-type ']);
  });

  test('names a missing head', () => {
    expect(problemsOf({})).toEqual([
      'missing-property /formatVersion',
      'missing-property /kind',
      'missing-property /host',
    ]);
  });

  test('names unknown properties at every level and suggests the one that was meant', () => {
    const document = JSON.parse(
      '{"formatVersion":"1","kind":"hpvm-desired-host","host":"h","vswitchs":[],"connection":{"address":"a","hostname":"b"},' +
        '"guestNics":[{"guest":"g","slot":"0,1","VLAN-ID":1,"colour":"red"}],"__proto__":{"x":1}}',
    ) as unknown;
    const problems = findDesiredProblems(document);
    expect(problems.map(({ code, at }) => `${code} ${at}`).sort()).toEqual([
      'unknown-property /__proto__',
      'unknown-property /connection/hostname',
      'unknown-property /guestNics/0/VLAN-ID',
      'unknown-property /guestNics/0/colour',
      'unknown-property /vswitchs',
    ]);
    const wordsAt = (at: string): string | undefined => problems.find((problem) => problem.at === at)?.what;
    expect(wordsAt('/vswitchs')).toContain('did you mean "vswitches"?');
    expect(wordsAt('/guestNics/0/VLAN-ID')).toContain('did you mean "vlanId"?');
    expect(wordsAt('/guestNics/0/colour')).not.toContain('did you mean');
  });

  test('takes budgets where they have a meaning, and nowhere else', () => {
    const lists = ['lanInterfaces', 'apaGroups', 'hostVlans', 'vswitches', 'guestNics'] as const;
    const names = { lanInterfaces: 'lan4', apaGroups: 'lan900', hostVlans: 'lan5000', vswitches: 'web' };
    const withBudgets = (budgets: object): object => ({
      ...head,
      ...Object.fromEntries(
        lists.map((list) => [
          list,
          [{ ...(list === 'guestNics' ? { guest: 'web01', slot: '0,1' } : { name: names[list] }), ...budgets }],
        ]),
      ),
      tunables: budgets,
    });
    expect(problemsOf(withBudgets({ protect: true }))).toEqual([]);
    expect(problemsOf(withBudgets({ protect: false }))).toHaveLength(lists.length + 1);
    expect(problemsOf(withBudgets({ maxOutageSeconds: 0.5 }))).toEqual([
      'unknown-property /lanInterfaces/0/maxOutageSeconds',
      'unknown-property /apaGroups/0/maxOutageSeconds',
      'unknown-property /hostVlans/0/maxOutageSeconds',
      'unknown-property /tunables/maxOutageSeconds',
    ]);
    expect(problemsOf({ ...head, vswitches: [{ name: 'web', maxOutageSeconds: -0.1 }] })).toEqual([
      'max-outage-seconds-invalid /vswitches/0/maxOutageSeconds',
    ]);
  });

  test('reports wrong values and what is wrong between values together', () => {
    expect(
      problemsOf({
        ...head,
        surprise: true,
        vswitches: [{ name: 'web', uplink: 'lan5000' }, { name: 'db' }, { name: 'db', state: 'on' }],
        guestNics: [
          { guest: 'g', slot: '0,1', vlanId: 9999 },
          { guest: 'g', slot: '0,1' },
          { guest: 7, slot: '0,1' },
        ],
      }),
    ).toEqual([
      'vswitch-uplink-invalid /vswitches/0/uplink',
      'vswitch-state-invalid /vswitches/2/state',
      'vlan-id-out-of-range /guestNics/0/vlanId',
      'guest-name-invalid /guestNics/2/guest',
      'unknown-property /surprise',
      'duplicate-identity /vswitches/2/name',
      'duplicate-identity /guestNics/1/slot',
    ]);
  });

  test('never throws and always has an error when it fails, whatever it is given', () => {
    const lists = fc.constantFrom(
      'lanInterfaces',
      'apaGroups',
      'hostVlans',
      'vswitches',
      'guestNics',
      'tunables',
      'connection',
    );
    const anything = fc.oneof(
      fc.anything(),
      fc.tuple(lists, fc.anything()).map(([list, value]) => ({ ...head, [list]: value })),
      fc.tuple(lists, fc.array(fc.anything())).map(([list, value]) => ({ ...head, [list]: value })),
      fc
        .tuple(
          lists,
          fc.array(fc.dictionary(fc.constantFrom('name', 'ports', 'guest', 'slot', 'mac', 'from'), fc.anything())),
        )
        .map(([list, value]) => ({ ...head, [list]: value })),
    );
    fc.assert(
      fc.property(anything, (json) => {
        const decoded = decodeDesiredHost(json, 'x');
        return decoded.ok || decoded.diagnostics.some(({ severity }) => severity === 'error');
      }),
      { numRuns: 500 },
    );
  });

  test('accepts every well-formed document', () => {
    fc.assert(
      fc.property(arbitraryDesiredDocument, (document) => {
        const decoded = decodeDesiredHost(document, 'x');
        expect(decoded.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
    );
  });
});

test('what is declared twice is reported alike, whatever the order of the declarations', () => {
  const twice = (lists: object): readonly string[] => {
    const document = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...lists };
    return decodeDesiredHost(document, 'twice').diagnostics.map(({ summary }) => summary);
  };
  const nic = { guest: 'db01', slot: '0,1', vswitch: 'web', adapter: 'lan' };
  for (const [list, declared] of [
    ['vswitches', { name: 'web', uplink: 'lan3' }],
    ['guestNics', nic],
    ['lanInterfaces', { name: 'lan3' }],
    ['apaGroups', { name: 'lan900' }],
    ['hostVlans', { name: 'lan5000' }],
  ] as const) {
    const found = twice({
      [list]: [
        { ...declared, from: 'b' },
        { ...declared, from: 'a' },
      ],
    });
    expect(found.length).toBeGreaterThan(0);
    expect(
      twice({
        [list]: [
          { ...declared, from: 'a' },
          { ...declared, from: 'b' },
        ],
      }).length,
    ).toBe(found.length);
    expect(twice({ [list]: [declared, declared] }).length).toBe(found.length);
  }
});
