import { ordersBy, planByRules, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { haltBeforeApaTeardown as rule } from './halt-before-apa-teardown';

const WHY = 'with the vswitch still up, hpvmnet reports a wrong MAC address for it';
const INFERRED = `${WHY}, as inferred from what HP says of stopping APA`;
const vswitchesWith = (name: string, changes: object): ReturnType<typeof quickStartHost>['vswitches'] =>
  quickStartHost().vswitches.map((vswitch) => (vswitch.name === name ? { ...vswitch, ...changes } : vswitch));
const power = (titles: readonly string[]): readonly string[] =>
  titles.filter((title) => /^(Halt|Boot) /.test(title)).sort();

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'halt-before-apa-teardown', severity: 'error', basis: 'documented' });
});

test('every vswitch on the group is halted before anything changes beneath it, and no other', () => {
  const plan = planByRules(
    [rule],
    { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan3'] }], vswitches: [{ name: 'vmlan4', state: 'down' }] },
    { vswitches: vswitchesWith('vmlan0', { uplink: 'lan900' }) },
  );
  expect(power(titlesOf(plan))).toEqual([
    'Boot vswitch vmlan0',
    'Boot vswitch vmlan900',
    'Halt vswitch vmlan0',
    'Halt vswitch vmlan4',
    'Halt vswitch vmlan900',
  ]);
  expect(ordersBy(rule, plan)).toEqual([
    `Halt vswitch vmlan0 -> Add lan3 to lan900 as LAN_MONITOR: ${INFERRED}`,
    `Halt vswitch vmlan0 -> Take lan2 out of lan900: ${INFERRED}`,
    `Halt vswitch vmlan900 -> Add lan3 to lan900 as LAN_MONITOR: ${INFERRED}`,
    `Halt vswitch vmlan900 -> Take lan2 out of lan900: ${INFERRED}`,
  ]);
});

test('the restart says what it is for', () => {
  const plan = planByRules([rule], { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan3'] }] });
  const halt = plan.steps.find((step) => step.title === 'Halt vswitch vmlan900');
  expect(halt?.purpose).toEqual({ rule: 'halt-before-apa-teardown', why: 'lan900 changes beneath it' });
});

test('a vswitch that is down already is left alone', () => {
  const vswitches = vswitchesWith('vmlan900', { state: 'down' });
  const plan = planByRules([rule], { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan3'] }] }, { vswitches });
  expect(power(titlesOf(plan))).toEqual([]);
});

test('a vswitch that only comes to the group is not halted for it', () => {
  const lists = {
    apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }],
    vswitches: [{ name: 'vmlan4', uplink: 'lan901' }],
    guestNics: [],
  };
  const plan = planByRules([rule], lists);
  const halt = plan.steps.find((step) => step.title === 'Halt vswitch vmlan4');
  expect(halt?.purpose.rule).toBe('halt-before-vswitch-delete');
  expect(ordersBy(rule, plan)).toEqual([]);
});

test('a group with nothing on it changes freely', () => {
  const plan = planByRules([rule], { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] });
  expect(titlesOf(plan)).toEqual([
    'Add lan3 to lan901 as MANUAL',
    'Save the running APA configuration, all groups of it',
  ]);
});

test('a guest-only vswitch is no matter, nor is a group that only balances differently', () => {
  const inner = vswitchesWith('vmlan4', { uplink: null });
  const halted = planByRules(
    [rule],
    { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan3'] }], vswitches: [{ name: 'vmlan4', state: 'down' }] },
    { vswitches: inner },
  );
  expect(ordersBy(rule, halted).join()).not.toContain('vmlan4');
  const apaGroups = quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, mode: 'LACP_AUTO' as const, loadBalancing: 'LB_MAC' as const } : group,
  );
  const balanced = planByRules([rule], { apaGroups: [{ name: 'lan900', loadBalancing: 'LB_IP' }] }, { apaGroups });
  expect(titlesOf(balanced)).toContain('Balance lan900 by LB_IP');
  expect(power(titlesOf(balanced))).toEqual([]);
});

test("the host's address may leave the group before the vswitch is halted, its ports may not", () => {
  const apaGroups = quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, mode: 'MANUAL' as const, loadBalancing: 'LB_MAC' as const } : group,
  );
  const plan = planByRules([rule], { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO' }] }, { apaGroups });
  const halted = ordersBy(rule, plan).filter((text) => text.startsWith('Halt vswitch vmlan900'));
  expect(titlesOf(plan)).toContain('Take address 192.1.4.205 off lan900');
  expect(halted).toContain(`Halt vswitch vmlan900 -> Take all ports (lan1, lan2) out of lan900: ${WHY}`);
  expect(halted.join()).not.toContain('192.1.4.205');
});
