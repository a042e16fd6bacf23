import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { groupHasPorts } from './group-has-ports';

const HALT = 'hpvmnet -S vmlan900 -h';
const BOOT = 'hpvmnet -b -S vmlan900';
const EMPTY = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const JOIN = 'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa';
const FILL = 'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa';

const leave = (...ports: readonly number[]): string => `nwmgr -d -S apa -c lan900 -A links=${ports.join()}`;

describe('a vswitch', () => {
  const harm = (place: number): string[] => [`${String(place)}: vmlan900 is booted on lan900, which has no port`];

  test('is not booted on a group that was emptied, until that has a port again', () => {
    expect(harmsInSequence(groupHasPorts, [HALT, EMPTY, BOOT])).toEqual(harm(3));
    expect(harmsInSequence(groupHasPorts, [HALT, EMPTY, BOOT, JOIN])).toEqual(harm(3));
    expect(harmsInSequence(groupHasPorts, [HALT, EMPTY, JOIN, BOOT])).toEqual([]);
    expect(harmsInAnyOrder(groupHasPorts, [EMPTY, JOIN, BOOT])).toEqual(harm(3));
    expect(harmsInSequence(groupHasPorts, [HALT, BOOT, EMPTY])).toEqual([]);
  });

  test('is booted on a group while one port is left', () => {
    expect(harmsInSequence(groupHasPorts, [leave(1), BOOT])).toEqual([]);
    expect(harmsInSequence(groupHasPorts, [leave(1), leave(2), BOOT])).toEqual(harm(3));
    expect(harmsInSequence(groupHasPorts, [leave(1, 2), BOOT])).toEqual(harm(2));
    expect(harmsInSequence(groupHasPorts, [leave(1), JOIN, leave(2), BOOT])).toEqual([]);
    const both = JOIN.replace('3', '3,4');
    expect(harmsInSequence(groupHasPorts, [EMPTY, both, leave(3), BOOT])).toEqual([]);
  });

  test('that is new is neither created nor booted before its group has a port', () => {
    const [create, boot] = ['hpvmnet -c -S web -n 901', 'hpvmnet -b -S web'];
    const harms = (group: string) => [
      `1: s01 puts something on ${group}, which has no port`,
      `2: web is booted on ${group}, which has no port`,
    ];
    expect(harmsInSequence(groupHasPorts, [create, boot, FILL])).toEqual(harms('lan901'));
    expect(harmsInSequence(groupHasPorts, [create, FILL, boot])).toEqual(harms('lan901').slice(0, 1));
    expect(harmsInSequence(groupHasPorts, [FILL, create, boot])).toEqual([]);
    const unlisted = [create, boot, FILL].map((command) => command.replace('901', '910'));
    expect(harmsInSequence(groupHasPorts, unlisted)).toEqual(harms('lan910'));
  });

  test('minds its own group only', () => {
    const moved = [HALT, EMPTY, 'hpvmnet -d -S vmlan900', 'hpvmnet -c -S vmlan900 -n 3', BOOT];
    expect(harmsInSequence(groupHasPorts, moved)).toEqual([]);
    expect(harmsInSequence(groupHasPorts, [EMPTY, 'hpvmnet -b -S vmlan4'])).toEqual([]);
    expect(harmsInSequence(groupHasPorts, [EMPTY, FILL, BOOT])).toEqual(harm(3));
  });
});

describe('a host VLAN, an address and a vswitch', () => {
  const VLAN = 'nwmgr -a -S vlan -A vlanid=7,ppa=901 -c lan5000';
  const PLUMB = 'ifconfig lan901 inet 10.1.1.1 netmask 255.255.255.0 up';
  const CREATE = 'hpvmnet -c -S web -n 901';

  test.each([VLAN, PLUMB, CREATE])('comes on a group that has a port: %s', (use) => {
    const harm = (step: number) => [`${String(step)}: s0${String(step)} puts something on lan901, which has no port`];
    expect(harmsInSequence(groupHasPorts, [use, FILL])).toEqual(harm(1));
    expect(harmsInSequence(groupHasPorts, [FILL, use])).toEqual([]);
    expect(harmsInSequence(groupHasPorts, [FILL, 'nwmgr -d -S apa -c lan901 -A links=3', use])).toEqual(harm(3));
    expect(harmsInSequence(groupHasPorts, [FILL, 'nwmgr -d -S apa -c lan901 -A links=all --force', use])).toEqual(
      harm(3),
    );
    const elsewhere = use.replace('901', '3');
    expect(harmsInSequence(groupHasPorts, [elsewhere, FILL])).toEqual([]);
  });

  test('that is on nothing, or goes, does so at any time', () => {
    expect(harmsInSequence(groupHasPorts, ['hpvmnet -c -S two', FILL])).toEqual([]);
    expect(harmsInSequence(groupHasPorts, ['ifconfig lan900 unplumb', EMPTY])).toEqual([]);
    expect(harmsInSequence(groupHasPorts, [EMPTY, 'ifconfig lan900 unplumb'])).toEqual([]);
    expect(harmsInSequence(groupHasPorts, [EMPTY, 'nwmgr -d -c lan5000'])).toEqual([]);
  });
});

test('a group that the plan does not change is not asked about, nor one that nothing is put on', () => {
  expect(groupHasPorts.projections(situationWith(['hpvmnet -c -S web -n 901', 'hpvmnet -b -S web']))).toEqual([]);
  expect(groupHasPorts.projections(situationWith([HALT, EMPTY, FILL]))).toEqual([]);
});

test('each projection has the steps of one group and one use of it', () => {
  const commands = [HALT, EMPTY, JOIN, BOOT, FILL, 'nwmgr -a -S vlan -A vlanid=7,ppa=900 -c lan5000'];
  const found = groupHasPorts.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual([
    'vmlan900, lan900: 0,1,2,3',
    'lan900: 1,2,5',
  ]);
});

test('ports that come or go one by one are alike; other steps are not', () => {
  const joins = [3, 4].map((port) => JOIN.replace('3', String(port)));
  const commands = [...joins, JOIN.replace('3', '5,6'), leave(1), leave(2), EMPTY, HALT, BOOT];
  const vlan = 'nwmgr -a -S vlan -A vlanid=7,ppa=900 -c lan5000';
  for (const found of groupHasPorts.projections(situationWith([...commands, vlan]))) {
    const kinds = found.steps.map((step) => found.sameAs?.(step));
    expect(kinds[0]).toBe(kinds[1]);
    expect(new Set(kinds).size).toBe(kinds.length - 2);
  }
});
