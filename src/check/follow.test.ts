import { situationWith, stepOf } from '../../test/hosts/harms-of-clause';
import { nic, quickStartHost } from '../../test/hosts/quick-start-host';
import {
  actionAt,
  followGroup,
  followVswitch,
  groupAtEnd,
  groupAtStart,
  isBehind,
  isEverRunning,
  isRunning,
  nicsAtEnd,
  places,
  uplinkAtEnd,
  vswitchAtStart,
} from './follow';

const action = (command: string) => stepOf(command).action;
const stateOf = (name: string, state: 'up' | 'down' | 'unknown') => ({
  vswitches: quickStartHost().vswitches.map((each) => (each.name === name ? { ...each, state } : each)),
});

describe('a vswitch', () => {
  test('is found as the host has it, or absent', () => {
    const situation = situationWith([], stateOf('vmlan0', 'unknown'));
    expect(vswitchAtStart(situation, 'vmlan4')).toEqual({ power: 'up', uplink: 'lan4' });
    expect(vswitchAtStart(situation, 'vmlan0')).toEqual({ power: 'unknown', uplink: 'lan0' });
    expect(vswitchAtStart(situation, 'localnet')).toEqual({ power: 'up', uplink: null });
    expect(vswitchAtStart(situation, 'web')).toEqual({ power: 'absent', uplink: null });
  });

  test('is created down, boots, halts and goes', () => {
    const absent = { power: 'absent', uplink: null } as const;
    const down = { power: 'down', uplink: 'lan3' } as const;
    const up = { power: 'up', uplink: 'lan3' } as const;
    expect(followVswitch(absent, action('hpvmnet -c -S web -n 3'), 'web')).toEqual(down);
    expect(followVswitch(absent, action('hpvmnet -c -S web'), 'web')).toEqual({ power: 'down', uplink: null });
    expect(followVswitch(down, action('hpvmnet -b -S web'), 'web')).toEqual(up);
    expect(followVswitch(up, action('hpvmnet -S web -h'), 'web')).toEqual(down);
    expect(followVswitch(down, action('hpvmnet -d -S web'), 'web')).toEqual(absent);
  });

  test('stays as it is when a port of it gets a VLAN, and when something else changes', () => {
    const up = { power: 'up', uplink: 'lan3' } as const;
    for (const command of [
      'hpvmnet -S web -u portid:1:vlanid:7',
      'hpvmnet -S vmlan4 -h',
      'nwmgr -s -A rx_cko=off -c lan3',
      'hpvmmodify -P test01 -a network:lan:0,2:vswitch:web',
    ])
      expect(followVswitch(up, action(command), 'web')).toEqual(up);
  });

  test('runs when it is up, and may run in a state that nobody knows', () => {
    expect((['up', 'unknown', 'down', 'absent'] as const).map(isRunning)).toEqual([true, true, false, false]);
  });

  test('runs at some time when it does before the plan, or boots', () => {
    expect(isEverRunning(situationWith(['hpvmnet -S vmlan4 -h']), 'vmlan4')).toBe(true);
    expect(isEverRunning(situationWith([]), 'vmlan4')).toBe(true);
    expect(isEverRunning(situationWith([], stateOf('vmlan4', 'down')), 'vmlan4')).toBe(false);
    const commands = ['hpvmnet -c -S web', 'hpvmnet -c -S db', 'hpvmnet -b -S web', 'hpvmnet -c -S vmlan4'];
    expect(isEverRunning(situationWith(commands), 'web')).toBe(true);
    expect(isEverRunning(situationWith(commands), 'db')).toBe(false);
  });

  test('is on another interface in the end when it is made anew, and on none when it is gone', () => {
    const gone = ['hpvmnet -S vmlan4 -h', 'hpvmnet -d -S vmlan4'];
    const situation = situationWith([...gone, 'hpvmnet -c -S web -n 3']);
    expect(uplinkAtEnd(situation, 'vmlan4')).toBeNull();
    expect(uplinkAtEnd(situation, 'web')).toBe('lan3');
    expect(uplinkAtEnd(situation, 'vmlan900')).toBe('lan900');
    expect(uplinkAtEnd(situationWith([...gone, 'hpvmnet -c -S vmlan4 -n 3']), 'vmlan4')).toBe('lan3');
  });
});

describe('the group of a NIC', () => {
  const JOIN = 'nwmgr -a -A links=2,3 -A mode=MANUAL -c lan901 -S apa';
  const EMPTY = 'nwmgr -d -S apa -c lan900 -A links=all --force';

  test('is that of the host, and none for a NIC that nobody has seen', () => {
    expect(['lan1', 'lan3', 'lan7'].map((each) => groupAtStart(situationWith([]), each))).toEqual([
      'lan900',
      null,
      null,
    ]);
  });

  test('changes when the NIC itself joins or leaves', () => {
    expect(followGroup(null, action(JOIN), 'lan3')).toBe('lan901');
    expect(followGroup(null, action(JOIN), 'lan4')).toBeNull();
    expect(followGroup('lan900', action(JOIN), 'lan1')).toBe('lan900');
    expect(followGroup('lan900', action('nwmgr -d -S apa -c lan900 -A links=1'), 'lan1')).toBeNull();
    expect(followGroup('lan900', action('nwmgr -d -S apa -c lan900 -A links=1'), 'lan2')).toBe('lan900');
    expect(followGroup('lan901', action('nwmgr -d -S apa -c lan900 -A links=1'), 'lan1')).toBe('lan901');
    expect(followGroup('lan900', action(EMPTY), 'lan2')).toBeNull();
    expect(followGroup('lan901', action(EMPTY), 'lan2')).toBe('lan901');
    for (const command of ['hpvmnet -S vmlan900 -h', 'nwmgr -s -A lb=LB_IP -c lan900 -S apa'])
      expect(followGroup('lan900', action(command), 'lan1')).toBe('lan900');
  });

  test('is in the end what the steps about the NIC have made of it', () => {
    const situation = situationWith([EMPTY, JOIN]);
    expect(['lan1', 'lan2', 'lan3', 'lan4'].map((each) => groupAtEnd(situation, each))).toEqual([
      null,
      'lan901',
      'lan901',
      null,
    ]);
    expect(groupAtEnd(situationWith([]), 'lan2')).toBe('lan900');
  });

  test('has the NIC behind it in the end; those that nobody has seen do not count', () => {
    const situation = situationWith([
      'nwmgr -d -S apa -c lan900 -A links=2',
      JOIN,
      'nwmgr -a -A links=7 -A mode=LAN_MONITOR -c lan900 -S apa',
    ]);
    expect(nicsAtEnd(situation, 'lan900')).toEqual(['lan1']);
    expect(nicsAtEnd(situation, 'lan901')).toEqual(['lan2', 'lan3']);
    expect(nicsAtEnd(situation, 'lan4')).toEqual(['lan4']);
    expect(nicsAtEnd(situation, 'lan902')).toEqual([]);
    const seen = { lanInterfaces: [...quickStartHost().lanInterfaces, nic('lan7', '0x00306e398160', {})] };
    const join = ['nwmgr -a -A links=7 -A mode=LAN_MONITOR -c lan900 -S apa'];
    expect(nicsAtEnd(situationWith(join, seen), 'lan900')).toEqual(['lan1', 'lan2', 'lan7']);
  });
});

test('a NIC is behind what is on itself or on its group', () => {
  expect(isBehind('lan1', 'lan1', 'lan900')).toBe(true);
  expect(isBehind('lan900', 'lan1', 'lan900')).toBe(true);
  expect(isBehind('lan2', 'lan1', 'lan900')).toBe(false);
  expect(isBehind('lan900', 'lan1', null)).toBe(false);
  expect(isBehind(null, 'lan1', null)).toBe(false);
});

test('places are ascending, and each is there once', () => {
  const steps = Array.from({ length: 12 }, (_, place) => stepOf('hpvmnet -b -S web', place));
  expect(places(steps.slice(10), undefined, [...steps.slice(1, 3), ...steps.slice(0, 2)])).toEqual([0, 1, 2, 10, 11]);
  expect(places()).toEqual([]);
});

test('a place without a step is a fault of the program', () => {
  const situation = situationWith(['hpvmnet -b -S web']);
  expect(actionAt(situation, 0)).toEqual({ kind: 'boot-vswitch', vswitch: 'web' });
  expect(() => actionAt(situation, 1)).toThrow('no step at place 1');
});
