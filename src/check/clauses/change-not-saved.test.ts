import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { hostVlan } from '../../../test/hosts/with-interfaces';
import type { ObservedHost } from '../../model/observed-host';
import { changeNotSaved } from './change-not-saved';

const OFFLOAD = 'nwmgr -s -A tx_cko=off -c lan4';
const SAVE_NIC = 'nwmgr -s -A all --sa --fr cu -c lan4';
const SAVE_APA = 'nwmgr -s -S apa -A all --saved --from cu';
const CREATE = 'nwmgr -a -S vlan -A vlanid=7,ppa=4 -c lan5000';
const DELETE = 'nwmgr -d -c lan5000';
const SAVE_VLAN = 'nwmgr -s -A all --sa --fr cu -c lan5000';
const UNSAVE_VLAN = 'nwmgr -d -S vlan -c lan5000 --sa';

const lost = (what: string): string => `at the end: ${what} is changed and never saved: the next boot takes it back`;

function saved(hostVlans: readonly (string | null)[] | null): Partial<ObservedHost> {
  const entries = hostVlans?.map((name) => ({ name, uplink: 'lan4', vlanId: 7 })) ?? null;
  return {
    hostVlans: [hostVlan('lan5000', 'lan4')],
    saved: { lanInterfaces: [], apaGroups: null, hostVlans: entries } as unknown as ObservedHost['saved'],
  };
}

test.each([OFFLOAD, 'nwmgr -s -A rx_cko=on -c lan4', 'nwmgr -s -A vmtu=0 -c lan4'])(
  'a NIC is saved after: %s',
  (set) => {
    expect(harmsInSequence(changeNotSaved, [set])).toEqual([lost('lan4')]);
    expect(harmsInSequence(changeNotSaved, [set, SAVE_NIC])).toEqual([]);
    expect(harmsInSequence(changeNotSaved, [set, SAVE_NIC.replace('lan4', 'lan3'), SAVE_APA])).toEqual([lost('lan4')]);
  },
);

test.each([
  'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa',
  'nwmgr -d -S apa -c lan900 -A links=2',
  'nwmgr -s -A key=900 -c lan900 -S apa',
  'nwmgr -s -A lb=LB_IP -c lan900 -S apa',
])('APA is saved after: %s', (change) => {
  expect(harmsInSequence(changeNotSaved, [change])).toEqual([lost('lan900')]);
  expect(harmsInSequence(changeNotSaved, [change, SAVE_APA])).toEqual([]);
  expect(harmsInSequence(changeNotSaved, [change, SAVE_NIC])).toEqual([lost('lan900')]);
});

test('every group that changes is told of, and one save does for all', () => {
  const changes = ['nwmgr -d -S apa -c lan900 -A links=2', 'nwmgr -a -A links=2,3 -A mode=MANUAL -c lan901 -S apa'];
  expect(harmsInSequence(changeNotSaved, changes)).toEqual([lost('lan900'), lost('lan901')]);
  expect(harmsInSequence(changeNotSaved, [...changes, SAVE_APA])).toEqual([]);
});

test('a host VLAN that is made is saved', () => {
  expect(harmsInSequence(changeNotSaved, [CREATE])).toEqual([lost('lan5000')]);
  expect(harmsInSequence(changeNotSaved, [CREATE, SAVE_VLAN])).toEqual([]);
  expect(harmsInSequence(changeNotSaved, [CREATE, UNSAVE_VLAN])).toEqual([lost('lan5000')]);
  expect(harmsInSequence(changeNotSaved, [CREATE, SAVE_VLAN.replace('lan5000', 'lan5001')])).toEqual([lost('lan5000')]);
  expect(harmsInSequence(changeNotSaved, [CREATE], saved([]))).toEqual([lost('lan5000')]);
});

test('a host VLAN that is removed is taken out of the saved ones, and one that is made anew is saved', () => {
  expect(harmsInSequence(changeNotSaved, [DELETE])).toEqual([lost('lan5000')]);
  expect(harmsInSequence(changeNotSaved, [DELETE, UNSAVE_VLAN])).toEqual([]);
  expect(harmsInSequence(changeNotSaved, [DELETE, SAVE_VLAN])).toEqual([lost('lan5000')]);
  expect(harmsInSequence(changeNotSaved, [DELETE, CREATE, SAVE_VLAN])).toEqual([]);
  expect(harmsInSequence(changeNotSaved, [DELETE, CREATE, UNSAVE_VLAN])).toEqual([lost('lan5000')]);
});

test('a host VLAN that is known not to be saved need not be taken out', () => {
  expect(harmsInSequence(changeNotSaved, [DELETE], saved([]))).toEqual([]);
  expect(harmsInSequence(changeNotSaved, [DELETE], saved(['lan5001']))).toEqual([]);
  expect(harmsInSequence(changeNotSaved, [DELETE], saved(['lan5001', 'lan5000']))).toEqual([lost('lan5000')]);
  // One without a number may get this one at the next boot.
  expect(harmsInSequence(changeNotSaved, [DELETE], saved(['lan5001', null]))).toEqual([lost('lan5000')]);
  expect(harmsInSequence(changeNotSaved, [DELETE], saved(null))).toEqual([lost('lan5000')]);
});

test('commands whose effect is kept without saving need none', () => {
  const commands = ['hpvmnet -c -S web -n 3', 'hpvmnet -b -S web', 'ifconfig lan3 unplumb', SAVE_NIC];
  expect(changeNotSaved.projections(situationWith(commands))).toEqual([]);
});

test('many saves are no more than one, in whatever order', () => {
  const saves = Array.from({ length: 12 }, () => SAVE_APA);
  expect(harmsInAnyOrder(changeNotSaved, ['nwmgr -s -A lb=LB_IP -c lan900 -S apa', ...saves])).toEqual([]);
  const [found] = changeNotSaved.projections(situationWith([OFFLOAD, SAVE_APA, SAVE_NIC, SAVE_NIC]));
  expect(found).toMatchObject({ about: 'lan4', steps: [2, 3] });
  expect(found?.sameAs?.(2)).toBe(found?.sameAs?.(3));
});
