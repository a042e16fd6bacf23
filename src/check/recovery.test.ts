import { stepOf } from '../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
import type { ObservedHost } from '../model/observed-host';
import { recoveryOf, type Recovery } from './recovery';

/** A command with those that take it back; null: none does. */
type Line = readonly [command: string, undo: readonly string[] | null];

function recover(lines: readonly Line[], changes: Partial<ObservedHost> = {}): Recovery {
  const steps = lines.map(([command, undo], place) => ({
    ...stepOf(command, place),
    undo: undo?.map((each) => stepOf(each).action) ?? null,
  }));
  return recoveryOf(quickStartHost(changes), steps);
}

const wrongIn = (lines: readonly Line[], changes: Partial<ObservedHost> = {}): readonly string[] =>
  recover(lines, changes).wrong.map(({ step, why }) => `${step} ${why}`);

const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';
const SAVE = 'nwmgr -s -A all --sa --fr cu -c lan4';
const offload = (setting: string): string => `nwmgr -s -A ${setting} -c lan4`;
const CLEAR = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const add = (links: string, mode: string): string => `nwmgr -a -A links=${links} -A mode=${mode} -c lan900 -S apa`;

test('steps that are taken back are no points of no return', () => {
  expect(recover([[offload('rx_cko=off'), [offload('rx_cko=on')]]])).toEqual({ pointsOfNoReturn: [], wrong: [] });
});

test('steps that nothing takes back are, whether they run or save', () => {
  const { pointsOfNoReturn, wrong } = recover([
    [HALT, [BOOT]],
    [offload('rx_cko=off'), null],
    [BOOT, [HALT]],
    [SAVE, null],
  ]);
  const why = 'no command takes it back';
  expect(pointsOfNoReturn).toEqual([
    { step: 's02', why },
    { step: 's04', why },
  ]);
  expect(wrong).toEqual([]);
});

test('undo commands that do not do what they claim are told with what they leave, in order', () => {
  expect(wrongIn([[offload('rx_cko=off'), []]])).toEqual(['s01 its undo commands leave changed: rx lan4']);
  expect(wrongIn([[offload('rx_cko=off'), [offload('rx_cko=off')]]])).toHaveLength(1);
  expect(wrongIn([[offload('rx_cko=off'), [offload('rx_cko=on'), offload('vmtu=0'), offload('tx_cko=off')]]])).toEqual([
    's01 its undo commands leave changed: tx lan4, vmtu lan4',
  ]);
  expect(wrongIn([[BOOT, [HALT]]])).toEqual(['s01 its undo commands leave changed: power vmlan4']);
});

test('what one step leaves, those of an earlier step may still put right', () => {
  const rebuild: readonly Line[] = [
    [HALT, [BOOT]],
    ['hpvmnet -d -S vmlan4', ['hpvmnet -c -S vmlan4 -n 4']],
  ];
  expect(wrongIn(rebuild)).toEqual([]);
  expect(wrongIn(rebuild.slice(1))).toEqual(['s01 its undo commands leave changed: power vmlan4']);
  expect(wrongIn([[offload('vmtu=0'), [offload('vmtu=32160')]], ...rebuild.slice(1)])).toEqual([
    's02 its undo commands leave changed: power vmlan4',
  ]);
});

test('behind a step that nothing takes back only those after it are taken back', () => {
  expect(
    wrongIn([
      [HALT, null],
      ['hpvmnet -d -S vmlan4', ['hpvmnet -c -S vmlan4 -n 4']],
    ]),
  ).toEqual([]);
  expect(
    wrongIn([
      [offload('rx_cko=off'), null],
      [offload('tx_cko=off'), [offload('tx_cko=on'), offload('rx_cko=on')]],
    ]),
  ).toEqual(['s02 its undo commands leave changed: rx lan4']);
});

test('taking back one beginning leaves the plan as it was for the next', () => {
  expect(
    wrongIn([
      [offload('rx_cko=off'), [offload('rx_cko=on')]],
      [offload('tx_cko=off'), [offload('tx_cko=on')]],
      [offload('rx_cko=on'), [offload('rx_cko=off')]],
      [offload('rx_cko=off'), [offload('rx_cko=on')]],
    ]),
  ).toEqual([]);
  expect(
    wrongIn([
      [offload('rx_cko=off'), [offload('rx_cko=on')]],
      [offload('tx_cko=off'), []],
    ]),
  ).toEqual(['s02 its undo commands leave changed: tx lan4']);
});

test('undo commands that leave something else changed on the way are told', () => {
  expect(
    wrongIn([
      [offload('tx_cko=off'), [offload('tx_cko=on')]],
      [offload('rx_cko=off'), [offload('tx_cko=on'), offload('rx_cko=on')]],
    ]),
  ).toEqual([]);
  expect(wrongIn([['hpvmnet -c -S web', ['hpvmnet -d -S web', 'hpvmnet -c -S mail']]])).toEqual([
    's01 its undo commands leave changed: power mail, vswitch mail',
  ]);
});

test('saving steps are not taken back with the running ones', () => {
  expect(
    wrongIn([
      [offload('rx_cko=off'), [offload('rx_cko=on')]],
      [SAVE, [SAVE]],
      [offload('tx_cko=off'), [offload('tx_cko=on')]],
    ]),
  ).toEqual([]);
});

test('a saving step that nothing takes back does not keep what is before it from being taken back', () => {
  expect(
    wrongIn([
      [offload('rx_cko=off'), [offload('rx_cko=on')]],
      [SAVE, null],
      [offload('tx_cko=off'), [offload('tx_cko=on'), offload('rx_cko=on')]],
    ]),
  ).toEqual([]);
});

test('what undo commands change on the way does not stay for the next step', () => {
  expect(
    wrongIn([
      [offload('vmtu=0'), [offload('vmtu=9000'), offload('vmtu=32160')]],
      [offload('rx_cko=off'), null],
      [offload('vmtu=0'), []],
    ]),
  ).toEqual([]);
});

test('how an empty group would balance is no difference', () => {
  const join = 'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa';
  const group = 'nwmgr -s -A key=901 -A lb=LB_IP -c lan901 -S apa';
  expect(
    wrongIn([
      [group, []],
      [join, ['nwmgr -d -S apa -c lan901 -A links=3']],
    ]),
  ).toEqual([]);
});

test('an address comes back with the failover group that is built again from the right port', () => {
  expect(wrongIn([[CLEAR, [add('1,2', 'LAN_MONITOR')]]])).toEqual([]);
  expect(wrongIn([[CLEAR, [add('2,1', 'LAN_MONITOR')]]])).toEqual([
    's01 its undo commands leave changed: address lan1, address lan900',
  ]);
  expect(wrongIn([[CLEAR, [add('1,2', 'MANUAL')]]])).toEqual([
    's01 its undo commands leave changed: address lan1, address lan900, mode lan900',
  ]);
});

describe('the VLAN of a port', () => {
  const IN_VLAN = withPortVlan('vmlan0', 1, 7);
  const REMOVE = 'hpvmmodify -P test01 -d network:lan:0,1:vswitch:vmlan0:portid:1';
  const ADD = 'hpvmmodify -P test01 -a network:lan:0,1,0xaed6f7fa4e3e:vswitch:vmlan0:portid:1';
  const VLAN = 'hpvmnet -S vmlan0 -u portid:1:vlanid:7';
  const MOVE = 'hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan0:portid:3';
  const BACK = 'hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan0:portid:1';

  test('is set again for a guest NIC that comes back', () => {
    expect(wrongIn([[REMOVE, [ADD, VLAN]]], IN_VLAN)).toEqual([]);
    expect(wrongIn([[REMOVE, [ADD]]], IN_VLAN)).toEqual(['s01 its undo commands leave changed: vlan vmlan0 1']);
    expect(wrongIn([[MOVE, [BACK, VLAN]]], IN_VLAN)).toEqual([]);
    expect(wrongIn([[MOVE, [BACK]]], IN_VLAN)).toEqual(['s01 its undo commands leave changed: vlan vmlan0 1']);
    expect(wrongIn([[MOVE, [BACK]]])).toEqual([]);
  });

  test('that nobody has makes no difference', () => {
    expect(wrongIn([['hpvmnet -S vmlan0 -u portid:9:vlanid:30', []]])).toEqual([]);
    expect(wrongIn([['hpvmnet -S vmlan0 -u portid:1:vlanid:30', []]])).toEqual([
      's01 its undo commands leave changed: vlan vmlan0 1',
    ]);
    const created = 'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:9';
    const removed = 'hpvmmodify -P test01 -d network:lan:0,2:vswitch:vmlan0:portid:9';
    expect(
      wrongIn([
        [created, [removed]],
        ['hpvmnet -S vmlan0 -u portid:9:vlanid:30', ['hpvmnet -S vmlan0 -u portid:9:vlanid:none']],
      ]),
    ).toEqual([]);
    expect(
      wrongIn([
        [created, [removed]],
        ['hpvmnet -S vmlan0 -u portid:9:vlanid:30', []],
      ]),
    ).toEqual([]);
  });

  test('that was in doubt before need not come back', () => {
    expect(
      wrongIn(
        [
          [MOVE, [BACK, VLAN]],
          ['hpvmnet -S vmlan0 -u portid:1:vlanid:30', []],
        ],
        IN_VLAN,
      ),
    ).toEqual([]);
    expect(
      wrongIn(
        [
          [MOVE, null],
          [BACK, [MOVE]],
          ['hpvmnet -S vmlan0 -u portid:1:vlanid:30', []],
        ],
        IN_VLAN,
      ),
    ).toEqual([]);
    expect(
      wrongIn(
        [
          [MOVE, null],
          [BACK, null],
          ['hpvmnet -S vmlan0 -u portid:1:vlanid:30', []],
        ],
        IN_VLAN,
      ),
    ).toEqual([]);
  });
});
