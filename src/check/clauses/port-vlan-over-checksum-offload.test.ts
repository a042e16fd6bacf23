import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withNics } from '../../../test/hosts/with-interfaces';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import type { ObservedHost } from '../../model/observed-host';
import { portVlanOverChecksumOffload } from './port-vlan-over-checksum-offload';

const SET = 'hpvmnet -S vmlan4 -u portid:2:vlanid:120';
const CLEAR = 'hpvmnet -S vmlan4 -u portid:2:vlanid:none';
const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';
const OFF = ['nwmgr -s -A rx_cko=off -c lan4', 'nwmgr -s -A tx_cko=off -c lan4'];
const ON = 'nwmgr -s -A rx_cko=on -c lan4';
const NO_OFFLOAD = withNics({ lan4: { receiveChecksumOffload: 'off', transmitChecksumOffload: 'off' } });
const TAGGED = withPortVlan('vmlan4', 2, 30);
const HARM = harmOn('port 2 of vmlan4', 'lan4');

function harmOn(port: string, nic: string): string {
  return `${port} has a VLAN while ${nic} offloads checksums: host and guests may not reach each other`;
}

function harms(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  return harmsInSequence(portVlanOverChecksumOffload, commands, changes);
}

function found(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  const projections = portVlanOverChecksumOffload.projections(situationWith(commands, changes));
  return projections.map(({ about, steps }) => `${about}: ${steps.join()}`);
}

function inState(state: 'up' | 'down' | 'unknown', host: Partial<ObservedHost> = {}): Pick<ObservedHost, 'vswitches'> {
  return { vswitches: quickStartHost(host).vswitches.map((each) => ({ ...each, state })) };
}

describe('the VLAN of a port', () => {
  test('is set after checksum offload is off in both directions', () => {
    expect(harms([SET])).toEqual([`1: ${HARM}`]);
    expect(harms([...OFF, SET])).toEqual([]);
    expect(harms([SET, ...OFF])).toEqual([`1: ${HARM}`]);
    expect(harms([SET], NO_OFFLOAD)).toEqual([]);
    expect(harms([SET], withNics({ lan4: { receiveChecksumOffload: 'off' } }))).toEqual([`1: ${HARM}`]);
    expect(harms([SET], withNics({ lan4: { transmitChecksumOffload: 'off' } }))).toEqual([`1: ${HARM}`]);
  });

  test('goes before checksum offload comes on', () => {
    const host = { ...NO_OFFLOAD, ...TAGGED };
    expect(harms([ON], host)).toEqual([`1: ${HARM}`]);
    expect(harms([ON.replace('rx', 'tx')], host)).toEqual([`1: ${HARM}`]);
    expect(harms([CLEAR, ON], host)).toEqual([]);
    expect(harms([ON, CLEAR], host)).toEqual([`1: ${HARM}`]);
    expect(harms(['nwmgr -s -A vmtu=32160 -c lan4'], host)).toEqual([]);
  });

  test('of another port or another vswitch changes nothing', () => {
    const host = { ...NO_OFFLOAD, ...TAGGED };
    expect(harms([CLEAR.replace('portid:2', 'portid:1'), ON], host)).toEqual([`2: ${HARM}`]);
    expect(harms([CLEAR.replace('vmlan4', 'vmlan0'), ON], host)).toEqual([`2: ${HARM}`]);
    expect(harms(['hpvmnet -S vmlan900 -u portid:2:vlanid:120'])).toEqual([]);
  });

  test('does not matter while the vswitch is down', () => {
    const host = { ...NO_OFFLOAD, ...TAGGED };
    expect(harms([HALT, ON], host)).toEqual([]);
    expect(harms([HALT, ON, BOOT], host)).toEqual([`3: ${HARM}`]);
    expect(harms([HALT, ON, ...OFF, BOOT], host)).toEqual([]);
    expect(harms([BOOT], inState('down', TAGGED))).toEqual([`1: ${HARM}`]);
    expect(harms([SET], inState('unknown'))).toEqual([`1: ${HARM}`]);
  });

  test('goes with its vswitch', () => {
    const anew = [HALT, 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 4', BOOT];
    expect(harms(anew, TAGGED)).toEqual([]);
    expect(harms([...anew, SET], TAGGED)).toEqual([`5: ${HARM}`]);
    const other = ['hpvmnet -S vmlan0 -h', 'hpvmnet -d -S vmlan0'];
    expect(harms([...other, ON], { ...NO_OFFLOAD, ...TAGGED })).toEqual([`3: ${HARM}`]);
  });

  test('that is there over checksum offload already is no fault of the plan, unless it comes again', () => {
    expect(harms([ON], TAGGED)).toEqual([]);
    expect(harms([SET], TAGGED)).toEqual([]);
    expect(harms([CLEAR, SET], TAGGED)).toEqual([`2: ${HARM}`]);
    expect(harms([HALT, BOOT], TAGGED)).toEqual([`2: ${HARM}`]);
  });
});

describe('the NICs behind a vswitch', () => {
  test('are all ports of its group', () => {
    const on = withNics({ lan1: { receiveChecksumOffload: 'on' }, lan2: { transmitChecksumOffload: 'on' } });
    const set = 'hpvmnet -S vmlan900 -u portid:1:vlanid:120';
    expect(harms([set])).toEqual([]);
    expect(harms([set], on)).toEqual(['lan1', 'lan2'].map((nic) => `1: ${harmOn('port 1 of vmlan900', nic)}`));
    expect(harms(['nwmgr -d -S apa -c lan900 -A links=1', set], on)).toEqual([
      `2: ${harmOn('port 1 of vmlan900', 'lan2')}`,
    ]);
  });

  test('are joined by others', () => {
    const join = 'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa';
    const on = withNics({ lan3: { receiveChecksumOffload: 'on' } });
    const tagged = withPortVlan('vmlan900', 1, 30);
    const harm = harmOn('port 1 of vmlan900', 'lan3');
    expect(harms([join], { ...on, ...tagged })).toEqual([`1: ${harm}`]);
    expect(harms([join], tagged)).toEqual([]);
    expect(harms(['nwmgr -s -A rx_cko=off -c lan3', join], { ...on, ...tagged })).toEqual([]);
    expect(harms(['hpvmnet -S vmlan900 -h', join], { ...on, ...tagged })).toEqual([]);
  });

  test('change with a vswitch that is made anew', () => {
    const create = (ppa: number) => ['hpvmnet -d -S vmlan4', `hpvmnet -c -S vmlan4 -n ${String(ppa)}`, BOOT, SET];
    expect(harms([HALT, ...create(3)])).toEqual([]);
    expect(harms([HALT, ...create(4)])).toEqual([`5: ${HARM}`]);
    expect(harms(['hpvmnet -c -S web -n 4', 'hpvmnet -S web -u portid:1:vlanid:7', 'hpvmnet -b -S web'])).toEqual([
      `3: ${harmOn('port 1 of web', 'lan4')}`,
    ]);
  });
});

describe('a guest NIC', () => {
  const REMOVE = 'hpvmmodify -P web01 -d network:avio_lan:0,1,0x66F3F84E37D5:vswitch:vmlan4:portid:2';
  const HOST = { ...NO_OFFLOAD, ...TAGGED };

  test('that gives its port up leaves no VLAN behind', () => {
    expect(harms([REMOVE, ON], HOST)).toEqual([]);
    for (const place of ['vmlan4:portid:9', 'localnet:portid:2', 'vmlan4'])
      expect(harms([`hpvmmodify -P web01 -m network:avio_lan:0,1:vswitch:${place}`, ON], HOST)).toEqual([]);
  });

  test('that keeps its port keeps the VLAN', () => {
    const change = 'hpvmmodify -P web01 -m network:lan:0,1:vswitch:vmlan4:portid:2';
    expect(harms([change, ON], HOST)).toEqual([`2: ${HARM}`]);
  });

  test('that comes to a port has the VLAN of it, until it leaves', () => {
    const { guestNics } = HOST;
    const reserved = { ...HOST, guestNics: guestNics.filter(({ guest }) => guest !== 'web01') };
    const add = 'hpvmmodify -P web01 -a network:avio_lan:0,1:vswitch:vmlan4:portid:2';
    expect(harms([add, ON], reserved)).toEqual([`2: ${HARM}`]);
    expect(harms([add, REMOVE, ON], reserved)).toEqual([]);
    expect(harms([REMOVE, add, SET, ON], HOST)).toEqual([`4: ${HARM}`]);
  });

  test('takes the VLAN of no port but its own with it', () => {
    const neighbour = 'hpvmmodify -P db01 -d network:avio_lan:0,2,0x56E9E3096A23:vswitch:vmlan4:portid:1';
    expect(harms([neighbour, ON], HOST)).toEqual([`2: ${HARM}`]);
    // It gets the port later.
    const gone = 'hpvmmodify -P app01 -d network:avio_lan:0,1,0x2A2E5A050ABA:vswitch:vmlan900:portid:2';
    const back = 'hpvmmodify -P app01 -a network:avio_lan:0,1:vswitch:vmlan4:portid:2';
    expect(harms([gone, ON, REMOVE, back], HOST)).toEqual([`2: ${HARM}`]);
    const away = 'hpvmmodify -P app01 -m network:avio_lan:0,1:vswitch:vmlan900:portid:7';
    const there = 'hpvmmodify -P app01 -m network:avio_lan:0,1:vswitch:vmlan4:portid:2';
    expect(harms([away, ON, REMOVE, there], HOST)).toEqual([`2: ${HARM}`]);
  });
});

describe('what is looked at', () => {
  test('is every port with a VLAN and every NIC behind its vswitch, with what concerns them', () => {
    const commands = [
      HALT,
      'hpvmnet -S vmlan0 -h',
      ...OFF,
      SET,
      'hpvmnet -S vmlan4 -u portid:1:vlanid:none',
      BOOT,
      'nwmgr -s -A rx_cko=off -c lan3',
      'hpvmmodify -P web01 -m network:avio_lan:0,1:vswitch:vmlan4:portid:2',
      'hpvmmodify -P db01 -m network:avio_lan:0,2:vswitch:vmlan4:portid:1',
    ];
    expect(found(commands)).toEqual(['vmlan4 port 2, lan4: 0,2,3,4,6,8']);
    expect(found(commands, withPortVlan('vmlan4', 1, 30))).toEqual([
      'vmlan4 port 1, lan4: 0,2,3,5,6,9',
      'vmlan4 port 2, lan4: 0,2,3,4,6,8',
    ]);
    expect(found(['hpvmnet -S vmlan900 -u portid:1:vlanid:120'])).toEqual([
      'vmlan900 port 1, lan1: 0',
      'vmlan900 port 1, lan2: 0',
    ]);
  });

  test('is nothing where no VLAN and no checksum offload can come together', () => {
    expect(found([HALT, ...OFF, CLEAR, 'nwmgr -s -A vmtu=0 -c lan4'], TAGGED)).toEqual([]);
    expect(found(['nwmgr -d -S apa -c lan900 -A links=1'], withPortVlan('vmlan900', 1, 30))).toEqual([]);
    expect(found([CLEAR])).toEqual([]);
    expect(found([SET], inState('down'))).toEqual([]);
    expect(found(['hpvmnet -S localnet -u portid:1:vlanid:120'])).toEqual([]);
    for (const begins of [ON, BOOT, 'hpvmnet -c -S vmlan4 -n 4', SET]) expect(found([begins], TAGGED)).toHaveLength(1);
    const join = 'nwmgr -a -A links=1 -A mode=LAN_MONITOR -c lan900 -S apa';
    expect(found([join], withPortVlan('vmlan900', 1, 30))).toEqual(['vmlan900 port 1, lan1: 0']);
  });
});
