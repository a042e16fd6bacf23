import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { vswitchCommandRefused } from './vswitch-command-refused';

const CREATE = 'hpvmnet -c -S web -n 3';
const BOOT = 'hpvmnet -b -S web';
const HALT = 'hpvmnet -S web -h';
const DELETE = 'hpvmnet -d -S web';

function harms(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  return harmsInSequence(vswitchCommandRefused, commands, changes);
}

function vmlan0InState(state: 'up' | 'down' | 'unknown'): Pick<ObservedHost, 'vswitches'> {
  return { vswitches: quickStartHost().vswitches.map((each) => (each.name === 'vmlan0' ? { ...each, state } : each)) };
}

test('a vswitch is created, booted, halted and removed, in that order', () => {
  expect(harms([CREATE, BOOT, HALT, BOOT, HALT, DELETE, CREATE])).toEqual([]);
  expect(harms([CREATE, DELETE])).toEqual([]);
  expect(harmsInAnyOrder(vswitchCommandRefused, [CREATE, BOOT])).toEqual(['2: web is booted while it is absent']);
});

test('a vswitch that exists is not created', () => {
  expect(harms(['hpvmnet -c -S vmlan0 -n 3'])).toEqual(['1: vmlan0 is created although it exists']);
  expect(harms(['hpvmnet -c -S vmlan0'], vmlan0InState('down'))).toEqual(['1: vmlan0 is created although it exists']);
  expect(harms([CREATE, CREATE])).toEqual(['2: web is created although it exists']);
});

test('a vswitch is removed only while it is down', () => {
  const remove = ['hpvmnet -d -S vmlan0'];
  expect(harms(remove, vmlan0InState('down'))).toEqual([]);
  expect(harms(remove, vmlan0InState('up'))).toEqual(['1: vmlan0 is removed while it is up']);
  expect(harms(remove, vmlan0InState('unknown'))).toEqual(['1: vmlan0 is removed while it is unknown']);
  expect(harms([DELETE])).toEqual(['1: web is removed while it is absent']);
});

test('a vswitch boots only from down', () => {
  const boot = ['hpvmnet -b -S vmlan0'];
  expect(harms(boot, vmlan0InState('down'))).toEqual([]);
  expect(harms(boot, vmlan0InState('up'))).toEqual(['1: vmlan0 is booted while it is up']);
  expect(harms(boot, vmlan0InState('unknown'))).toEqual(['1: vmlan0 is booted while it is unknown']);
  expect(harms([BOOT])).toEqual(['1: web is booted while it is absent']);
});

test('a vswitch is halted while it runs, or may', () => {
  const halt = ['hpvmnet -S vmlan0 -h'];
  expect(harms(halt, vmlan0InState('up'))).toEqual([]);
  expect(harms(halt, vmlan0InState('unknown'))).toEqual([]);
  expect(harms(halt, vmlan0InState('down'))).toEqual(['1: vmlan0 is halted while it is down']);
  expect(harms([HALT])).toEqual(['1: web is halted while it is absent']);
});

test.each([
  'hpvmnet -S web -u portid:1:vlanid:7',
  'hpvmnet -S web -u portid:1:vlanid:none',
  'hpvmmodify -P test01 -a network:lan:0,2:vswitch:web',
  'hpvmmodify -P test01 -m network:lan:0,1:vswitch:web',
])('a vswitch that does not exist is not used: %s', (use) => {
  expect(harms([use])).toEqual(['1: s01 uses web, which does not exist then']);
  expect(harms([use, CREATE])).toEqual(['1: s01 uses web, which does not exist then']);
  expect(harms([CREATE, use])).toEqual([]);
  expect(harms([CREATE, DELETE, use])).toEqual(['3: s03 uses web, which does not exist then']);
  expect(harms([use.replace('web', 'vmlan4')])).toEqual([]);
});

test('a guest NIC may be taken off a vswitch that does not exist any more', () => {
  expect(harms(['hpvmmodify -P test01 -d network:lan:0,2,0x0A0000000001:vswitch:web:portid:1'])).toEqual([]);
});

test('every life of a vswitch is looked at, and each use of one with it', () => {
  const commands = [
    CREATE,
    'hpvmnet -S vmlan0 -h',
    BOOT,
    'hpvmnet -S web -u portid:1:vlanid:7',
    'hpvmmodify -P test01 -d network:lan:0,1,0xAED6F7FA4E3E:vswitch:vmlan0:portid:1',
    'nwmgr -s -A rx_cko=off -c lan4',
  ];
  const found = vswitchCommandRefused.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual(['web: 0,2', 'vmlan0: 1', 'web: 0,2,3']);
});
