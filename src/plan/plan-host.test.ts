import type { CoverageGap, ObservedHost } from '../model/observed-host';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
import type { Plan } from './plan-document';

function plan(lists: object, changes: Partial<ObservedHost> = {}, acceptRecalled = true): Plan {
  return planFor(lists, quickStartHost(changes), acceptRecalled);
}

function summaries(made: Plan, severity: string): readonly string[] {
  return made.diagnostics.filter((item) => item.severity === severity).map((item) => item.summary);
}

const AGGREGATE = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] };

const SAVED_GROUPS = [
  { name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'], loadBalancing: 'LB_HS', key: null },
  { name: 'lan901', mode: 'MANUAL', ports: ['lan3'], loadBalancing: 'LB_MAC', key: null },
];

describe('unknown is not absent', () => {
  const gap = (subject: string): { readonly coverage: readonly CoverageGap[] } => ({
    coverage: [{ subject, probe: 'a command', reason: 'it gave no answer' }],
  });

  test.each([
    ['ipv6Interfaces', AGGREGATE, 'it could not be read whether these interfaces are plumbed for IPv6'],
    ['addresses', AGGREGATE, 'it could not be read which addresses the VM host has on these interfaces'],
    ['netconf', AGGREGATE, 'it could not be read which addresses the VM host has on these interfaces'],
    [
      'vswitch.vmlan4',
      { guestNics: [{ guest: 'web01', slot: '0,5', vswitch: 'vmlan4', adapter: 'avio_lan' }] },
      'it could not be read which ports of vmlan4 are free',
    ],
    [
      'vswitch.vmlan0',
      { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] },
      'it could not be read which port VLANs vmlan0 has',
    ],
    [
      'guest.test01',
      { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] },
      'it could not be read which guests use vmlan0',
    ],
  ])('without knowing %s the plan is blocked', (subject, lists, summary) => {
    const made = plan(lists, gap(subject));
    expect(made.status).toBe('blocked');
    expect(summaries(made, 'error')).toEqual([summary]);
  });

  test('who is interrupted may be unknown, but is then said', () => {
    const made = plan({ vswitches: [{ name: 'vmlan4', state: 'down' }] }, gap('guests'));
    expect(made.status).toBe('ready');
    expect(summaries(made, 'warning')).toEqual(['it could not be read which guests are interrupted by halting vmlan4']);
  });

  test('whether somebody captures packets may be unknown, but is then said', () => {
    const made = plan({ vswitches: [{ name: 'fresh', uplink: 'lan3' }] }, gap('promiscuousPrograms'));
    expect(summaries(made, 'warning')).toEqual(['it could not be read whether a program captures on the NIC of fresh']);
  });
});

describe('the path on which the host is managed', () => {
  test('is untouched when only other interfaces change', () => {
    expect(plan(AGGREGATE).managementPath).toEqual({ touched: false, through: ['lan0'] });
  });

  test('is touched when the group beneath our address is rebuilt, and the plan warns', () => {
    const made = plan(AGGREGATE, { managementPath: { address: '192.1.4.205', interface: 'lan900' as never } });
    expect(made.managementPath).toEqual({ touched: true, through: ['lan900', 'lan1', 'lan2'], moves: true });
    expect(summaries(made, 'warning')).toContain(
      'the plan changes lan900, lan1, lan2, through which this host is managed',
    );
  });

  test('counts as touched when it is unknown and host interfaces change', () => {
    const made = plan(AGGREGATE, { managementPath: { address: null, interface: null } });
    expect(made.managementPath).toEqual({ touched: true, through: [] });
  });
});

test('a removing command of recalled form needs approval, and once approved a warning stays', () => {
  const lists = { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] };
  expect(plan(lists, {}, false).status).toBe('blocked');
  expect(plan(lists, {}, true).status).toBe('ready');
  expect(plan(lists, {}, true).diagnostics.map((item) => item.code)).toEqual([
    'start-no-guest-meanwhile',
    'recalled-command-accepted',
  ]);
});

test.each([
  [
    'clearing a port VLAN',
    'Clear the VLAN of port 2 on vmlan4 (web01 0,1)',
    withPortVlan('vmlan4', 2, 120),
    {
      guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }],
    },
  ],
  [
    'dropping a saved group by saving what runs',
    'Remove lan901 from the saved APA configuration by saving the running one, all groups of it',
    {
      ownedAddresses: ['apaGroup.lan901'],
      saved: { lanInterfaces: [], apaGroups: SAVED_GROUPS, hostVlans: [] },
    },
    { apaGroups: [] },
  ],
] as const)('%s rests on memory and needs approval', (_what, title, host, lists) => {
  const changes = host as Partial<ObservedHost>;
  expect(summaries(plan(lists, changes, false), 'error')).toEqual([
    `needs approval, because the form of the command is only recalled: ${title}`,
  ]);
  expect(plan(lists, changes, true).status).toBe('ready');
});

test('setting a port VLAN, and deleting a saved host VLAN by its documented command, need none', () => {
  expect(plan({ guestNics: [{ guest: 'test01', slot: '0,1', vlanId: 120 }] }, {}, false).status).toBe('ready');
  const hostVlans = [{ name: 'lan5000', uplink: 'lan3', vlanId: 7 }];
  const saved = { lanInterfaces: [], apaGroups: [], hostVlans } as unknown as ObservedHost['saved'];
  expect(plan({ hostVlans: [] }, { ownedAddresses: ['hostVlan.lan5000'], saved }, false).status).toBe('ready');
});

test('the address of a failover group is not moved on a guess about its primary port', () => {
  const made = plan(AGGREGATE, { netconf: [] });
  expect(summaries(made, 'error')).toEqual([
    'cannot tell which port 192.1.4.205 returns to when failover group lan900 is cleared',
  ]);
});

test('a plan with nothing to do has no steps, no footprint and no outage', () => {
  const made = plan({ vswitches: [{ name: 'vmlan4', uplink: 'lan4' }] });
  expect([made.status, made.steps, made.outages, made.basis.footprint]).toEqual(['no-op', [], [], []]);
});

test('steps are numbered so that their text order is their order', () => {
  const nics = Array.from({ length: 50 }, (_, index) => ({
    guest: 'web01',
    slot: `${String(1 + Math.floor(index / 8))},${String(index % 8)}`,
    vswitch: 'vmlan900',
    adapter: 'avio_lan',
    vlanId: 7,
  }));
  const ids = plan({ guestNics: nics }).steps.map((step) => step.id);
  expect(ids).toHaveLength(100);
  expect([...ids].sort()).toEqual(ids);
  expect(ids[0]).toBe('s001');
});
