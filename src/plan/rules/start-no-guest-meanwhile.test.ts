import { planByRules, restartOf, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { infoDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { startNoGuestMeanwhile as rule } from './start-no-guest-meanwhile';

const ID = 'start-no-guest-meanwhile';
const summaries = (lists: object, host: Partial<ObservedHost> = {}): readonly string[] =>
  said(planByRules([rule], lists, host)).map(({ summary }) => summary);

test('it is advice, on documented ground', () => {
  expect(rule).toMatchObject({ id: ID, severity: 'warning', basis: 'documented' });
});

test('guests of a vswitch that is restarted are not to be started before it is up again', () => {
  const plan = planByRules([rule, restartOf('vmlan900')], { vswitches: [{ name: 'web', uplink: 'lan3' }] });
  expect(said(plan)).toEqual([
    infoDiagnostic(
      ID,
      'do not start guests of vmlan900 until these vswitches are Up again: app01, db01',
      'A guest that boots meanwhile might not claim its AVIO interfaces (Integrity VM 4.2 Release Notes, 7.2.18-7.2.19, p. 73). If one did, run ioscan in it afterwards, then /sbin/rc2.d/S340net start; if that is not enough, reset the vswitch with /opt/hpvm/bin/hpvmnet -r -S and its name.',
    ),
  ]);
});

test('one that moves to another NIC, or goes down for good, is no other; guests that are off count', () => {
  expect(summaries({ vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] })).toEqual([
    'do not start guests of vmlan0 until these vswitches are Up again: test01',
  ]);
  expect(summaries({ vswitches: [{ name: 'vmlan4', state: 'down' }] })).toEqual([
    'do not start guests of vmlan4 until these vswitches are Up again: db01, web01',
  ]);
});

test('several are told of at once, in the order of their names, and each guest once', () => {
  const vswitches = ['vmlan900', 'vmlan4', 'vmlan0'].map((name) => ({ name, state: 'down' }));
  expect(summaries({ vswitches })).toEqual([
    'do not start guests of vmlan0, vmlan4, vmlan900 until these vswitches are Up again: app01, db01, test01, web01',
  ]);
});

test('a guest is named once, and one that comes is named too', () => {
  const guestNics = [
    { guest: 'test01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan' },
    { guest: 'app01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan' },
  ];
  expect(summaries({ vswitches: [{ name: 'vmlan0', state: 'down' }], guestNics })).toEqual([
    'do not start guests of vmlan0 until these vswitches are Up again: app01, test01',
  ]);
});

test('a vswitch that no guest uses any more, and one that only boots, are no matter', () => {
  const removed = { ownedAddresses: ['vswitch.vmlan0', 'guestNic.test01:0,1'] };
  const plan = planByRules([rule], { vswitches: [], guestNics: [] }, removed);
  expect(titlesOf(plan)).toContain('Halt vswitch vmlan0');
  expect(said(plan)).toEqual([]);
  const fresh = { guestNics: [{ guest: 'test01', slot: '0,1', vswitch: 'web' }] };
  expect(summaries({ vswitches: [{ name: 'web', uplink: 'lan3' }], ...fresh })).toEqual([]);
});
