import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import type { ObservedHost } from '../../model/observed-host';
import { captureUnderVswitch } from './capture-under-vswitch';

const BOOT = 'hpvmnet -b -S vmlan4';
const BOOT_GROUP = 'hpvmnet -b -S vmlan900';

function capturing(...interfaces: readonly (string | null)[]): Pick<ObservedHost, 'promiscuousPrograms'> {
  return {
    promiscuousPrograms: interfaces.map((name, index) => ({
      pid: 4711 + index,
      command: 'tcpdump',
      interface: name as ObservedHost['promiscuousPrograms'][number]['interface'],
    })),
  };
}

test('a vswitch is not booted where a program captures', () => {
  expect(harmsInSequence(captureUnderVswitch, [BOOT], capturing('lan3', 'lan4'))).toEqual([
    '1: vmlan4 is booted while process 4712 captures on lan4',
  ]);
  expect(harmsInSequence(captureUnderVswitch, [BOOT], capturing('lan3'))).toEqual([]);
  expect(harmsInSequence(captureUnderVswitch, [BOOT], capturing())).toEqual([]);
});

test('other commands for the vswitch are not asked about', () => {
  const commands = ['hpvmnet -S vmlan4 -h', 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 4'];
  expect(harmsInSequence(captureUnderVswitch, commands, capturing('lan4'))).toEqual([]);
});

test('a program that captures somewhere unknown is not said to capture here', () => {
  expect(harmsInSequence(captureUnderVswitch, [BOOT, 'hpvmnet -b -S localnet'], capturing(null))).toEqual([]);
  expect(harmsInSequence(captureUnderVswitch, ['hpvmnet -b -S new'], capturing(null))).toEqual([]);
});

test('a capture on a group counts, and one on a port while the group has it', () => {
  const harm = (name: string, place = 1) => [
    `${String(place)}: vmlan900 is booted while process 4711 captures on ${name}`,
  ];
  expect(harmsInSequence(captureUnderVswitch, [BOOT_GROUP], capturing('lan900'))).toEqual(harm('lan900'));
  expect(harmsInSequence(captureUnderVswitch, [BOOT_GROUP], capturing('lan2'))).toEqual(harm('lan2'));
  expect(harmsInSequence(captureUnderVswitch, [BOOT_GROUP], capturing('lan3'))).toEqual([]);
  const leave = 'nwmgr -d -S apa -c lan900 -A links=2';
  expect(harmsInSequence(captureUnderVswitch, [BOOT_GROUP, leave], capturing('lan2'))).toEqual(harm('lan2'));
  expect(harmsInSequence(captureUnderVswitch, [leave, BOOT_GROUP], capturing('lan2'))).toEqual([]);
  const join = 'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa';
  expect(harmsInSequence(captureUnderVswitch, [BOOT_GROUP, join], capturing('lan3'))).toEqual([]);
  expect(harmsInSequence(captureUnderVswitch, [join, BOOT_GROUP], capturing('lan3'))).toEqual(harm('lan3', 2));
});

test('the uplink is the one that the vswitch has as it boots', () => {
  const moved = ['hpvmnet -S vmlan4 -h', 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 3', BOOT];
  expect(harmsInSequence(captureUnderVswitch, moved, capturing('lan3'))).toEqual([
    '4: vmlan4 is booted while process 4711 captures on lan3',
  ]);
  expect(harmsInSequence(captureUnderVswitch, moved, capturing('lan4'))).toEqual([]);
  expect(harmsInSequence(captureUnderVswitch, [BOOT, ...moved], capturing('lan4'))).toEqual([
    '1: vmlan4 is booted while process 4711 captures on lan4',
  ]);
  const created = ['hpvmnet -c -S web -n 3', 'hpvmnet -b -S web'];
  expect(harmsInSequence(captureUnderVswitch, created, capturing('lan3'))).toEqual([
    '2: web is booted while process 4711 captures on lan3',
  ]);
});

test('nothing is walked where no vswitch boots', () => {
  const about = (...commands: readonly string[]) =>
    captureUnderVswitch.projections(situationWith(commands, capturing('lan4', null))).map((each) => each.about);
  expect(about('hpvmnet -S vmlan4 -h', 'hpvmnet -S vmlan900 -h', BOOT)).toEqual(['vmlan4, lan4']);
  expect(about('hpvmnet -S vmlan4 -h')).toEqual([]);
});
