import { stepOf } from '../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import { hostVlan } from '../../test/hosts/with-interfaces';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
import type { ObservedHost } from '../model/observed-host';
import { Configuration } from './configuration';

const CLEAR = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const leave = (links: string): string => `nwmgr -d -S apa -c lan900 -A links=${links}`;
const add = (links: string, mode = 'LAN_MONITOR', lb = ''): string =>
  `nwmgr -a -A links=${links} -A mode=${mode}${lb === '' ? '' : ` -A lb=${lb}`} -c lan900 -S apa`;
const balance = (lb: string): string => `nwmgr -s -A lb=${lb} -c lan900 -S apa`;
const nic = (verb: string, rest: string): string => `hpvmmodify -P test01 -${verb} network:${rest}`;

/** What the last of these commands changes, as `name: before > after`. */
function changedBy(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  const configuration = new Configuration(quickStartHost(changes));
  let before: ReadonlyMap<string, unknown> = new Map();
  for (const command of commands) before = configuration.apply(stepOf(command).action);
  return [...before].map(([name, old]) => `${name}: ${String(old)} > ${String(configuration.get(name))}`).sort();
}

/** lan900 runs by LACP and balances by MAC address. */
const LACP = {
  apaGroups: quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? ({ ...group, mode: 'LACP_AUTO', loadBalancing: 'LB_MAC' } as const) : group,
  ),
};

test('a group keeps its load balancing with a port that joins it without any', () => {
  const manual = { apaGroups: LACP.apaGroups.map((group) => ({ ...group, mode: 'MANUAL' as const })) };
  expect(changedBy([add('3', 'MANUAL')], manual)).toEqual(['group lan3: null > lan900']);
});

test('what an empty group was to balance by is forgotten when it is emptied again', () => {
  const key = 'nwmgr -s -A key=901 -A lb=LB_IP -c lan901 -S apa';
  const empty = 'nwmgr -d -S apa -c lan901 -A links=all --force';
  const join = 'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa';
  expect(changedBy([key, join])).toContain('lb lan901: null > LB_IP');
  expect(changedBy([key, empty, join])).not.toContain('lb lan901: null > LB_IP');
});

test('a value that an action takes away and gives back is told as it was before both', () => {
  const netconf = quickStartHost().netconf.map((each) => ({ ...each, interface: 'lan900' as never }));
  expect(changedBy([CLEAR], { netconf })).toContain('address lan900: 192.1.4.205 > 192.1.4.205');
});

test('an interface without address in netconf gets none from a group without', () => {
  const none = { address: null, netmask: null };
  const netconf = quickStartHost().netconf.map((each) => (each.index === 0 ? { ...each, ...none } : each));
  const addresses = quickStartHost().addresses.filter((each) => each.interface !== 'lan900');
  expect(changedBy([CLEAR], { netconf, addresses })).not.toContain('address lan0: 15.13.114.205 > null');
});

test('what a host has is there from the start', () => {
  const host = { ...withPortVlan('vmlan0', 1, 7), hostVlans: [hostVlan('lan5000', 'lan3')] };
  const configuration = new Configuration(quickStartHost(host));
  const values = (...names: readonly string[]): readonly unknown[] => names.map((name) => configuration.get(name));
  expect(values('vswitch vmlan4', 'vswitch localnet', 'vswitch web')).toEqual(['lan4', '-', null]);
  expect(values('power vmlan4', 'vlan vmlan0 1', 'vlan vmlan4 1')).toEqual(['up', 7, null]);
  expect(values('rx lan4', 'tx lan4', 'vmtu lan4', 'group lan4')).toEqual([true, true, 32160, null]);
  expect(values('rx lan1', 'tx lan1', 'vmtu lan1', 'group lan1')).toEqual([false, false, 0, 'lan900']);
  expect(values('mode lan900', 'lb lan900', 'mode lan901', 'lb lan901')).toEqual(['LAN_MONITOR', null, null, null]);
  expect(values('hostVlan lan5000', 'address lan900', 'address lan1', 'frames')).toEqual([
    'lan3 7',
    '192.1.4.205',
    null,
    null,
  ]);
  expect(values('nic test01:0,1')).toEqual(['lan 0xaed6f7fa4e3e vmlan0 1']);
  expect(new Configuration(quickStartHost(LACP)).get('lb lan900')).toBe('LB_MAC');
  expect(new Configuration(quickStartHost({ tunables: { macAddressFrames: 4 } })).get('frames')).toBe(4);
});

test('the VLAN of a guest NIC counts where the table of ports does not list it, on a vswitch that is there', () => {
  const { guestNics } = withPortVlan('vmlan0', 1, 7);
  const without = quickStartHost().vswitches.map((vswitch) => ({ ...vswitch, ports: [] }));
  const vlan = (changes: Partial<ObservedHost>) => new Configuration(quickStartHost(changes)).get('vlan vmlan0 1');
  expect(vlan({ guestNics, vswitches: without })).toBe(7);
  expect(vlan({ guestNics, vswitches: [] })).toBeNull();
  const unknown = guestNics.map((each) => ({ ...each, vlanId: 'unknown' as const }));
  expect(vlan({ ...withPortVlan('vmlan0', 1, 7), guestNics: unknown })).toBe(7);
});

test.each([
  ['nwmgr -s -A rx_cko=off -c lan4', ['rx lan4: true > false']],
  ['nwmgr -s -A tx_cko=on -c lan3', ['tx lan3: false > true']],
  ['nwmgr -s -A tx_cko=on -c lan4', []],
  ['nwmgr -s -A vmtu=0 -c lan4', ['vmtu lan4: 32160 > 0']],
  ['nwmgr -a -S vlan -A vlanid=30,ppa=3 -c lan5000', ['hostVlan lan5000: null > lan3 30']],
  ['nwmgr -d -c lan5000', []],
  ['hpvmnet -c -S web -n 3', ['power web: null > down', 'vswitch web: null > lan3']],
  ['hpvmnet -c -S web', ['power web: null > down', 'vswitch web: null > -']],
  ['hpvmnet -b -S vmlan4', []],
  ['hpvmnet -S vmlan4 -h', ['power vmlan4: up > down']],
  ['hpvmnet -d -S vmlan4', ['power vmlan4: up > null', 'vswitch vmlan4: lan4 > null']],
  ['hpvmnet -S vmlan4 -u portid:2:vlanid:30', ['vlan vmlan4 2: null > 30']],
  ['hpvmnet -S vmlan4 -u portid:2:vlanid:none', []],
  ['ifconfig lan4 unplumb', ['address lan4: 192.1.2.205 > null']],
  ['ifconfig lan3 inet 192.1.2.205 netmask 255.255.255.0 up', ['address lan3: null > 192.1.2.205']],
  ['ch_rc -a -p HPVMMACADDRFRAMES=1 /etc/rc.config.d/hpvmconf', ['frames: null > 1']],
  ['nwmgr -s -A all --sa --fr cu -c lan4', []],
  ['nwmgr -s -S apa -A all --saved --from cu', []],
  ['ch_rc -a -p INTERFACE_NAME[1]=lan900 /etc/rc.config.d/netconf', []],
])('%s changes what it says', (command, expected) => {
  expect(changedBy([command])).toEqual(expected);
});

test('a boot, and the removal of a host VLAN interface, take effect where there is something to change', () => {
  expect(changedBy(['hpvmnet -S vmlan4 -h', 'hpvmnet -b -S vmlan4'])).toEqual(['power vmlan4: down > up']);
  const vlans = { hostVlans: [hostVlan('lan5000', 'lan3')] };
  expect(changedBy(['nwmgr -d -c lan5000'], vlans)).toEqual(['hostVlan lan5000: lan3 7 > null']);
});

test('a vswitch that goes takes the VLANs of its ports along, also those that were set just now', () => {
  const commands = ['hpvmnet -S vmlan0 -u portid:9:vlanid:30', 'hpvmnet -d -S vmlan0'];
  expect(changedBy(commands, withPortVlan('vmlan0', 1, 7))).toEqual([
    'power vmlan0: up > null',
    'vlan vmlan0 1: 7 > null',
    'vlan vmlan0 9: 30 > null',
    'vswitch vmlan0: lan0 > null',
  ]);
});

describe('a group', () => {
  const left = ['group lan1: lan900 > null', 'group lan2: lan900 > null'];

  test('that is emptied gives its address back to the port that netconf names, where it is a failover group', () => {
    const emptied = ['address lan1: null > 192.1.4.205', 'address lan900: 192.1.4.205 > null', ...left];
    expect(changedBy([CLEAR])).toEqual([...emptied, 'mode lan900: LAN_MONITOR > null']);
    expect(changedBy([leave('1,2')])).toEqual([...emptied, 'mode lan900: LAN_MONITOR > null']);
    expect(changedBy([leave('2'), leave('1')])).toContain('address lan1: null > 192.1.4.205');
    const lost = ['address lan900: 192.1.4.205 > null', ...left];
    expect(changedBy([CLEAR], { netconf: [] })).toEqual([...lost, 'mode lan900: LAN_MONITOR > null']);
    expect(changedBy([CLEAR], LACP)).toEqual([...lost, 'lb lan900: LB_MAC > null', 'mode lan900: LACP_AUTO > null']);
    expect(changedBy([CLEAR], { addresses: [] })).toEqual([...left, 'mode lan900: LAN_MONITOR > null']);
  });

  test('is told from netconf by the first of its entries for the address', () => {
    const again = { index: 7, interface: 'lan2', address: '192.1.4.205', netmask: '255.255.255.0' };
    const netconf = [...quickStartHost().netconf, again] as unknown as ObservedHost['netconf'];
    expect(changedBy([CLEAR], { netconf })).toContain('address lan1: null > 192.1.4.205');
    const none = quickStartHost().netconf.map((entry) => ({ ...entry, address: null }));
    expect(changedBy([CLEAR], { netconf: none })).not.toContain('address lan1: null > 192.1.4.205');
  });

  test('that some ports leave stays as it is', () => {
    expect(changedBy([leave('2')])).toEqual(['group lan2: lan900 > null']);
    expect(changedBy([add('3'), leave('1,2')])).toEqual(left);
  });

  test('that a NIC joins has it, in its mode', () => {
    expect(changedBy([add('3')])).toEqual(['group lan3: null > lan900']);
    const joined = ['group lan1: null > lan900', 'group lan2: null > lan900'];
    expect(changedBy(['ifconfig lan900 unplumb', CLEAR, add('1,2', 'MANUAL', 'LB_IP')])).toEqual([
      ...joined,
      'lb lan900: null > LB_IP',
      'mode lan900: null > MANUAL',
    ]);
    expect(changedBy([CLEAR, 'ifconfig lan1 unplumb', add('1,2', 'MANUAL')])).toEqual([
      ...joined,
      'mode lan900: null > MANUAL',
    ]);
  });

  test('takes over the address of its first port, where it is a failover group, and gives it back there', () => {
    expect(changedBy([CLEAR, add('1,2')])).toEqual([
      'address lan1: 192.1.4.205 > null',
      'address lan900: null > 192.1.4.205',
      'group lan1: null > lan900',
      'group lan2: null > lan900',
      'mode lan900: null > LAN_MONITOR',
    ]);
    expect(changedBy([CLEAR, add('2,1')])).not.toContain('address lan900: null > 192.1.4.205');
    expect(changedBy([CLEAR, add('1,2', 'MANUAL')])).not.toContain('address lan900: null > 192.1.4.205');
    const moved = [CLEAR, 'ifconfig lan1 unplumb', 'ifconfig lan2 inet 192.1.4.205 netmask 255.255.255.0 up'];
    expect(changedBy([...moved, add('2,1'), CLEAR])).toContain('address lan2: null > 192.1.4.205');
  });

  test('balances as it is told, from its first port on', () => {
    expect(changedBy([balance('LB_IP')], LACP)).toEqual(['lb lan900: LB_MAC > LB_IP']);
    expect(changedBy(['nwmgr -s -A key=900 -c lan900 -S apa'], LACP)).toEqual([]);
    const prepared = [CLEAR, 'nwmgr -s -A key=900 -A lb=LB_IP -c lan900 -S apa'];
    expect(changedBy(prepared, LACP)).toEqual(['lb-of-empty-group lan900: null > LB_IP']);
    const join = 'nwmgr -s -A mode=LACP_AUTO -A key=900 -c lan1 -S apa';
    expect(changedBy([...prepared, join], LACP)).toEqual([
      'group lan1: null > lan900',
      'lb lan900: null > LB_IP',
      'lb-of-empty-group lan900: LB_IP > null',
      'mode lan900: null > LACP_AUTO',
    ]);
    expect(changedBy([...prepared, join, CLEAR, join], LACP)).toEqual([
      'group lan1: null > lan900',
      'mode lan900: null > LACP_AUTO',
    ]);
    expect(changedBy([...prepared, add('1', 'MANUAL', 'LB_PORT')], LACP)).toContain('lb lan900: null > LB_PORT');
  });
});

describe('a guest NIC', () => {
  const IN_VLAN = withPortVlan('vmlan0', 1, 7);
  const name = 'nic test01:0,1: lan 0xaed6f7fa4e3e vmlan0 1';

  test('that changes keeps its address unless it gets another', () => {
    expect(changedBy([nic('m', 'avio_lan:0,1:vswitch:vmlan0:portid:1')])).toEqual([
      `${name} > avio_lan 0xaed6f7fa4e3e vmlan0 1`,
    ]);
    expect(changedBy([nic('m', 'lan:0,1,0x020000000001:vswitch:vmlan0:portid:1')])).toEqual([
      `${name} > lan 0x020000000001 vmlan0 1`,
    ]);
  });

  test('that is new has the address it was given, or one that the host makes up', () => {
    expect(changedBy([nic('a', 'lan:0,2,0x020000000001:vswitch:vmlan0:portid:2')])).toEqual([
      'nic test01:0,2: null > lan 0x020000000001 vmlan0 2',
    ]);
    expect(changedBy([nic('a', 'lan:0,2:vswitch:vmlan0')])).toEqual(['nic test01:0,2: null > lan made-up vmlan0 null']);
    expect(changedBy([nic('a', 'lan:0,1:vswitch:vmlan0:portid:1')])).toEqual([`${name} > lan made-up vmlan0 1`]);
  });

  test('that leaves its port leaves the VLAN of it in doubt', () => {
    const doubt = 'vlan vmlan0 1: 7 > kept or lost';
    const gone = nic('d', 'lan:0,1:vswitch:vmlan0:portid:1');
    expect(changedBy([gone])).toEqual([`${name} > null`]);
    expect(changedBy([gone], IN_VLAN)).toEqual([`${name} > null`, doubt]);
    const elsewhere = (to: string): readonly string[] => changedBy([nic('m', `lan:0,1:vswitch:${to}`)], IN_VLAN);
    expect(elsewhere('vmlan0:portid:3')).toContain(doubt);
    expect(elsewhere('localnet:portid:1')).toContain(doubt);
    expect(elsewhere('vmlan0')).toContain(doubt);
    expect(elsewhere('vmlan0:portid:1')).toEqual([]);
    expect(changedBy([nic('a', 'lan:0,2:vswitch:vmlan0:portid:9')], IN_VLAN)).not.toContain(doubt);
  });

  test('has its port until it leaves', () => {
    const configuration = new Configuration(quickStartHost());
    const used = (): readonly boolean[] => ['1', '3'].map((port) => configuration.isPortUsed(`vmlan0 ${port}`));
    expect(used()).toEqual([true, false]);
    configuration.apply(stepOf(nic('a', 'lan:0,2:vswitch:vmlan0:portid:1')).action);
    configuration.apply(stepOf(nic('m', 'lan:0,1:vswitch:vmlan0:portid:3')).action);
    expect(used()).toEqual([true, true]);
    configuration.apply(stepOf(nic('d', 'lan:0,2:vswitch:vmlan0:portid:1')).action);
    expect(used()).toEqual([false, true]);
  });
});

test('a value is set by hand as by a command, with what depends on it', () => {
  const configuration = new Configuration(quickStartHost());
  configuration.set('group lan3', 'lan900');
  configuration.apply(stepOf(CLEAR).action);
  expect(configuration.get('group lan3')).toBeNull();
  configuration.set('vlan vmlan4 2', 30);
  configuration.apply(stepOf('hpvmnet -d -S vmlan4').action);
  expect(configuration.get('vlan vmlan4 2')).toBeNull();
  configuration.set('nic test01:0,1', null);
  expect(configuration.isPortUsed('vmlan0 1')).toBe(false);
  configuration.set('frames', 4);
  expect(configuration.get('frames')).toBe(4);
});
