import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { vswitchKeepsOldSettings } from './vswitch-keeps-old-settings';

const OFF = 'nwmgr -s -A tx_cko=off -c lan4';
const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';
const TAG = 'hpvmnet -S vmlan4 -u portid:1:vlanid:120';
const HOST_VLAN = 'nwmgr -a -S vlan -A vlanid=120,ppa=4 -c lan5000';
const HARM = atTheEnd('vmlan4', 'lan4');
const VLAN_HARM = 'a VLAN is enabled while vmlan4 still handles packets as lan4 did before';

function atTheEnd(vswitch: string, nic: string): string {
  return `at the end: ${vswitch} still handles packets as ${nic} did before its offload settings changed`;
}

function harms(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  return harmsInSequence(vswitchKeepsOldSettings, commands, changes);
}

function vmlan4InState(state: 'up' | 'down' | 'unknown'): Pick<ObservedHost, 'vswitches'> {
  return { vswitches: quickStartHost().vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, state } : each)) };
}

test.each([OFF, 'nwmgr -s -A rx_cko=off -c lan4', 'nwmgr -s -A rx_cko=on -c lan4', 'nwmgr -s -A vmtu=0 -c lan4'])(
  'a vswitch boots again after the offload settings of its NIC changed: %s',
  (change) => {
    expect(harms([change])).toEqual([HARM]);
    expect(harms([HALT, BOOT, change])).toEqual([HARM]);
    expect(harms([change, HALT, BOOT])).toEqual([]);
    expect(harms([HALT, change, BOOT])).toEqual([]);
    expect(harms([change, HALT, BOOT, change])).toEqual([HARM]);
    expect(harms([change, change, HALT, BOOT])).toEqual([]);
  },
);

test('a vswitch that is down learns of the settings when it boots; in a state nobody knows it may run', () => {
  expect(harms([OFF], vmlan4InState('down'))).toEqual([]);
  expect(harms([BOOT, OFF], vmlan4InState('down'))).toEqual([HARM]);
  expect(harms([OFF], vmlan4InState('unknown'))).toEqual([HARM]);
});

test('the settings of a NIC that is not behind the vswitch do not matter', () => {
  expect(harms(['nwmgr -s -A tx_cko=off -c lan3'])).toEqual([]);
  const anew = [HALT, 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 3', BOOT];
  expect(harms([...anew, OFF])).toEqual([]);
  expect(harms([...anew, OFF.replace('lan4', 'lan3')])).toEqual([atTheEnd('vmlan4', 'lan3')]);
});

describe('a vswitch on a group', () => {
  const CHANGE = 'nwmgr -s -A rx_cko=off -c lan3';
  const JOIN = 'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa';

  test('has the settings of all ports of the group', () => {
    for (const nic of ['lan1', 'lan2'])
      expect(harms([`nwmgr -s -A rx_cko=off -c ${nic}`])).toEqual([atTheEnd('vmlan900', nic)]);
  });

  test('has those of a NIC from its join to its removal', () => {
    expect(harms([JOIN, CHANGE])).toEqual([atTheEnd('vmlan900', 'lan3')]);
    expect(harms([CHANGE, JOIN])).toEqual([]);
    expect(harms([JOIN, 'nwmgr -d -S apa -c lan900 -A links=3', CHANGE])).toEqual([]);
    expect(harms(['nwmgr -d -S apa -c lan900 -A links=1', 'nwmgr -s -A rx_cko=off -c lan1'])).toEqual([]);
  });

  test('keeps the old ones while ports come and go', () => {
    const change = 'nwmgr -s -A rx_cko=off -c lan1';
    expect(harms([change, 'nwmgr -d -S apa -c lan900 -A links=2'])).toEqual([atTheEnd('vmlan900', 'lan1')]);
    expect(harms([change, 'nwmgr -d -S apa -c lan900 -A links=1'])).toEqual([atTheEnd('vmlan900', 'lan1')]);
  });
});

test('no VLAN is enabled on a port of a vswitch that has not restarted since', () => {
  expect(harms([OFF, TAG, HALT, BOOT])).toEqual([`2: ${VLAN_HARM}`]);
  expect(harms([OFF, HALT, BOOT, TAG])).toEqual([]);
  expect(harms([TAG, OFF, HALT, BOOT])).toEqual([]);
  expect(harms([OFF, TAG.replace('120', 'none'), HALT, BOOT])).toEqual([]);
  expect(harms([OFF, TAG.replace('vmlan4', 'vmlan900'), HALT, BOOT])).toEqual([]);
});

test('no VLAN is enabled on the uplink of a vswitch that has not restarted since', () => {
  expect(harms([OFF, HOST_VLAN, HALT, BOOT])).toEqual([`2: ${VLAN_HARM}`]);
  expect(harms([OFF, HALT, BOOT, HOST_VLAN])).toEqual([]);
  expect(harms([OFF, HALT, HOST_VLAN, BOOT])).toEqual([]);
  expect(harms([OFF, HOST_VLAN.replace('ppa=4', 'ppa=3'), HALT, BOOT])).toEqual([]);
});

test('a VLAN on an interface that the vswitch is on at another time is none on its uplink', () => {
  const anew = [HALT, 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 3', BOOT];
  const later = 'nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5001';
  expect(harms([OFF, later, ...anew])).toEqual([]);
  expect(harms([OFF, HOST_VLAN, ...anew])).toEqual([`2: ${VLAN_HARM}`]);
  // Its port VLANs are on whatever it is on.
  const changeThere = 'nwmgr -s -A rx_cko=off -c lan3';
  expect(harms([...anew, changeThere, HOST_VLAN])).toEqual([atTheEnd('vmlan4', 'lan3')]);
  expect(harms([...anew, changeThere, TAG])).toContain(
    '6: a VLAN is enabled while vmlan4 still handles packets as lan3 did before',
  );
});

test('every NIC behind a vswitch is looked at with its settings, and once more with each VLAN that comes', () => {
  const commands = [
    OFF,
    HALT,
    BOOT,
    TAG,
    HOST_VLAN,
    TAG.replace('120', 'none'),
    'nwmgr -a -S vlan -A vlanid=7,ppa=0 -c lan5001',
    'nwmgr -d -S apa -c lan900 -A links=2',
  ];
  const found = (changes: readonly string[]) =>
    vswitchKeepsOldSettings.projections(situationWith(changes)).map(({ about, steps }) => `${about}: ${steps.join()}`);
  expect(found(commands)).toEqual(['vmlan4, lan4: 0,1,2', 'vmlan4, lan4: 0,1,2,3', 'vmlan4, lan4: 0,1,2,4']);
  expect(found(commands.slice(1))).toEqual([]);
  expect(found([OFF, 'hpvmnet -c -S web -n 4'])).toEqual(['vmlan4, lan4: 0', 'web, lan4: 0,1']);
  expect(found(['nwmgr -s -A vmtu=0 -c lan2', ...commands.slice(7)])).toEqual(['vmlan900, lan2: 0,1']);
});
