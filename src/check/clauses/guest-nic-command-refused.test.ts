import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { guestNicCommandRefused } from './guest-nic-command-refused';

const NIC = 'network:lan:0,1:vswitch:vmlan0:portid:1';
const ADD = `hpvmmodify -P test01 -a ${NIC}`;
const CHANGE = `hpvmmodify -P test01 -m ${NIC}`;
const REMOVE = `hpvmmodify -P test01 -d ${NIC}`;

const THERE = 'test01:0,1 is added although it is there';
const atSlot2 = (command: string): string => command.replace('0,1', '0,2');
const GONE = 'test01:0,1 is not there to be changed';

test('a NIC is added where none is', () => {
  expect(harmsInSequence(guestNicCommandRefused, [ADD])).toEqual([`1: ${THERE}`]);
  expect(harmsInSequence(guestNicCommandRefused, [atSlot2(ADD)])).toEqual([]);
  expect(harmsInSequence(guestNicCommandRefused, [ADD.replace('test01', 'app02')])).toEqual([]);
  expect(harmsInSequence(guestNicCommandRefused, [REMOVE, ADD])).toEqual([]);
  expect(harmsInSequence(guestNicCommandRefused, [REMOVE, ADD, ADD])).toEqual([`3: ${THERE}`]);
  expect(harmsInAnyOrder(guestNicCommandRefused, [REMOVE, ADD])).toEqual([`2: ${THERE}`]);
});

test('a NIC is changed or removed where one is', () => {
  expect(harmsInSequence(guestNicCommandRefused, [CHANGE, CHANGE, REMOVE])).toEqual([]);
  expect(harmsInSequence(guestNicCommandRefused, [REMOVE, CHANGE])).toEqual([`2: ${GONE}`]);
  expect(harmsInSequence(guestNicCommandRefused, [REMOVE, REMOVE])).toEqual([`2: ${GONE}`]);
  const gone = GONE.replace('0,1', '0,2');
  expect(harmsInSequence(guestNicCommandRefused, [atSlot2(CHANGE)])).toEqual([`1: ${gone}`]);
  expect(harmsInSequence(guestNicCommandRefused, [atSlot2(REMOVE)])).toEqual([`1: ${gone}`]);
  expect(harmsInSequence(guestNicCommandRefused, [ADD, CHANGE, REMOVE].map(atSlot2))).toEqual([]);
});

test('each NIC is looked at by itself', () => {
  const found = guestNicCommandRefused.projections(situationWith([REMOVE, atSlot2(ADD), ADD]));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual(['test01:0,1: 0,2', 'test01:0,2: 1']);
});
