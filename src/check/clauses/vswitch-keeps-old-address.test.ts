import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { vswitchKeepsOldAddress } from './vswitch-keeps-old-address';

const PLUMB = 'ifconfig lan4 inet 192.1.2.99 netmask 255.255.255.0 up';
const UNPLUMB = 'ifconfig lan4 unplumb';
const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';
const HARM = 'at the end: vmlan4 still has the IP address that lan4 had before';

function harms(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  return harmsInSequence(vswitchKeepsOldAddress, commands, changes);
}

function vmlan4InState(state: 'up' | 'down' | 'unknown'): Pick<ObservedHost, 'vswitches'> {
  return { vswitches: quickStartHost().vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, state } : each)) };
}

test.each([PLUMB, UNPLUMB])('a vswitch restarts after the address of its uplink changed: %s', (change) => {
  expect(harms([change])).toEqual([HARM]);
  expect(harms([HALT, BOOT, change])).toEqual([HARM]);
  expect(harms([change, HALT, BOOT])).toEqual([]);
  expect(harms([HALT, change, BOOT])).toEqual([]);
});

test('a vswitch that is down learns of the address when it boots; in a state nobody knows it may run', () => {
  expect(harms([PLUMB], vmlan4InState('down'))).toEqual([]);
  expect(harms([BOOT, PLUMB], vmlan4InState('down'))).toEqual([HARM]);
  expect(harms([PLUMB], vmlan4InState('unknown'))).toEqual([HARM]);
});

test('the address of another interface does not matter', () => {
  expect(harms([PLUMB.replace('lan4', 'lan3')])).toEqual([]);
  expect(harms(['ch_rc -a -p INTERFACE_NAME[2]=lan4 /etc/rc.config.d/netconf'])).toEqual([]);
});

test('a vswitch that is made anew keeps nothing of its old uplink, and counts for its new one', () => {
  const anew = [HALT, 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 3', BOOT];
  expect(harms([...anew, PLUMB])).toEqual([]);
  expect(harms([PLUMB, ...anew])).toEqual([]);
  const other = PLUMB.replace('lan4', 'lan3');
  expect(harms([other, ...anew])).toEqual([]);
  expect(harms([...anew, other])).toEqual([HARM.replace('lan4 had', 'lan3 had')]);
});

test('each change of an address is looked at with each vswitch of the interface', () => {
  const commands = ['hpvmnet -c -S web -n 4', UNPLUMB, HALT, PLUMB, 'ifconfig lan3 unplumb', BOOT];
  const found = vswitchKeepsOldAddress.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual([
    'vmlan4, lan4: 1,2,5',
    'vmlan4, lan4: 2,3,5',
    'web, lan4: 0,1',
    'web, lan4: 0,3',
  ]);
});
