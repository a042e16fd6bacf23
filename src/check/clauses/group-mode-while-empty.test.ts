import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { groupModeWhileEmpty } from './group-mode-while-empty';

const EMPTY = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const LEAVE = 'nwmgr -d -S apa -c lan900 -A links=2';

const join = (mode: string, group = 'lan900', port = 3): string =>
  `nwmgr -a -A links=${String(port)} -A mode=${mode} -c ${group} -S apa`;

test('a group takes another mode when it is empty', () => {
  const harm = 'lan900 is to become MANUAL while it has ports in mode LAN_MONITOR';
  expect(harmsInSequence(groupModeWhileEmpty, [join('MANUAL')])).toEqual([`1: ${harm}`]);
  expect(harmsInSequence(groupModeWhileEmpty, [join('MANUAL'), EMPTY])).toEqual([`1: ${harm}`]);
  expect(harmsInSequence(groupModeWhileEmpty, [EMPTY, join('MANUAL')])).toEqual([]);
  expect(harmsInSequence(groupModeWhileEmpty, [LEAVE, join('MANUAL')])).toEqual([`2: ${harm}`]);
  const other = LEAVE.replace('links=2', 'links=1');
  expect(harmsInSequence(groupModeWhileEmpty, [LEAVE, other, join('MANUAL')])).toEqual([]);
});

test('a group takes more ports of its mode', () => {
  expect(harmsInSequence(groupModeWhileEmpty, [join('LAN_MONITOR')])).toEqual([]);
  expect(harmsInSequence(groupModeWhileEmpty, [EMPTY, join('MANUAL'), join('MANUAL')])).toEqual([]);
});

test('all ports of one group join in one mode', () => {
  const mixed = [join('MANUAL', 'lan901', 3), join('LAN_MONITOR', 'lan901', 4)];
  expect(harmsInSequence(groupModeWhileEmpty, mixed)).toEqual([
    '2: lan901 is to become LAN_MONITOR while it has ports in mode MANUAL',
  ]);
  const lacp = 'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa';
  const fec = 'nwmgr -s -A mode=FEC_AUTO -A gc=901 -c lan3 -S apa';
  expect(harmsInSequence(groupModeWhileEmpty, [lacp, fec])).toEqual([
    '2: lan901 is to become FEC_AUTO while it has ports in mode LACP_AUTO',
  ]);
  expect(harmsInSequence(groupModeWhileEmpty, [lacp, 'nwmgr -d -S apa -c lan901 -A links=all --force', fec])).toEqual(
    [],
  );
  expect(harmsInSequence(groupModeWhileEmpty, [join('MANUAL', 'lan901'), join('LAN_MONITOR', 'lan902')])).toEqual([]);
  expect(harmsInSequence(groupModeWhileEmpty, [join('MANUAL', 'lan910')])).toEqual([]);
});

test('a mode that is right in one order only is refused', () => {
  expect(harmsInAnyOrder(groupModeWhileEmpty, [EMPTY, join('MANUAL')])).toEqual([
    '2: lan900 is to become MANUAL while it has ports in mode LAN_MONITOR',
  ]);
});

test('nothing is walked where no port joins', () => {
  const about = (...commands: readonly string[]) =>
    groupModeWhileEmpty.projections(situationWith(commands)).map((each) => `${each.about}: ${each.steps.join()}`);
  expect(about(EMPTY, LEAVE)).toEqual([]);
  expect(about(LEAVE, EMPTY, join('MANUAL'))).toEqual(['lan900: 0,1,2']);
});

test('joins in one mode are alike', () => {
  const commands = [EMPTY, join('MANUAL'), join('MANUAL', 'lan900', 4), join('LAN_MONITOR')];
  const [found] = groupModeWhileEmpty.projections(situationWith(commands));
  expect([0, 1, 2, 3].map((step) => found?.sameAs?.(step))).toEqual([
    ' lan900 leave all',
    'MANUAL lan900 join 1',
    'MANUAL lan900 join 1',
    'LAN_MONITOR lan900 join 1',
  ]);
});
