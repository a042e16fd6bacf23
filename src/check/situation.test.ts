import { situationWith } from '../../test/hosts/harms-of-clause';
import { hostVlan } from '../../test/hosts/with-interfaces';
import type { CheckedStep } from './situation';

/** What a map of steps holds: `vmlan4: 1 2`, steps counted from 1. */
function shown(map: ReadonlyMap<string, readonly CheckedStep[]>): readonly string[] {
  return [...map].map(([key, steps]) => `${key}: ${steps.map(({ place }) => String(place + 1)).join(' ')}`);
}

const nic = (verb: string, guest: string, rest: string): string => `hpvmmodify -P ${guest} -${verb} network:${rest}`;

test('steps are found by what they touch, in their order', () => {
  const situation = situationWith([
    'hpvmnet -S vmlan4 -h',
    'nwmgr -s -A vmtu=0 -c lan4',
    'nwmgr -s -A rx_cko=off -c lan4',
    'hpvmnet -d -S vmlan4',
    'hpvmnet -c -S vmlan4 -n 3',
    'hpvmnet -b -S vmlan4',
    'hpvmnet -S vmlan4 -u portid:1:vlanid:30',
    'nwmgr -a -S vlan -A vlanid=30,ppa=3 -c lan5000',
    'nwmgr -d -c lan5000',
    nic('d', 'web01', 'avio_lan:0,1:vswitch:vmlan4:portid:2'),
    nic('a', 'web01', 'avio_lan:0,1:vswitch:vmlan4:portid:2'),
    nic('m', 'web01', 'avio_lan:0,1:vswitch:vmlan4:portid:3'),
    'ifconfig lan3 unplumb',
    'nwmgr -s -A all --sa --fr cu -c lan4',
  ]);
  expect(situation.steps).toHaveLength(14);
  expect(shown(situation.vswitchSteps)).toEqual(['vmlan4: 1 4 5 6']);
  expect(shown(situation.offloadSteps)).toEqual(['lan4: 2 3']);
  expect(shown(situation.portVlanSteps)).toEqual(['vmlan4: 7']);
  expect(shown(situation.vlanSteps)).toEqual(['lan5000: 8 9']);
  expect(shown(situation.guestNicSteps)).toEqual(['web01:0,1: 10 11 12']);
  expect(shown(situation.groupSteps)).toEqual([]);
  expect(shown(situation.memberSteps)).toEqual([]);
});

test('joins and leaves are found by group, and by every NIC that they may concern', () => {
  const situation = situationWith([
    'nwmgr -d -S apa -c lan900 -A links=all --force',
    'nwmgr -s -A mode=LACP_AUTO -A key=900 -c lan3 -S apa',
    'nwmgr -d -S apa -c lan900 -A links=2',
    'nwmgr -a -A links=4 -A mode=MANUAL -c lan950 -S apa',
    'nwmgr -d -S apa -c lan950 -A links=all --force',
    'nwmgr -d -S apa -c lan951 -A links=all --force',
  ]);
  expect(shown(situation.groupSteps)).toEqual(['lan900: 1 2 3', 'lan950: 4 5', 'lan951: 6']);
  expect(shown(situation.memberSteps)).toEqual(['lan1: 1', 'lan2: 1 3', 'lan3: 1 2', 'lan4: 4 5']);
  expect(['lan900', 'lan950', 'lan4'].map((name) => situation.nicsBehind(name))).toEqual([
    ['lan900', 'lan1', 'lan2', 'lan3'],
    ['lan950', 'lan4'],
    ['lan4'],
  ]);
});

test('a vswitch is on the interfaces that it was on, and on those it is created on', () => {
  const situation = situationWith([
    'hpvmnet -c -S vmlan4 -n 3',
    'hpvmnet -c -S web -n 3',
    'hpvmnet -c -S mail',
    'nwmgr -a -S vlan -A vlanid=30,ppa=3 -c lan5000',
  ]);
  const uplinks = [...situation.uplinksOf].map(([name, interfaces]) => `${name}: ${[...interfaces].join(' ')}`);
  expect(uplinks).toEqual(['localnet: ', 'vmlan0: lan0', 'vmlan4: lan4 lan3', 'vmlan900: lan900', 'web: lan3']);
  expect(situation.uplinksOf.get('localnet')).toEqual(new Set());
  expect(situation.vswitchesOn.get('lan3')).toEqual(['vmlan4', 'web']);
  expect(situation.vswitchesOn.get('lan4')).toEqual(['vmlan4']);
  expect(situation.vswitchesOn.get('lan1')).toBeUndefined();
});

test('ports and vswitches have the guest NICs that are there at some time, each once and sorted', () => {
  const situation = situationWith([
    nic('m', 'app01', 'avio_lan:0,1:vswitch:vmlan4:portid:2'),
    nic('a', 'app01', 'avio_lan:0,2:vswitch:vmlan4'),
    nic('m', 'web01', 'avio_lan:0,1:vswitch:vmlan4:portid:2'),
    nic('d', 'test01', 'lan:0,1:vswitch:vmlan4:portid:2'),
  ]);
  expect(situation.portUsers.get('vmlan4 2')).toEqual(['app01:0,1', 'web01:0,1']);
  expect(situation.portUsers.get('vmlan900 2')).toEqual(['app01:0,1']);
  expect(situation.portUsers.has('vmlan4 null')).toBe(false);
  expect(situation.nicsOfVswitch.get('vmlan4')).toEqual(['app01:0,1', 'app01:0,2', 'db01:0,2', 'web01:0,1']);
});

test('what the host looked like is found by name', () => {
  const situation = situationWith([], { hostVlans: [hostVlan('lan5000', 'lan3')] });
  expect(situation.host.host).toBe('vmhost1');
  expect(situation.vswitch.get('vmlan4')?.uplink).toBe('lan4');
  expect(situation.nic.get('lan4')?.driver).toBe('iexgbe');
  expect(situation.group.get('lan900')?.mode).toBe('LAN_MONITOR');
  expect(situation.hostVlan.get('lan5000')?.uplink).toBe('lan3');
  expect(situation.guestNic.get('web01:0,1')?.vswitch).toBe('vmlan4');
  expect(situation.guest.get('test01')?.state).toBe('off');
});
