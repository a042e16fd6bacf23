import { planByRules } from '../../test/hosts/plan-by-rules';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
import type { Operation, OperationEffect } from './operation';
import { undoInSequence } from './undo-in-sequence';

const tag = (vswitch: string, port: number): readonly string[] => [
  '/opt/hpvm/bin/hpvmnet',
  '-S',
  vswitch,
  '-u',
  `portid:${String(port)}:vlanid:7`,
];
const OTHER = ['/opt/hpvm/bin/hpvmnet', '-b', '-S', 'vmlan4'];

function undone(...operations: readonly (readonly [object, readonly (readonly string[])[] | null])[]): unknown {
  return undoInSequence(
    operations.map(([effect, undo]) => ({ effect: effect as OperationEffect, undo }) as Operation),
  ).map((commands) => commands?.map((command) => command.slice(1).join(' ')) ?? null);
}

const remove = [{ type: 'guest-nic-remove', vswitch: 'vmlan4', port: 1 }, [['add'], tag('vmlan4', 1)]] as const;
const change = [
  { type: 'guest-nic-change', from: 'vmlan4', fromPort: 2, vswitch: 'vmlan4', port: 9 },
  [['back'], tag('vmlan4', 2)],
] as const;
const halt = [{ type: 'vswitch-halt', vswitch: 'vmlan4' }, [OTHER, tag('vmlan4', 1), tag('vmlan4', 2)]] as const;
const remake = [{ type: 'vswitch-delete', vswitch: 'vmlan4' }, [tag('vmlan4', 1), tag('vmlan4', 2)]] as const;

test('a vswitch brings back the VLANs of the ports that guest NICs have when it goes', () => {
  expect(undone(halt, remake)).toEqual([
    ['-b -S vmlan4', '-S vmlan4 -u portid:1:vlanid:7', '-S vmlan4 -u portid:2:vlanid:7'],
    ['-S vmlan4 -u portid:1:vlanid:7', '-S vmlan4 -u portid:2:vlanid:7'],
  ]);
});

test('a guest NIC that left before brings its VLAN back itself', () => {
  expect(undone(remove, halt, change, remake)).toEqual([
    ['', '-S vmlan4 -u portid:1:vlanid:7'],
    ['-b -S vmlan4', '-S vmlan4 -u portid:2:vlanid:7'],
    ['', '-S vmlan4 -u portid:2:vlanid:7'],
    [],
  ]);
});

test('a guest NIC that leaves afterwards finds no VLAN to bring back', () => {
  expect(undone(remake, remove, change)).toEqual([
    ['-S vmlan4 -u portid:1:vlanid:7', '-S vmlan4 -u portid:2:vlanid:7'],
    [''],
    [''],
  ]);
});

test('other vswitches are others, and what nothing takes back stays so', () => {
  const elsewhere = { type: 'guest-nic-remove', vswitch: 'vmlan0', port: 1 };
  expect(undone([elsewhere, null], remake, [elsewhere, [tag('vmlan0', 1)]])).toEqual([
    null,
    ['-S vmlan4 -u portid:1:vlanid:7', '-S vmlan4 -u portid:2:vlanid:7'],
    ['-S vmlan0 -u portid:1:vlanid:7'],
  ]);
});

test('a plan has them as its steps run', () => {
  const lists = { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] };
  const remaking = planByRules([], lists, withPortVlan('vmlan4', 2, 30)).steps.find(
    ({ command }) => command[1] === '-d',
  );
  expect(remaking?.undo?.map((command) => command.slice(1).join(' '))).toContain('-c -S vmlan4 -n 4');
});

test('nothing brings a vswitch back that is removed from an empty group', () => {
  const clear = [{ type: 'apa-clear', group: 'lan900', ports: [] }, [['x', 'join']]] as const;
  const rejoin = [{ type: 'apa-join', group: 'lan900', ports: [] }, [['x', 'leave']]] as const;
  const gone = (uplink: string | null) =>
    [{ type: 'vswitch-delete', vswitch: 'web', uplink }, [['x', 'create']]] as const;
  expect(undone(clear, gone('lan900'))).toEqual([['join'], null]);
  expect(undone(gone('lan900'), clear)).toEqual([['create'], ['join']]);
  expect(undone(clear, gone('lan4'), gone(null))).toEqual([['join'], ['create'], ['create']]);
  expect(undone(clear, rejoin, gone('lan900'))).toEqual([['join'], ['leave'], ['create']]);
});
