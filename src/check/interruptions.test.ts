import { stepOf } from '../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { ObservedHost } from '../model/observed-host';
import { interruptionsOf } from './interruptions';

const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';
const SAVE = 'nwmgr -s -A all --sa --fr cu -c lan4';
const nic = (verb: string, guest: string, rest: string): string => `hpvmmodify -P ${guest} -${verb} network:${rest}`;
const CLEAR = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const add = (links: string, mode: string): string => `nwmgr -a -A links=${links} -A mode=${mode} -c lan900 -S apa`;
const plumb = (name: string): string => `ifconfig ${name} inet 192.1.4.205 netmask 255.255.255.0 up`;

/** `vswitch.vmlan4 1-2 [db01:0,2 web01:0,1]` for each interruption, in the order found; steps count from 1. */
function cuts(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  return interruptionsOf(quickStartHost(changes), commands.map(stepOf)).map(({ address, from, to, runningNics }) => {
    const end = to === null ? 'end' : String(to + 1);
    return `${address} ${String(from + 1)}-${end} [${runningNics.join(' ')}]`;
  });
}

/** The quick-start host with some vswitches in another state. */
function withPower(name: string, state: 'up' | 'down' | 'unknown'): Partial<ObservedHost> {
  return { vswitches: quickStartHost().vswitches.map((each) => (each.name === name ? { ...each, state } : each)) };
}

test('a vswitch that goes down cuts off its running guests until it boots', () => {
  expect(cuts([HALT, SAVE, BOOT])).toEqual([
    'guestNic.db01:0,2 1-3 [db01:0,2]',
    'guestNic.web01:0,1 1-3 [web01:0,1]',
    'vswitch.vmlan4 1-3 [db01:0,2 web01:0,1]',
  ]);
  expect(cuts([HALT, 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 4', BOOT])).toContain(
    'vswitch.vmlan4 1-4 [db01:0,2 web01:0,1]',
  );
  expect(cuts(['hpvmnet -d -S vmlan4'])).toContain('vswitch.vmlan4 1-end [db01:0,2 web01:0,1]');
});

test('a vswitch that stays down is interrupted for good', () => {
  expect(cuts([HALT])).toEqual([
    'guestNic.db01:0,2 1-end [db01:0,2]',
    'guestNic.web01:0,1 1-end [web01:0,1]',
    'vswitch.vmlan4 1-end [db01:0,2 web01:0,1]',
  ]);
});

test('a vswitch that goes down twice is interrupted twice', () => {
  expect(cuts([HALT, BOOT, HALT, BOOT]).filter((cut) => cut.startsWith('vswitch'))).toEqual([
    'vswitch.vmlan4 1-2 [db01:0,2 web01:0,1]',
    'vswitch.vmlan4 3-4 [db01:0,2 web01:0,1]',
  ]);
});

test('guests that are off are cut off from nothing, those whose state is unknown may be', () => {
  const commands = ['hpvmnet -S vmlan0 -h', 'hpvmnet -b -S vmlan0'];
  expect(cuts(commands)).toEqual(['vswitch.vmlan0 1-2 []']);
  const guests = quickStartHost().guests.map((guest) => ({ ...guest, state: 'unknown' as const }));
  expect(cuts(commands, { guests })).toEqual([
    'guestNic.test01:0,1 1-2 [test01:0,1]',
    'vswitch.vmlan0 1-2 [test01:0,1]',
  ]);
});

test('a vswitch that was down is not interrupted, one whose state is unknown may be', () => {
  expect(cuts([HALT, BOOT, HALT], withPower('vmlan4', 'down'))).toEqual([]);
  expect(cuts([HALT, BOOT], withPower('vmlan4', 'unknown'))).toContain('vswitch.vmlan4 1-2 [db01:0,2 web01:0,1]');
  expect(cuts([BOOT], withPower('vmlan4', 'unknown'))).toEqual([]);
});

test('a guest NIC is interrupted from when it goes until it is on a vswitch that runs', () => {
  const gone = nic('d', 'web01', 'avio_lan:0,1:vswitch:vmlan4:portid:2');
  const back = nic('a', 'web01', 'avio_lan:0,1:vswitch:vmlan4:portid:2');
  expect(cuts([gone])).toEqual(['guestNic.web01:0,1 1-end [web01:0,1]']);
  expect(cuts([gone, SAVE, back])).toEqual(['guestNic.web01:0,1 1-3 [web01:0,1]']);
  expect(cuts([nic('m', 'web01', 'avio_lan:0,1:vswitch:vmlan900:portid:5')])).toEqual([]);
  const down = withPower('vmlan900', 'down');
  const move = nic('m', 'web01', 'avio_lan:0,1:vswitch:vmlan900:portid:5');
  expect(cuts([move, SAVE, nic('m', 'web01', 'avio_lan:0,1:vswitch:vmlan4:portid:2')], down)).toEqual([
    'guestNic.web01:0,1 1-3 [web01:0,1]',
  ]);
  expect(cuts([nic('m', 'web01', 'avio_lan:0,1:vswitch:vmlan9:portid:5')])).toEqual([
    'guestNic.web01:0,1 1-end [web01:0,1]',
  ]);
  expect(cuts([move], withPower('vmlan900', 'unknown'))).toEqual([]);
});

test('guest NICs of guests that are off, and new ones, are not interrupted', () => {
  expect(cuts([nic('d', 'test01', 'lan:0,1:vswitch:vmlan0:portid:1')])).toEqual([]);
  const created = nic('a', 'web01', 'avio_lan:0,3:vswitch:vmlan4:portid:5');
  expect(cuts([created, nic('d', 'web01', 'avio_lan:0,3:vswitch:vmlan4:portid:5')])).toEqual([]);
});

test('a guest NIC that has moved away is not cut off with the vswitch it left', () => {
  const away = nic('m', 'web01', 'avio_lan:0,1:vswitch:vmlan900:portid:5');
  expect(cuts([away, HALT, BOOT])).toEqual(['guestNic.db01:0,2 2-3 [db01:0,2]', 'vswitch.vmlan4 2-3 [db01:0,2]']);
  expect(cuts([HALT, away, BOOT])).toEqual([
    'guestNic.web01:0,1 1-2 [web01:0,1]',
    'guestNic.db01:0,2 1-3 [db01:0,2]',
    'vswitch.vmlan4 1-3 [db01:0,2 web01:0,1]',
  ]);
});

test('the address of a group is interrupted from when it is on no interface until it is on one', () => {
  expect(cuts([CLEAR, 'ifconfig lan1 unplumb', add('1,2', 'MANUAL'), plumb('lan900')])).toEqual([
    'apaGroup.lan900 2-4 []',
  ]);
  expect(cuts([CLEAR, add('1,2', 'LAN_MONITOR')])).toEqual([]);
  expect(cuts(['ifconfig lan900 unplumb', plumb('lan3')])).toEqual(['apaGroup.lan900 1-2 []']);
  expect(cuts(['ifconfig lan900 unplumb', CLEAR])).toEqual(['apaGroup.lan900 1-end []']);
  expect(cuts([CLEAR], { netconf: [] })).toEqual(['apaGroup.lan900 1-end []']);
  const comesBack = ['ifconfig lan900 unplumb', CLEAR, plumb('lan1'), add('1,2', 'LAN_MONITOR')];
  expect(cuts(comesBack)).toEqual(['apaGroup.lan900 1-3 []']);
});

test('addresses of other interfaces are none of a group', () => {
  expect(cuts(['ifconfig lan4 unplumb'])).toEqual([]);
  expect(cuts(['ifconfig lan900 unplumb'], { addresses: [] })).toEqual([]);
});

test('settings and saving interrupt nothing', () => {
  expect(cuts(['nwmgr -s -A rx_cko=off -c lan4', SAVE, 'hpvmnet -S vmlan4 -u portid:1:vlanid:30'])).toEqual([]);
});
