import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost, ObservedLanInterface } from '../../model/observed-host';
import { haltBeforeApaTeardown } from './halt-before-apa-teardown';
import { restartAfterOffloadChange } from './restart-after-offload-change';
import { supportedUplinkDriver as rule } from './supported-uplink-driver';

const ID = 'supported-uplink-driver';

/** The quick-start host with some of its NICs changed, on some release. */
function host(
  nics: Readonly<Record<string, Partial<ObservedLanInterface>>>,
  integrityVmVersion: string | null = 'B.04.20.05',
  changes: Partial<ObservedHost> = {},
): Partial<ObservedHost> {
  const { lanInterfaces, platform } = quickStartHost();
  return {
    lanInterfaces: lanInterfaces.map((nic) => ({ ...nic, ...nics[nic.name] })),
    platform: { ...platform, integrityVmVersion },
    ...changes,
  };
}

const gelanOn = (vswitch: string, nic: string, release = 'B.04.20.05'): readonly [string, string, string] => [
  ID,
  `vswitch ${vswitch} would use ${nic}, a NIC of the gelan driver`,
  `Integrity VM 4.1 and later do not support that driver (Integrity VM 4.2 Release Notes, 7.2.10, p. 71; this host has ${release}). Put ${vswitch} on another NIC.`,
];
const WEB_ON_LAN3 = { vswitches: [{ name: 'web', uplink: 'lan3' }] };
const GELAN = { driver: 'gelan' };
const outline = (lists: object, changes: Partial<ObservedHost>): readonly string[] =>
  said(planByRules([rule], lists, changes)).map((item) => `${item.severity} ${item.address ?? ''}: ${item.summary}`);

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: ID, severity: 'error', basis: 'documented' });
});

describe('a NIC of the gelan driver', () => {
  test('does not get a new vswitch, said once', () => {
    expect(said(planByRules([rule], WEB_ON_LAN3, host({ lan3: GELAN })))).toEqual([
      errorDiagnostic(...gelanOn('web', 'lan3'), 'vswitch.web'),
    ]);
  });

  test.each([
    ['B.04.10', 'error'],
    ['B.06.10', 'error'],
    ['A.03.50', undefined],
    ['B.04.00', undefined],
  ])('on release %s: %s', (release, severity) => {
    expect(said(planByRules([rule], WEB_ON_LAN3, host({ lan3: GELAN }, release)))[0]?.severity).toBe(severity);
  });

  test.each([[null, 'an unknown release'] as const, ['next year', 'next year'] as const])(
    'on release %s, which says nothing, a person has to look',
    (release, shown) => {
      expect(said(planByRules([rule], WEB_ON_LAN3, host({ lan3: GELAN }, release)))).toEqual([
        warningDiagnostic(...gelanOn('web', 'lan3', shown), 'vswitch.web'),
      ]);
    },
  );

  test('does not get a vswitch that was down, and a vswitch that stays down is no matter', () => {
    const vswitches = quickStartHost().vswitches.map((each) =>
      each.name === 'vmlan4' ? { ...each, state: 'down' as const } : each,
    );
    const down = host({ lan4: GELAN }, 'B.04.20.05', { vswitches });
    expect(outline({ vswitches: [{ name: 'vmlan4', state: 'up' }] }, down)).toEqual([
      `error vswitch.vmlan4: ${gelanOn('vmlan4', 'lan4')[1]}`,
    ]);
    expect(outline({ vswitches: [{ name: 'vmlan4' }, { name: 'vmlan0', state: 'down' }] }, down)).toEqual([]);
  });

  test('does not get a vswitch that moves there, in one refusal', () => {
    const moved = { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] };
    expect(outline(moved, host({ lan3: GELAN }))).toEqual([`error vswitch.vmlan0: ${gelanOn('vmlan0', 'lan3')[1]}`]);
    expect(outline(moved, host({ lan0: GELAN }))).toEqual([]);
  });

  test('does not join a group beneath a vswitch; its own restart is no second matter', () => {
    const lists = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };
    expect(outline(lists, host({ lan3: GELAN }))).toEqual([
      `error vswitch.vmlan900: ${gelanOn('vmlan900', 'lan3')[1]}`,
    ]);
    expect(outline(lists, host({ lan1: GELAN }))).toEqual([]);
  });

  test('may join a group without a vswitch, or one that its vswitch leaves', () => {
    const group = { name: 'lan901', mode: 'MANUAL', ports: ['lan3'] };
    expect(outline({ apaGroups: [group] }, host({ lan3: GELAN }))).toEqual([]);
    const leaving = {
      apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }],
      vswitches: [{ name: 'vmlan900', uplink: 'lan0' }],
    };
    expect(outline(leaving, host({ lan3: GELAN }))).toEqual([]);
  });

  test('does not get further guest NICs, added or moved there', () => {
    const nics = {
      guestNics: [
        { guest: 'test01', slot: '0,2', vswitch: 'vmlan4', adapter: 'lan' },
        { guest: 'test01', slot: '0,1', vswitch: 'vmlan4' },
      ],
    };
    expect(outline(nics, host({ lan4: GELAN }))).toEqual([
      `error guestNic.test01:0,2: ${gelanOn('vmlan4', 'lan4')[1]}`,
      `error guestNic.test01:0,1: ${gelanOn('vmlan4', 'lan4')[1]}`,
    ]);
  });

  test('does not get a vswitch that is made and left down', () => {
    const lists = { vswitches: [{ name: 'web', uplink: 'lan3', state: 'down' }] };
    expect(outline(lists, host({ lan3: GELAN }))).toEqual([`error vswitch.web: ${gelanOn('web', 'lan3')[1]}`]);
  });

  test('keeps the vswitch it has: a restart is only warned of, a halt is not', () => {
    const restarted = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] };
    const plan = planByRules([rule, restartAfterOffloadChange], restarted, host({ lan4: GELAN }));
    expect(said(plan)).toEqual([warningDiagnostic(...gelanOn('vmlan4', 'lan4'), 'vswitch.vmlan4')]);
    expect(outline({ vswitches: [{ name: 'vmlan4', state: 'down' }] }, host({ lan4: GELAN }))).toEqual([]);
  });

  test('is refused as a new port, although the restart alone would be warned of', () => {
    const lists = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };
    const plan = planByRules([rule, haltBeforeApaTeardown], lists, host({ lan2: GELAN, lan3: GELAN }));
    expect(said(plan)).toEqual([
      errorDiagnostic(...gelanOn('vmlan900', 'lan3'), 'vswitch.vmlan900'),
      warningDiagnostic(...gelanOn('vmlan900', 'lan2'), 'vswitch.vmlan900'),
    ]);
  });

  test('a guest-only vswitch, and a group of other cards, are no matter', () => {
    const lists = {
      vswitches: [
        { name: 'inner', uplink: null },
        { name: 'web', uplink: 'lan900' },
      ],
    };
    expect(outline(lists, host({ lan3: GELAN, lan4: GELAN }))).toEqual([]);
    expect(outline(lists, host({ lan2: GELAN }))).toEqual([`error vswitch.web: ${gelanOn('web', 'lan2')[1]}`]);
  });

  test('a NIC that is not listed is not judged', () => {
    expect(
      outline(
        { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] },
        host({}, null, { lanInterfaces: [] }),
      ),
    ).toEqual(expect.not.arrayContaining([expect.stringContaining('gelan')]));
  });
});

describe('a port of an A5506B card', () => {
  const description = 'HP A5506B PCI 10/100Base-TX 4 Port';

  test('is warned of', () => {
    expect(said(planByRules([rule], WEB_ON_LAN3, host({ lan3: { description } })))).toEqual([
      warningDiagnostic(
        ID,
        'vswitch web would use lan3, a port of an A5506B card (HP A5506B PCI 10/100Base-TX 4 Port)',
        'HP advises against that card for guests: connections between host and guest may be unreliable over it (Integrity VM 4.2 Release Notes, 7.2.9, p. 71). Put web on another NIC.',
        'vswitch.web',
      ),
    ]);
  });

  test.each([['HP A5506 PCI'], ['HP XA5506BX PCI'], [null]])('%s is another', (other) => {
    expect(outline(WEB_ON_LAN3, host({ lan3: { description: other } }))).toEqual([]);
  });

  test('is no news where the vswitch only restarts', () => {
    const lists = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off', segmentationOffload: 'off' }] };
    const plan = planByRules([rule, restartAfterOffloadChange], lists, host({ lan4: { description } }));
    expect(said(plan)).toEqual([]);
  });
});

describe('AVIO over a driver', () => {
  const accelerated = (vswitch: string): object => ({
    guestNics: [{ guest: 'test01', slot: '0,2', vswitch, adapter: 'avio_lan' }],
  });

  test('that no running guest of the host uses for it has to be looked up', () => {
    expect(said(planByRules([rule], accelerated('vmlan0'), host({ lan0: { driver: 'btlan' } })))).toEqual([
      warningDiagnostic(
        ID,
        'no running guest of this host uses AVIO over the driver btlan yet (lan0, beneath vswitch vmlan0)',
        'AVIO needs a NIC that the release notes of the installed Integrity VM list as supported (ICA 4.2, p. 20). Look btlan up there, or set adapter "lan".',
        'guestNic.test01:0,2',
      ),
    ]);
  });

  test('that a running guest uses, over a NIC or over a group, is shown to work', () => {
    expect(outline(accelerated('vmlan0'), host({ lan0: { driver: 'iexgbe' } }))).toEqual([]);
    expect(outline(accelerated('vmlan0'), host({ lan0: { driver: 'iether' }, lan2: { driver: 'iether' } }))).toEqual(
      [],
    );
  });

  test('shows nothing while its guests are off, their vswitch is down, or they use the emulated adapter', () => {
    const base = quickStartHost();
    const one = { lan0: { driver: 'x' }, lan4: { driver: 'x' } };
    const news = [expect.stringContaining('over the driver x yet')] as unknown as readonly string[];
    const off = base.guests.map((guest) => ({ ...guest, state: 'off' as const }));
    expect(outline(accelerated('vmlan0'), host(one, 'B.04.20.05', { guests: off }))).toEqual(news);
    const down = base.vswitches.map((each) => ({ ...each, state: 'down' as const }));
    expect(outline(accelerated('vmlan0'), host(one, 'B.04.20.05', { vswitches: down }))).toEqual(news);
    const emulated = base.guestNics.map((nic) => ({ ...nic, adapter: 'lan' as const }));
    expect(outline(accelerated('vmlan0'), host(one, 'B.04.20.05', { guestNics: emulated }))).toEqual(news);
    expect(outline(accelerated('vmlan0'), host(one))).toEqual([]);
  });

  test('is not shown by a guest or vswitch that is not listed, nor without an uplink', () => {
    const one = { lan0: { driver: 'x' }, lan4: { driver: 'x' } };
    const asked = (changes: Partial<ObservedHost>): number =>
      said(planByRules([rule], accelerated('vmlan0'), host(one, 'B.04.20.05', changes))).length;
    const { guests, guestNics } = quickStartHost();
    expect(asked({ guests: guests.filter((guest) => guest.name === 'test01') })).toBe(1);
    expect(asked({ guestNics: guestNics.map((nic) => ({ ...nic, vswitch: 'gone' as never })) })).toBe(1);
    expect(asked({ guestNics: guestNics.map((nic) => ({ ...nic, vswitch: 'localnet' as never })) })).toBe(1);
  });

  test('is no matter for a vswitch that boots, nor for a port that joins', () => {
    const vswitches = quickStartHost().vswitches.map((each) => ({ ...each, state: 'down' as const }));
    const odd = host({ lan4: { driver: 'x' }, lan3: { driver: 'y' } }, 'B.04.20.05', { vswitches });
    const lists = {
      vswitches: [{ name: 'vmlan4', state: 'up' }],
      apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }],
    };
    expect(outline(lists, odd)).toEqual([]);
  });

  test('is no news to a NIC that gets another port of its vswitch, while the uplink and the adapter stay', () => {
    const untried = 'warning guestNic.test01:0,1: no running guest of this host uses AVIO over the driver';
    const avio = quickStartHost().guestNics.map((nic) =>
      nic.guest === 'test01' ? { ...nic, adapter: 'avio_lan' as const } : nic,
    );
    const nics = (change: object): object => ({ guestNics: [{ guest: 'test01', slot: '0,1', ...change }] });
    const used = host({ lan0: { driver: 'x' }, lan3: { driver: 'y' } }, 'B.04.20.05', { guestNics: avio });
    expect(outline(nics({ port: 5 }), used)).toEqual([]);
    expect(outline({ ...nics({ port: 5 }), vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] }, used)).toEqual([
      `${untried} y yet (lan3, beneath vswitch vmlan0)`,
    ]);
    const emulated = host({ lan0: { driver: 'x' } });
    expect(outline(nics({ adapter: 'avio_lan' }), emulated)).toEqual([
      `${untried} x yet (lan0, beneath vswitch vmlan0)`,
    ]);
    const elsewhere = { ...quickStartHost(used), guestNics: avio };
    expect(
      outline(nics({ vswitch: 'vmlan4', adapter: 'avio_lan' }), {
        ...elsewhere,
        lanInterfaces: elsewhere.lanInterfaces.map((nic) => (nic.name === 'lan4' ? { ...nic, driver: 'z' } : nic)),
        guests: elsewhere.guests.map((guest) => ({ ...guest, state: 'off' as const })),
      }),
    ).toEqual([`${untried} z yet (lan4, beneath vswitch vmlan4)`]);
  });

  test('is no matter for an emulated NIC, nor for a vswitch without guests', () => {
    const lists = { guestNics: [{ guest: 'test01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan' }], ...WEB_ON_LAN3 };
    expect(outline(lists, host({ lan0: { driver: 'btlan' }, lan3: { driver: 'btlan' } }))).toEqual([]);
  });

  test('gelan is refused, and not looked up as well', () => {
    expect(outline(accelerated('vmlan0'), host({ lan0: GELAN }))).toEqual([
      `error guestNic.test01:0,2: ${gelanOn('vmlan0', 'lan0')[1]}`,
    ]);
  });
});
