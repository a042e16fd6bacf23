import { withPortVlan } from '../../test/hosts/with-port-vlan';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { DesiredHost } from '../model/desired-host';
import type { ObservedHost } from '../model/observed-host';
import { indexObservedHost } from './observed-index';
import { vlanUplinks } from './vlan-uplinks';

/** Uplink and cause, with an asterisk where the VLAN or the vswitch is declared. */
function found(lists: object, changes: Partial<ObservedHost> = {}): readonly string[] {
  const desired = {
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: 'vmhost1',
    ...lists,
  } as unknown as DesiredHost;
  return vlanUplinks(desired, indexObservedHost(quickStartHost(changes))).map(
    ({ uplink, cause, isDeclared }) => `${uplink}${isDeclared ? '*' : ''} ${cause}`,
  );
}

const TAGGED = withPortVlan('vmlan0', 1, 30);
const test01 = (changes: object): object => ({ guestNics: [{ guest: 'test01', slot: '0,1', ...changes }] });

test('a VLAN of others counts on the uplink where it is', () => {
  expect(found({})).toEqual([]);
  expect(found({}, TAGGED)).toEqual(['lan0 port 1 of vswitch vmlan0 (VLAN 30)']);
});

describe('a guest NIC that moves', () => {
  test('takes its VLAN along to the other vswitch, and leaves none', () => {
    expect(found(test01({ vswitch: 'vmlan4' }), TAGGED)).toEqual(['lan4* guestNic.test01:0,1 (VLAN 30)']);
  });

  test('takes its VLAN along to another port', () => {
    expect(found(test01({ port: 7 }), TAGGED)).toEqual(['lan0* guestNic.test01:0,1 (VLAN 30)']);
  });

  test('takes none along that it does not have, or that it is to lose', () => {
    expect(found(test01({ vswitch: 'vmlan4' }))).toEqual([]);
    expect(found(test01({ vswitch: 'vmlan4', vlanId: null }), TAGGED)).toEqual([]);
  });

  test('has the VLAN that the document says', () => {
    expect(found(test01({ vswitch: 'vmlan4', vlanId: 31 }), TAGGED)).toEqual(['lan4* guestNic.test01:0,1 (VLAN 31)']);
  });
});

test('a guest NIC that stays where it is brings nothing with it', () => {
  expect(found(test01({ adapter: 'lan' }), TAGGED)).toEqual(['lan0 port 1 of vswitch vmlan0 (VLAN 30)']);
  expect(found(test01({ port: 1, vswitch: 'vmlan0' }), TAGGED)).toEqual(['lan0 port 1 of vswitch vmlan0 (VLAN 30)']);
});
