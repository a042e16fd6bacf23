import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { hostVlan, withNics } from '../../../test/hosts/with-interfaces';
import type { ObservedHost } from '../../model/observed-host';
import { warningDiagnostic } from '../../model/diagnostic';
import { tellTheSwitch as rule } from './tell-the-switch';

test('it is a warning, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'tell-the-switch', severity: 'warning', basis: 'recalled' });
});

const GUIDE = "HP Auto Port Aggregation Administrator's Guide, HP-UX 11i v";
const group = (fields: object): Partial<ObservedHost> => ({
  apaGroups: quickStartHost().apaGroups.map((each) => (each.name === 'lan900' ? { ...each, ...fields } : each)),
});
const trunk = (ports: readonly string[], mode = 'MANUAL'): Partial<ObservedHost> => ({
  ...group({ mode, ports, loadBalancing: 'LB_MAC' }),
  ...withNics(Object.fromEntries(ports.map((port) => [port, { aggregate: 'lan900' as never }]))),
});
const summaries = (lists: object, changes: Partial<ObservedHost> = {}): readonly string[] =>
  said(planByRules([rule], lists, changes)).map(({ summary }) => summary);

test('ports that carry traffic now are set before at a price, or between two plans; others before', () => {
  const lists = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2', 'lan3'] }] };
  const detail = (moment: string): string =>
    `Server and switch must be in the same mode (${GUIDE}1 and v2, September 2008, p. 97). ${moment} ` +
    'Until both ends agree, the aggregate does not carry traffic, and the interruption lasts longer than the plan says. ' +
    `Look afterwards with "/usr/sbin/nwmgr -S apa -I 90X": state Up, and no port with an asterisk (${GUIDE}3, March 2014, p. 44).`;
  const during =
    'lan1, lan2 may carry traffic that a changed switch port cuts off, and a plan does not pause for the switch: set it before and count the interruption from then on, or make two plans, one that takes what is on it down and one that goes on when the switch is set.';
  expect(said(planByRules([rule], lists))).toEqual([
    warningDiagnostic(
      'tell-the-switch',
      'the switch ports of lan1, lan2, lan3 must be set to LACP_AUTO for lan900',
      detail(`lan3 can be set before the plan runs. ${during}`).replace('90X', '900'),
      'apaGroup.lan900',
    ),
  ]);
  const idle = said(planByRules([rule], { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] }));
  expect(idle.map((item) => item.detail)).toEqual([
    detail('lan3 can be set before the plan runs.').replace('90X', '901'),
  ]);
  const apart = { hostVlans: [hostVlan('lan5000', 'lan4')] };
  const spare = withNics({ lan1: { aggregate: null }, lan2: { aggregate: null } });
  const two = planByRules(
    [rule],
    { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan2', 'lan3'] }] },
    {
      ...group({ mode: 'Not_Enabled', ports: [] }),
      ...apart,
      ...spare,
    },
  );
  expect(said(two).map((item) => item.detail)).toEqual([
    detail('lan2, lan3 can be set before the plan runs.').replace('90X', '901'),
  ]);
  const busy = planByRules([rule], { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] });
  expect(said(busy).map((item) => item.detail)).toEqual([detail(during).replace('90X', '900')]);
});

test.each<[string, Partial<ObservedHost>]>([
  [
    'has an address',
    {
      addresses: [
        ...quickStartHost().addresses,
        { interface: 'lan3', address: '10.1.1.1', netmask: '255.0.0.0' },
      ] as never,
    },
  ],
  ['is under a host VLAN', { hostVlans: [hostVlan('lan5000', 'lan3')] }],
  [
    'is under a vswitch',
    {
      vswitches: [
        ...quickStartHost().vswitches,
        { ...quickStartHost().vswitches[0], name: 'web', uplink: 'lan3' },
      ] as never,
    },
  ],
])('a NIC that %s may carry traffic', (_how, changes) => {
  const plan = planByRules([rule], { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] }, changes);
  expect(said(plan).find((item) => item.code === 'tell-the-switch')?.detail).toContain(' lan3 may carry traffic');
});

test('ports that stay in their trunk ask nothing, one that is new there does', () => {
  const lists = { apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2', 'lan3'] }] };
  expect(summaries(lists, trunk(['lan1', 'lan2']))).toEqual([
    'the switch ports of lan3 must be set to MANUAL for lan900',
  ]);
  const balanced = { apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'], loadBalancing: 'LB_IP' }] };
  const plan = planByRules([rule], balanced, trunk(['lan1', 'lan2']));
  expect(plan.steps).not.toEqual([]);
  expect(said(plan)).toEqual([]);
});

test('a trunk of another mode is made anew', () => {
  const lists = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] };
  expect(summaries(lists, trunk(['lan1', 'lan2']))).toEqual([
    'the switch ports of lan1, lan2 must be set to LACP_AUTO for lan900',
  ]);
});

test('ports leave the trunk when they leave the aggregate', () => {
  const lists = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }] };
  expect(said(planByRules([rule], lists, trunk(['lan1', 'lan2', 'lan3'], 'LACP_AUTO')))).toEqual([
    warningDiagnostic(
      'tell-the-switch',
      'the switch ports of lan3 must leave the LACP_AUTO trunk of lan900',
      `A switch port that is not supposed to be in the trunk is to be removed from it (${GUIDE}1 and v2, September 2008, p. 79), and PAgP or LACP switched off on ports that APA does not use (p. 97). ` +
        'Do it as soon as the plan has run: before that the aggregate loses a link, after it frames go to a port that nobody listens on.',
      'apaGroup.lan900',
    ),
  ]);
  expect(summaries({ apaGroups: [] }, { ...trunk(['lan1', 'lan2']), ownedAddresses: ['apaGroup.lan900'] })).toContain(
    'the switch ports of lan1, lan2 must leave the MANUAL trunk of lan900',
  );
});

test('ports leave the trunk of an aggregate that becomes a failover group, or move to that of another', () => {
  const failover = { apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'] }] };
  expect(summaries(failover, trunk(['lan1', 'lan2']))).toEqual([
    'the switch ports of lan1, lan2 must leave the MANUAL trunk of lan900',
  ]);
  const moved = {
    apaGroups: [
      { name: 'lan900', ports: ['lan1', 'lan2'] },
      { name: 'lan901', mode: 'MANUAL', ports: ['lan3'] },
    ],
  };
  expect(summaries(moved, trunk(['lan1', 'lan2', 'lan3']))).toEqual([
    'the switch ports of lan3 must leave the MANUAL trunk of lan900',
    'the switch ports of lan3 must be set to MANUAL for lan901',
  ]);
});

test('a port that is new in a group carries the VLANs of that', () => {
  const lists = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };
  const changes = {
    ...withPortVlan('vmlan900', 2, 30, quickStartHost(withPortVlan('vmlan4', 2, 40))),
    hostVlans: [hostVlan('lan5000', 'lan900'), { ...hostVlan('lan5001', 'lan4'), vlanId: 8 as never }],
  };
  expect(said(planByRules([rule], lists, changes))).toEqual([
    warningDiagnostic(
      'tell-the-switch',
      'the switch ports of lan3 must carry VLAN 7, 30 tagged, as lan900 does',
      'Otherwise guests, or the host, lose these VLANs on that port, in a failover group as soon as it becomes the active one.',
      'apaGroup.lan900',
    ),
  ]);
  const same = { apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'] }] };
  expect(summaries(same, changes).filter((text) => text.includes('tagged'))).toEqual([]);
});

test('a host VLAN is announced', () => {
  const lists = { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 9 }] };
  expect(said(planByRules([rule], lists))).toEqual([
    warningDiagnostic(
      'tell-the-switch',
      'the switch port behind lan3 must carry VLAN 9 tagged',
      'The same VLANs are configured on the switch port and marked tagged (Planning and Implementing VLANs with HP-UX, p. 15); until then lan5000 reaches nothing outside the host.',
      'hostVlan.lan5000',
    ),
  ]);
});

test('a failover group asks nothing of the switch', () => {
  const plan = planByRules([rule], { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] });
  expect(plan.steps).not.toEqual([]);
  expect(said(plan)).toEqual([]);
  const three = trunk(['lan1', 'lan2', 'lan3'], 'LAN_MONITOR');
  expect(summaries({ apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }] }, three)).toEqual([]);
  const beside = [
    { name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] },
    { name: 'lan901', mode: 'MANUAL', ports: ['lan4'] },
  ];
  expect(summaries({ apaGroups: beside })).toEqual(['the switch ports of lan4 must be set to MANUAL for lan901']);
});

test('each of two trunks loses its own ports', () => {
  const apaGroups = quickStartHost().apaGroups.map((each) =>
    each.name === 'lan900'
      ? { ...each, mode: 'MANUAL', ports: ['lan0', 'lan1'] }
      : each.name === 'lan901'
        ? { ...each, mode: 'LACP_AUTO', ports: ['lan2', 'lan3'] }
        : each,
  );
  const nics = withNics(
    Object.fromEntries(
      ['lan900', 'lan900', 'lan901', 'lan901'].map((aggregate, index) => [
        `lan${String(index)}`,
        { aggregate: aggregate as never },
      ]),
    ),
  );
  const lists = {
    apaGroups: [
      { name: 'lan900', ports: ['lan0'] },
      { name: 'lan901', ports: ['lan2'] },
    ],
  };
  expect(summaries(lists, { ...nics, apaGroups: apaGroups as never, addresses: [], netconf: [] })).toEqual([
    'the switch ports of lan1 must leave the MANUAL trunk of lan900',
    'the switch ports of lan3 must leave the LACP_AUTO trunk of lan901',
  ]);
});

test('a VLAN that reaches beyond the host is announced', () => {
  const plan = planByRules([rule], { guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 30 }] });
  expect(said(plan)).toEqual([
    warningDiagnostic(
      'tell-the-switch',
      'the switch port behind lan900 must carry VLAN 30 tagged',
      'A running guest on the port changes its network at that step: outside the host it reaches only what is in the same VLAN there. The guest itself knows nothing of it: frames that it tags are discarded (Planning and Implementing VLANs with HP-UX, p. 17).',
      'vswitch.vmlan900',
    ),
  ]);
});

test.each([
  ['on a guest-only vswitch', { guestNics: [{ guest: 'web01', slot: '0,2', vlanId: 30 }] }],
  [
    'on a vswitch that is not listed',
    { guestNics: [{ guest: 'test01', slot: '0,3', adapter: 'lan', vswitch: 'localnet', vlanId: 30 }] },
  ],
])('a VLAN %s does not reach the switch', (_where, lists) => {
  const plan = planByRules([rule], lists, _where.endsWith('listed') ? { vswitches: [] } : {});
  expect(plan.steps.map((step) => step.title).join()).toContain('VLAN 30');
  expect(said(plan)).toEqual([]);
});

test('a vswitch or a guest NIC without VLAN needs nothing of the switch', () => {
  const plan = planByRules([rule], {
    vswitches: [{ name: 'web', uplink: 'lan3' }],
    guestNics: [{ guest: 'test01', slot: '0,3', adapter: 'lan', vswitch: 'web' }],
  });
  expect(plan.steps).not.toEqual([]);
  expect(said(plan)).toEqual([]);
});

test('a VLAN that is cleared needs nothing new of the switch', () => {
  const plan = planByRules(
    [rule],
    { guestNics: [{ guest: 'app01', slot: '0,1', vlanId: null }] },
    withPortVlan('vmlan900', 2, 30),
  );
  expect(plan.steps.map((step) => step.title).join()).toContain('Clear the VLAN of port 2 on vmlan900');
  expect(said(plan)).toEqual([]);
});
