import { ordersBy, planByRules, restartOf, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { portVlanWhileUp as rule } from './port-vlan-while-up';

const SET = 'Put port 2 of vmlan4 (web01 0,1) on VLAN 30';
const CLEAR = 'Clear the VLAN of port 2 on vmlan4 (web01 0,1)';
const AFTER_BOOT = 'a port VLAN is known to take effect on a vswitch that is up';
const BEFORE_HALT = 'the port VLAN is set while the vswitch is still up';
const tag = (vlanId: number | null): object => ({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId }] });
const isDown = (host: Pick<ObservedHost, 'vswitches'>): Pick<ObservedHost, 'vswitches'> => ({
  ...host,
  vswitches: host.vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, state: 'down' as const } : each)),
});

test('it is an error, on observed ground', () => {
  expect(rule).toMatchObject({ id: 'port-vlan-while-up', severity: 'error', basis: 'observed' });
});

test('a vswitch that stays up takes the VLAN at once', () => {
  const plan = planByRules([rule], tag(30));
  expect(titlesOf(plan)).toContain(SET);
  expect([ordersBy(rule, plan), said(plan)]).toEqual([[], []]);
});

test('a vswitch that is booted takes it after its own boot', () => {
  const lists = {
    ...tag(30),
    vswitches: [
      { name: 'fresh', uplink: 'lan3' },
      { name: 'vmlan4', state: 'up' },
    ],
  };
  const plan = planByRules([rule], lists, isDown(quickStartHost()));
  expect(ordersBy(rule, plan)).toEqual([`Boot vswitch vmlan4 -> ${SET}: ${AFTER_BOOT}`]);
  expect(said(plan)).toEqual([]);
});

test('a vswitch that is restarted takes a new VLAN after the boot, and loses one before the halt', () => {
  const set = planByRules([rule, restartOf('vmlan4')], tag(30));
  const cleared = planByRules([rule, restartOf('vmlan4')], tag(null), withPortVlan('vmlan4', 2, 30));
  expect(ordersBy(rule, set)).toEqual([`Boot vswitch vmlan4 -> ${SET}: ${AFTER_BOOT}`]);
  expect(ordersBy(rule, cleared)).toEqual([`${CLEAR} -> Halt vswitch vmlan4: ${BEFORE_HALT}`]);
});

test('so it does when the VLAN is cleared', () => {
  const plan = planByRules(
    [rule],
    { ...tag(null), vswitches: [{ name: 'vmlan4', state: 'up' }] },
    isDown(withPortVlan('vmlan4', 2, 30)),
  );
  expect(ordersBy(rule, plan)).toEqual([`Boot vswitch vmlan4 -> ${CLEAR}: ${AFTER_BOOT}`]);
});

test.each([
  ['set', tag(30), quickStartHost(), SET],
  ['cleared', tag(null), withPortVlan('vmlan4', 2, 30), CLEAR],
])('on a vswitch that goes down for good it is %s before the halt', (_what, lists, host, title) => {
  const plan = planByRules([rule], { ...lists, vswitches: [{ name: 'vmlan4', state: 'down' }] }, host);
  expect(ordersBy(rule, plan)).toEqual([`${title} -> Halt vswitch vmlan4: ${BEFORE_HALT}`]);
  expect(said(plan)).toEqual([]);
});

test('a vswitch that is recreated takes it after the boot, whether it is set or put back', () => {
  const moved = { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] };
  const set = planByRules([rule], { ...tag(30), ...moved });
  const back = planByRules([rule], moved, withPortVlan('vmlan4', 2, 30));
  expect(ordersBy(rule, set)).toEqual([`Boot vswitch vmlan4 -> ${SET}: ${AFTER_BOOT}`]);
  expect(ordersBy(rule, back)).toEqual([
    `Boot vswitch vmlan4 -> Put port 2 of vmlan4 (guestNic.web01:0,1) on VLAN 30: ${AFTER_BOOT}`,
  ]);
});

test('a vswitch that is recreated and stays down has no time for it, and the plan is refused', () => {
  const plan = planByRules([rule], { ...tag(30), vswitches: [{ name: 'vmlan4', uplink: 'lan3', state: 'down' }] });
  expect(said(plan)).toEqual([
    errorDiagnostic(
      'port-vlan-while-up',
      'the VLAN of a port would have to be set on vmlan4, which is made anew and stays down',
      'A port VLAN is known to take effect only on a vswitch that is up. Let vmlan4 be up in this plan, and take it down in a second one.',
      'guestNic.web01:0,1',
    ),
  ]);
  const without = { vswitches: [{ name: 'vmlan4', uplink: 'lan3', state: 'down' }] };
  expect(said(planByRules([rule], without))).toEqual([]);
});

test('on a vswitch that is down and stays down it is set, with a warning', () => {
  expect(said(planByRules([rule], tag(30), isDown(quickStartHost())))).toEqual([
    warningDiagnostic(
      'port-vlan-while-up',
      'the VLAN of a port is set while vswitch vmlan4 is down',
      'No source says what hpvmnet -u does then. The result is read back after the run.',
      'guestNic.web01:0,1',
    ),
  ]);
});

test('a guest NIC without VLAN on such a vswitch is no matter', () => {
  const plain = { guestNics: [{ guest: 'test01', slot: '0,3', vswitch: 'vmlan4', adapter: 'lan' }] };
  expect(said(planByRules([rule], plain, isDown(quickStartHost())))).toEqual([]);
});

test('a NIC that is on localnet gets no VLAN there, and may lose one', () => {
  const web01 = (vlanId: number | null) => ({ guestNics: [{ guest: 'web01', slot: '0,2', vlanId }] });
  expect(said(planByRules([rule], web01(20)))).toEqual([
    errorDiagnostic(
      'port-vlan-while-up',
      'a port of localnet would get a VLAN, and no manual says whether localnet has port VLANs',
      'localnet connects guests of this host and nothing else (HP-UX Handbook 13.00, ch. 18, p. 6). Put the guest NIC on a vswitch of your own, or leave vlanId out.',
      'guestNic.web01:0,2',
    ),
  ]);
  expect(said(planByRules([rule], web01(null), withPortVlan('localnet', 1, 20)))).toEqual([]);
});
