import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { uniqueMacAddresses as rule } from './unique-mac-addresses';

const refusal = (mac: string, user: string, nic = 'test01:0,2'): object =>
  errorDiagnostic(
    'unique-mac-addresses',
    `MAC address ${mac} of guest NIC ${nic} is already that of ${user}`,
    'Leave "mac" out to let the host generate one, as HP advises, or name another (Integrity VM 4.3 Installation, Configuration, and Administration, p. 325).',
    `guestNic.${nic}`,
  );
const added = (mac?: string, guest = 'test01', slot = '0,2'): object => ({
  guestNics: [{ guest, slot, vswitch: 'vmlan0', adapter: 'lan', ...(mac === undefined ? {} : { mac }) }],
});
const outcome = (lists: object, changes: Partial<ObservedHost> = {}): readonly object[] =>
  said(planByRules([rule], lists, changes));

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'unique-mac-addresses', severity: 'error', basis: 'documented' });
});

test.each([
  ['0x66f3f84e37d5', 'guest NIC web01:0,1'],
  ['0xaed6f7fa4e3e', 'guest NIC test01:0,1'],
  ['0x00306e39815c', 'lan3 of the VM host'],
  ['0x00306e39815a', 'lan1 of the VM host'],
])('a new guest NIC does not get %s, which is that of %s', (mac, user) => {
  expect(outcome(added(mac))).toEqual([refusal(mac, user)]);
});

test('nor the fixed address of an aggregate', () => {
  const apaGroups = quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, mac: '0x021122334455' as never } : group,
  );
  expect(outcome(added('0x021122334455'), { apaGroups })).toEqual([refusal('0x021122334455', 'lan900 of the VM host')]);
  expect(outcome(added('0x000000000000'))).toEqual([]);
});

test('it gets an address that nobody has, or one that the host makes up', () => {
  expect(outcome(added('0x66f3f84e37df'))).toEqual([]);
  expect(outcome(added())).toEqual([]);
});

test('a guest NIC that changes its address is checked like a new one', () => {
  const lists = added('0x56e9e3096a22', 'test01', '0,1');
  expect(outcome(lists)).toEqual([refusal('0x56e9e3096a22', 'guest NIC db01:0,1', 'test01:0,1')]);
  expect(outcome(added('0x56e9e3096aff', 'test01', '0,1'))).toEqual([]);
});

test('an address that a guest NIC gives up in the same plan is free', () => {
  const ownedAddresses = ['guestNic.web01:0,2'];
  expect(outcome(added('0x66f3f84e37d6'), { ownedAddresses })).toEqual([]);
  expect(outcome(added('0x66f3f84e37d6'))).toEqual([refusal('0x66f3f84e37d6', 'guest NIC web01:0,2')]);
  const swapped = {
    guestNics: [
      { guest: 'test01', slot: '0,1', mac: '0x66f3f84e37d6' },
      { guest: 'web01', slot: '0,2', mac: '0xaed6f7fa4e3e' },
    ],
  };
  expect(outcome(swapped)).toEqual([]);
});

test('a guest NIC that keeps its address, or only moves, is no twin of itself', () => {
  const lists = { guestNics: [{ guest: 'test01', slot: '0,1', vswitch: 'vmlan4', mac: '0xaed6f7fa4e3e' }] };
  expect(outcome(lists)).toEqual([]);
});
