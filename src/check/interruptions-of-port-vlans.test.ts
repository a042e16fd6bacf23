import { stepOf } from '../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
import type { ObservedHost } from '../model/observed-host';
import { interruptionsOf } from './interruptions';

const TAGGED = withPortVlan('vmlan4', 2, 120);
const ANEW = ['hpvmnet -S vmlan4 -h', 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 3', 'hpvmnet -b -S vmlan4'];
const vlan = (port: number, id: number | string) => `hpvmnet -S vmlan4 -u portid:${String(port)}:vlanid:${String(id)}`;
const nicOf = (verb: string, words: string) => `hpvmmodify -P web01 -${verb} network:avio_lan:0,1${words}`;

/** Interruptions of NIC 0,1 of web01, which is on port 2 of vmlan4: numbers of commands, from 1; nothing behind `-` is for good. */
function cuts(commands: readonly string[], changes: Partial<ObservedHost> = TAGGED, done = commands.length) {
  const steps = commands.map((command, place) => stepOf(command, place));
  return interruptionsOf(quickStartHost(changes), steps.slice(0, done), steps)
    .filter(({ address }) => address === 'guestNic.web01:0,1')
    .map(({ from, to }) => `${String(from + 1)}-${to === null ? '' : String(to + 1)}`);
}

test('a NIC on a vswitch that is made anew is cut off until its port is on its VLAN again, or on the one it is to have', () => {
  expect(cuts([...ANEW, vlan(1, 7), vlan(2, 120)])).toEqual(['1-6']);
  expect(cuts([...ANEW, vlan(2, 30)])).toEqual(['1-5']);
  expect(cuts([...ANEW, vlan(2, 'none')])).toEqual(['1-4']);
  expect(cuts(ANEW)).toEqual(['1-4']);
});

test('one that was untagged, or whose vswitch is only restarted, is back with the boot', () => {
  expect(cuts([...ANEW, vlan(2, 120)], {})).toEqual(['1-4']);
  expect(cuts([ANEW[0] ?? '', ANEW[3] ?? '', vlan(2, 30)])).toEqual(['1-2']);
});

test('a NIC that is replaced is cut off until its port has the VLAN again, on the same port or another one', () => {
  const gone = nicOf('d', ',0x66F3F84E37D5:vswitch:vmlan4:portid:2');
  const again = (port: number) => nicOf('a', `,0x660000000001:vswitch:vmlan4:portid:${String(port)}`);
  expect(cuts([gone, again(2), vlan(2, 120)])).toEqual(['1-3']);
  expect(cuts([gone, again(7), vlan(2, 120), vlan(7, 120)])).toEqual(['1-4']);
  expect(cuts([gone, again(2)], {})).toEqual(['1-2']);
});

test('one that is removed before its VLAN is set does not come back in between', () => {
  expect(cuts([...ANEW, nicOf('d', ',0x66F3F84E37D5:vswitch:vmlan4:portid:2')])).toEqual(['1-']);
});

test('a NIC on another vswitch than before is followed there', () => {
  const moved = nicOf('m', ':vswitch:vmlan0:portid:5');
  const tagged = 'hpvmnet -S vmlan0 -u portid:5:vlanid:120';
  expect(cuts([moved, 'hpvmnet -S vmlan0 -h', 'hpvmnet -b -S vmlan0', tagged])).toEqual(['1-4']);
  expect(cuts([moved, tagged, 'hpvmnet -S vmlan0 -h', 'hpvmnet -b -S vmlan0'])).toEqual(['1-2', '3-4']);
});

test('the VLAN it is to have counts while only the first steps are done', () => {
  const commands = [...ANEW, vlan(2, 30)];
  expect(cuts(commands, TAGGED, 4)).toEqual(['1-']);
  expect(cuts(commands, TAGGED, 5)).toEqual(['1-5']);
});

test('a NIC whose VLAN or port is not known is taken to be back with its vswitch', () => {
  const unknown = (change: object): Partial<ObservedHost> => ({
    ...TAGGED,
    guestNics: TAGGED.guestNics.map((nic) => (nic.guest === 'web01' ? { ...nic, ...change } : nic)),
  });
  expect(cuts([...ANEW, vlan(2, 120)], unknown({ vlanId: 'unknown' }))).toEqual(['1-4']);
  expect(cuts([...ANEW, vlan(2, 120)], unknown({ port: null }))).toEqual(['1-4']);
});
