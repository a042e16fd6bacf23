import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { hostVlan, withNics } from '../../../test/hosts/with-interfaces';
import type { ObservedHost } from '../../model/observed-host';
import { hostVlanOverChecksumOffload } from './host-vlan-over-checksum-offload';

const VLAN = 'nwmgr -a -S vlan -A vlanid=7,ppa=4 -c lan5000';
const DELETE = 'nwmgr -d -c lan5000';
const RX_OFF = 'nwmgr -s -A rx_cko=off -c lan4';
const TX_OFF = 'nwmgr -s -A tx_cko=off -c lan4';
const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';

const HARM = harmOf('vmlan4', 'lan4');
const OFF = { receiveChecksumOffload: 'off', transmitChecksumOffload: 'off' } as const;
const WITH_VLAN = { hostVlans: [hostVlan('lan5000', 'lan4')] };

function harmOf(vswitch: string, nic: string): string {
  return `lan5000 and ${vswitch} share an uplink while ${nic} offloads checksums: host and guests may not reach each other`;
}

function harms(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  return harmsInSequence(hostVlanOverChecksumOffload, commands, changes);
}

/** The host with a vswitch in another state. */
function inState(name: string, state: 'up' | 'down' | 'unknown'): Pick<ObservedHost, 'vswitches'> {
  const { vswitches } = quickStartHost();
  return { vswitches: vswitches.map((each) => (each.name === name ? { ...each, state } : each)) };
}

describe('a host VLAN', () => {
  test('is not made beside a vswitch while their NIC offloads checksums', () => {
    expect(harms([VLAN])).toEqual([`1: ${HARM}`]);
    expect(harms([RX_OFF, TX_OFF, VLAN])).toEqual([]);
    expect(harms([RX_OFF, VLAN, TX_OFF])).toEqual([`2: ${HARM}`]);
    expect(harms([TX_OFF, VLAN, RX_OFF])).toEqual([`2: ${HARM}`]);
    expect(harms([VLAN], withNics({ lan4: OFF }))).toEqual([]);
    expect(harms([VLAN], withNics({ lan4: { ...OFF, receiveChecksumOffload: null } }))).toEqual([`1: ${HARM}`]);
    expect(harms(['nwmgr -s -A vmtu=0 -c lan4', VLAN], withNics({ lan4: OFF }))).toEqual([]);
  });

  test('may be made while the vswitch is down', () => {
    expect(harms([HALT, VLAN])).toEqual([]);
    expect(harms([HALT, VLAN, BOOT])).toEqual([`3: ${HARM}`]);
    expect(harms([HALT, VLAN, RX_OFF, TX_OFF, BOOT])).toEqual([]);
    expect(harms([VLAN], inState('vmlan4', 'down'))).toEqual([]);
    expect(harms([VLAN], inState('vmlan4', 'unknown'))).toEqual([`1: ${HARM}`]);
  });

  test('has to do with the vswitch of its own uplink', () => {
    expect(harms([VLAN.replace('ppa=4', 'ppa=3')])).toEqual([]);
    expect(harms([VLAN.replace('ppa=4', 'ppa=3'), BOOT])).toEqual([]);
    expect(harms([VLAN.replace('ppa=4', 'ppa=900')])).toEqual([]);
  });
});

describe('a host VLAN that is there already', () => {
  test('is no reason against anything but what begins the harm', () => {
    expect(harms([DELETE], WITH_VLAN)).toEqual([]);
    expect(harms([RX_OFF, TX_OFF], WITH_VLAN)).toEqual([]);
    expect(harms([RX_OFF, BOOT], WITH_VLAN)).toEqual([]);
    expect(harms([HALT, BOOT], WITH_VLAN)).toEqual([`2: ${HARM}`]);
    expect(harms([HALT, DELETE, BOOT], WITH_VLAN)).toEqual([]);
    expect(harmsInAnyOrder(hostVlanOverChecksumOffload, [HALT, DELETE, BOOT], WITH_VLAN)).toEqual([`3: ${HARM}`]);
  });

  test.each(['rx_cko', 'tx_cko'])('has no offload turned on beneath it: %s', (attribute) => {
    const on = `nwmgr -s -A ${attribute}=on -c lan4`;
    const silent = { ...WITH_VLAN, ...withNics({ lan4: OFF }) };
    expect(harms([on], silent)).toEqual([`1: ${HARM}`]);
    expect(harms([DELETE, on], silent)).toEqual([]);
    expect(harms([on, DELETE], silent)).toEqual([`1: ${HARM}`]);
    expect(harms([on.replace('lan4', 'lan3')], silent)).toEqual([]);
    expect(harms([on])).toEqual([]);
  });

  test('gets no vswitch beside it', () => {
    const over3 = {
      hostVlans: [hostVlan('lan5000', 'lan3')],
      ...withNics({ lan3: { transmitChecksumOffload: 'on' } }),
    };
    const made = ['hpvmnet -c -S web -n 3', 'hpvmnet -b -S web'];
    expect(harms(made, over3)).toEqual([`2: ${harmOf('web', 'lan3')}`]);
    expect(harms(['nwmgr -s -A tx_cko=off -c lan3', ...made], over3)).toEqual([]);
    expect(harms(made.slice(0, 1), over3)).toEqual([]);
    expect(harms([DELETE, ...made], over3)).toEqual([]);
    expect(harms(['hpvmnet -c -S web -n 4', 'hpvmnet -b -S web'], over3)).toEqual([]);
  });

  test('is moved away from the vswitch before that boots', () => {
    const moved = [HALT, DELETE, VLAN.replace('ppa=4', 'ppa=3'), BOOT];
    expect(harms(moved, WITH_VLAN)).toEqual([]);
    expect(harms([HALT, BOOT, DELETE], WITH_VLAN)).toEqual([`2: ${HARM}`]);
  });

  test('does not come with an uplink that it is moved to', () => {
    const over3 = { hostVlans: [hostVlan('lan5000', 'lan3')] };
    expect(harms([DELETE, VLAN], over3)).toEqual([`2: ${HARM}`]);
    expect(harms([DELETE, VLAN.replace('ppa=4', 'ppa=0')], over3)).toEqual([]);
  });
});

describe('a group beneath both', () => {
  const JOIN = 'nwmgr -a -A links=4 -A mode=LAN_MONITOR -c lan900 -S apa';
  const LEAVE = 'nwmgr -d -S apa -c lan900 -A links=4';
  const OVER_GROUP = { hostVlans: [hostVlan('lan5000', 'lan900')] };
  const harm = harmOf('vmlan900', 'lan4');

  test('gets no port that offloads checksums', () => {
    expect(harms([JOIN], OVER_GROUP)).toEqual([`1: ${harm}`]);
    expect(harms([RX_OFF, TX_OFF, JOIN], OVER_GROUP)).toEqual([]);
    expect(harms([RX_OFF, TX_OFF, JOIN, RX_OFF.replace('off', 'on')], OVER_GROUP)).toEqual([`4: ${harm}`]);
    expect(harms([DELETE, JOIN], OVER_GROUP)).toEqual([]);
    expect(harms([JOIN.replace('lan900', 'lan901')], OVER_GROUP)).toEqual([]);
    expect(harms(['hpvmnet -S vmlan900 -h', JOIN], OVER_GROUP)).toEqual([]);
  });

  test('counts the ports that it has', () => {
    const vlan = VLAN.replace('ppa=4', 'ppa=900');
    const of2 = withNics({ lan2: { receiveChecksumOffload: 'on' } });
    expect(harms([vlan], of2)).toEqual([`1: ${harmOf('vmlan900', 'lan2')}`]);
    expect(harms([LEAVE.replace('links=4', 'links=2'), vlan], of2)).toEqual([]);
    expect(harms([vlan], withNics({ lan3: { receiveChecksumOffload: 'on' } }))).toEqual([]);
    expect(harms([JOIN, LEAVE, vlan])).toEqual([]);
  });
});

test('only what can begin the harm is walked, for each VLAN, vswitch and NIC that meet', () => {
  const about = (commands: readonly string[], changes: Partial<ObservedHost> = {}) =>
    hostVlanOverChecksumOffload
      .projections(situationWith(commands, changes))
      .map((each) => `${each.about}: ${each.steps.join()}`);
  expect(about([VLAN.replace('ppa=4', 'ppa=900'), HALT])).toEqual([
    'lan5000, vmlan900, lan1: 0',
    'lan5000, vmlan900, lan2: 0',
  ]);
  expect(about([VLAN, HALT, RX_OFF, 'hpvmnet -S vmlan900 -h'])).toEqual(['lan5000, vmlan4, lan4: 0,1,2']);
  expect(about([HALT, DELETE, RX_OFF, 'nwmgr -s -A vmtu=0 -c lan4'], WITH_VLAN)).toEqual([]);
  expect(about([VLAN], inState('vmlan4', 'down'))).toEqual([]);
  expect(about([HALT, BOOT])).toEqual([]);
  expect(about(['hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 4'], WITH_VLAN)).toEqual([]);
});
