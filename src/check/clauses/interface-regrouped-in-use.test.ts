import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { hostVlan } from '../../../test/hosts/with-interfaces';
import type { ObservedHost } from '../../model/observed-host';
import { interfaceRegroupedInUse } from './interface-regrouped-in-use';

const join = (port: number): string => `nwmgr -a -A links=${String(port)} -A mode=LAN_MONITOR -c lan901 -S apa`;
const leave = (port: number): string => `nwmgr -d -S apa -c lan901 -A links=${String(port)}`;
const harms = (commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] =>
  harmsInSequence(interfaceRegroupedInUse, commands, changes);

describe('the uplink of a vswitch', () => {
  const HARM = 'lan4 is a port of lan901 and the uplink of vmlan4 at the same time';
  const HALT = 'hpvmnet -S vmlan4 -h';
  const REMOVE = 'hpvmnet -d -S vmlan4';

  test('does not join a group, whether the vswitch runs or not', () => {
    expect(harms([join(4)])).toEqual([`1: ${HARM}`]);
    expect(harms([HALT, join(4)])).toEqual([`2: ${HARM}`]);
    expect(harms([HALT, REMOVE, join(4)])).toEqual([]);
    expect(harms([HALT, join(4), REMOVE])).toEqual([`2: ${HARM}`]);
    expect(harmsInAnyOrder(interfaceRegroupedInUse, [HALT, REMOVE, join(4)])).toEqual([`3: ${HARM}`]);
    expect(harms([HALT, REMOVE, 'hpvmnet -c -S vmlan4 -n 3', join(4)])).toEqual([]);
    expect(harms([join(3)])).toEqual([]);
  });

  test('is no port of a group when the vswitch is made', () => {
    const web = (ppa: number): string => `hpvmnet -c -S web -n ${String(ppa)}`;
    expect(harms([web(1)])).toEqual(['1: lan1 is a port of lan900 and the uplink of web at the same time']);
    expect(harms(['nwmgr -d -S apa -c lan900 -A links=all --force', web(1)])).toEqual([]);
    expect(harms([join(3), web(3)])).toEqual(['2: lan3 is a port of lan901 and the uplink of web at the same time']);
    expect(harms([join(3), leave(3), web(3)])).toEqual([]);
    expect(harms([join(3), web(901)])).toEqual([]);
  });

  test('that is a port as the plan finds it may stay one, but not become one again', () => {
    const { lanInterfaces } = quickStartHost();
    const both = {
      lanInterfaces: lanInterfaces.map((nic) => (nic.name === 'lan4' ? { ...nic, aggregate: 'lan901' as never } : nic)),
    };
    expect(harms([HALT, 'hpvmnet -b -S vmlan4'], both)).toEqual([]);
    expect(harms([leave(4)], both)).toEqual([]);
    expect(harms([leave(4), join(4)], both)).toEqual([`2: ${HARM}`]);
    expect(harms([HALT, REMOVE, 'hpvmnet -c -S vmlan4 -n 4'], both)).toEqual([`3: ${HARM}`]);
  });
});

describe('the interface of a host VLAN', () => {
  const HARM = 'lan3 is a port of lan901 and carries lan5000 at the same time';
  const DELETE = 'nwmgr -d -c lan5000';
  const VLAN = 'nwmgr -a -S vlan -A vlanid=7,ppa=3 -c lan5000';
  const OVER_3 = { hostVlans: [hostVlan('lan5000', 'lan3')] };

  test('does not join a group', () => {
    expect(harms([join(3)], OVER_3)).toEqual([`1: ${HARM}`]);
    expect(harms([DELETE, join(3)], OVER_3)).toEqual([]);
    expect(harms([join(3), DELETE], OVER_3)).toEqual([`1: ${HARM}`]);
    expect(harms([DELETE, VLAN.replace('ppa=3', 'ppa=901'), join(3)], OVER_3)).toEqual([]);
    expect(harms([join(2)], OVER_3)).toEqual([]);
  });

  test('is no port of a group when the VLAN is made', () => {
    expect(harms([join(3), VLAN])).toEqual([`2: ${HARM}`]);
    expect(harms([join(3), leave(3), VLAN])).toEqual([]);
    expect(harms([VLAN.replace('ppa=3', 'ppa=1')])).toEqual([
      '1: lan1 is a port of lan900 and carries lan5000 at the same time',
    ]);
    expect(harms([join(3), VLAN.replace('ppa=3', 'ppa=901')])).toEqual([]);
  });

  test('that is a port as the plan finds it may stay one, but not become one again', () => {
    const both = { hostVlans: [hostVlan('lan5000', 'lan2')] };
    expect(harms(['nwmgr -d -S apa -c lan900 -A links=2'], both)).toEqual([]);
    expect(harms(['nwmgr -d -S apa -c lan900 -A links=1'], both)).toEqual([]);
    expect(harms([join(3)], both)).toEqual([]);
    expect(harms([leave(2)], both)).toEqual([]);
    expect(harms([DELETE, VLAN.replace('ppa=3', 'ppa=2')], both)).toEqual([
      '2: lan2 is a port of lan900 and carries lan5000 at the same time',
    ]);
  });
});

test('what uses a NIC is walked with the joins of that NIC, and nothing where neither changes', () => {
  const about = (commands: readonly string[], changes: Partial<ObservedHost> = {}) =>
    interfaceRegroupedInUse
      .projections(situationWith(commands, changes))
      .map((each) => `${each.about}: ${each.steps.join()}`);
  const vlan = 'nwmgr -a -S vlan -A vlanid=7,ppa=3 -c lan5000';
  const more = { hostVlans: [hostVlan('lan5001', 'lan0')] };
  expect(about([vlan, join(3), 'hpvmnet -S vmlan4 -h', join(4), 'ifconfig lan0 unplumb'], more)).toEqual([
    'lan3, lan5000: 0,1',
    'lan4, vmlan4: 2,3',
  ]);
});
