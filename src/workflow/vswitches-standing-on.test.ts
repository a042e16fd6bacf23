import type { ObservedHost } from '../model/observed-host';
import { vswitchesStandingOn } from './vswitches-standing-on';

const host = {
  apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }],
  hostVlans: [{ name: 'lan5000', uplink: 'lan900' }],
  vswitches: [
    { name: 'inner', uplink: null, state: 'up' },
    { name: 'direct', uplink: 'lan4', state: 'up' },
    { name: 'group', uplink: 'lan900', state: 'up' },
    { name: 'vlan', uplink: 'lan5000', state: 'unknown' },
    { name: 'halted', uplink: 'lan4', state: 'down' },
  ],
} as unknown as ObservedHost;

test('a vswitch stands on its uplink', () => {
  expect(vswitchesStandingOn(['lan4'], host)).toEqual(['direct']);
});

test('a vswitch stands on the ports of its group, also through a host VLAN', () => {
  expect(vswitchesStandingOn(['lan2'], host)).toEqual(['group', 'vlan']);
});

test('nothing stands on an interface without vswitches', () => {
  expect(vswitchesStandingOn(['lan3'], host)).toEqual([]);
});
