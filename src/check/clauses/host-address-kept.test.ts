import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { hostVlan } from '../../../test/hosts/with-interfaces';
import type { ObservedHost } from '../../model/observed-host';
import { hostAddressKept } from './host-address-kept';

/** Of lan900, whose primary port is lan1; lan4 has 192.1.2.205, lan0 15.13.114.205. */
const OWN = '192.1.4.205';
const EMPTY = 'nwmgr -d -S apa -c lan900 -A links=all --force';

const unplumb = (name: string): string => `ifconfig ${name} unplumb`;
const plumb = (name: string, address = OWN, netmask = '255.255.255.0'): string =>
  `ifconfig ${name} inet ${address} netmask ${netmask} up`;
const join = (mode: string, ports: string, group = 'lan900'): string =>
  `nwmgr -a -A links=${ports} -A mode=${mode} -c ${group} -S apa`;
const leave = (ports: string, group = 'lan900'): string => `nwmgr -d -S apa -c ${group} -A links=${ports}`;
const gone = (address = OWN): string => `at the end: address ${address} of the VM host is gone`;
const harms = (commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] =>
  harmsInSequence(hostAddressKept, commands, changes);

function inMode(mode: ObservedHost['apaGroups'][number]['mode']): Partial<ObservedHost> {
  const { apaGroups } = quickStartHost();
  return { apaGroups: apaGroups.map((group) => (group.name === 'lan900' ? { ...group, mode } : group)) };
}

describe('an address that is taken off', () => {
  test('is put on again, on its interface or another', () => {
    expect(harms([unplumb('lan4')])).toEqual([gone('192.1.2.205')]);
    expect(harms([unplumb('lan4'), plumb('lan4', '192.1.2.205')])).toEqual([]);
    expect(harms([unplumb('lan4'), plumb('lan3', '192.1.2.205')])).toEqual([]);
    expect(harms([unplumb('lan4'), plumb('lan3', '192.1.2.205'), unplumb('lan3')])).toEqual([gone('192.1.2.205')]);
    expect(harms([unplumb('lan4'), plumb('lan3', '192.1.2.205'), unplumb('lan4')])).toEqual([]);
  });

  test('is not put on before, nor with another netmask', () => {
    expect(harms([plumb('lan3', '192.1.2.205'), unplumb('lan4')])).toEqual([
      '1: 192.1.2.205 is put on lan3 while it is on lan4',
    ]);
    expect(harms([unplumb('lan4'), plumb('lan4', '192.1.2.205', '255.255.0.0')])).toEqual([
      '2: 192.1.2.205 is put on lan4 with another netmask, 255.255.0.0',
    ]);
    expect(harms([plumb('lan4', '192.1.2.205')])).toEqual([]);
  });

  test('does not end on a port of a group', () => {
    const moved = [unplumb('lan4'), plumb('lan3', '192.1.2.205')];
    expect(harms([join('MANUAL', '3', 'lan901'), ...moved])).toEqual([
      'at the end: address 192.1.2.205 of the VM host is on lan3, a port of lan901',
    ]);
    expect(harms([unplumb('lan4'), plumb('lan1', '192.1.2.205')])).toEqual([
      'at the end: address 192.1.2.205 of the VM host is on lan1, a port of lan900',
    ]);
    expect(harms([join('MANUAL', '3', 'lan901'), leave('3', 'lan901'), ...moved])).toEqual([]);
  });

  test('goes with a host VLAN interface that is removed', () => {
    const onVlan = {
      hostVlans: [hostVlan('lan5000', 'lan4')],
      addresses: [{ interface: 'lan5000', address: '10.1.1.1', netmask: '255.255.255.0' } as never],
    };
    const DELETE = 'nwmgr -d -c lan5000';
    const created = [DELETE, 'nwmgr -a -S vlan -A vlanid=7,ppa=4 -c lan5000'];
    expect(harms([DELETE], onVlan)).toEqual([gone('10.1.1.1')]);
    expect(harms(created, onVlan)).toEqual([gone('10.1.1.1')]);
    expect(harms([...created, plumb('lan5000', '10.1.1.1')], onVlan)).toEqual([]);
    expect(harms([DELETE, plumb('lan3', '10.1.1.1')], onVlan)).toEqual([]);
    expect(harms([unplumb('lan5000'), plumb('lan3', '10.1.1.1'), DELETE], onVlan)).toEqual([]);
    expect(harms([DELETE])).toEqual([]);
  });
});

test('no address is put in the place of another', () => {
  const harm = (place: number, on: string, other: string) => [
    `${String(place)}: 10.1.1.1 is put on ${on} in the place of ${other}`,
  ];
  expect(harms([plumb('lan4', '10.1.1.1')])).toEqual(harm(1, 'lan4', '192.1.2.205'));
  expect(harms([plumb('lan3', '10.1.1.1')])).toEqual([]);
  expect(harms([unplumb('lan4'), plumb('lan4', '10.1.1.1')])).toEqual([gone('192.1.2.205')]);
  expect(harms([unplumb('lan4'), plumb('lan4', '10.1.1.1'), plumb('lan3', '192.1.2.205')])).toEqual([]);
  // The group gives its address back to lan1.
  expect(harms([EMPTY, plumb('lan1', '10.1.1.1')])).toEqual(harm(2, 'lan1', OWN));
});

describe('a failover group', () => {
  test('gives its address back to its primary port when it is cleared, and takes it over from there', () => {
    expect(harms([EMPTY])).toEqual([]);
    expect(harms([EMPTY, join('LAN_MONITOR', '1,2')])).toEqual([]);
    expect(harms([EMPTY, join('LAN_MONITOR', '2,1')])).toEqual([`2: lan1 joins lan900 while it carries ${OWN}`]);
    expect(harms([EMPTY, unplumb('lan1'), plumb('lan2'), join('LAN_MONITOR', '2,1')])).toEqual([]);
    expect(harms([EMPTY, join('LAN_MONITOR', '2,3')])).toEqual([]);
  });

  test('that is new gives the address back to the port that it took it over from', () => {
    expect(harms([EMPTY, join('LAN_MONITOR', '1', 'lan910')])).toEqual([]);
    expect(harms([EMPTY, join('LAN_MONITOR', '1', 'lan910'), leave('all', 'lan910')])).toEqual([]);
    expect(harms([EMPTY, join('LAN_MONITOR', '1', 'lan910'), leave('1', 'lan910')])).toEqual([
      `3: lan910 is emptied while it carries ${OWN}: nobody documents where the address goes`,
    ]);
  });

  test('becomes an aggregate whose address is put on it', () => {
    const joined = join('MANUAL', '1,2');
    expect(harms([EMPTY, joined])).toEqual([`2: lan1 joins lan900 while it carries ${OWN}`]);
    expect(harms([EMPTY, unplumb('lan1'), joined])).toEqual([gone()]);
    expect(harms([EMPTY, unplumb('lan1'), joined, plumb('lan900')])).toEqual([]);
    expect(harms([leave('2'), EMPTY, joined])).toEqual([`3: lan1 joins lan900 while it carries ${OWN}`]);
    expect(harms([EMPTY, joined.replace('1,2', '2')])).toEqual([]);
    expect(harms([unplumb('lan900'), EMPTY, joined, plumb('lan900')])).toEqual([]);
    expect(harmsInAnyOrder(hostAddressKept, [EMPTY, unplumb('lan1')])).toEqual([gone()]);
  });

  test('is not cleared when nobody knows its primary port', () => {
    const harm = `1: lan900 is emptied while it carries ${OWN}: nobody documents where the address goes`;
    const { netconf } = quickStartHost();
    expect(harms([EMPTY], { netconf: netconf.filter(({ address }) => address !== OWN) })).toEqual([harm]);
    const elsewhere = netconf.map((entry) =>
      entry.address === OWN ? { ...entry, interface: 'lan3' as never } : entry,
    );
    expect(harms([EMPTY], { netconf: elsewhere })).toEqual([harm]);
    expect(harms([EMPTY, plumb('lan1')], { netconf: [] })).toEqual([harm]);
  });

  test('keeps its address while one port is left', () => {
    expect(harms([leave('1')])).toEqual([]);
    expect(harms([leave('1'), join('LAN_MONITOR', '3'), leave('2')])).toEqual([]);
    const harm = `lan900 is emptied while it carries ${OWN}: nobody documents where the address goes`;
    expect(harms([leave('1'), leave('2')])).toEqual([`2: ${harm}`]);
    expect(harms([leave('1,2')])).toEqual([`1: ${harm}`]);
    expect(harms([unplumb('lan900'), leave('1,2'), plumb('lan3')])).toEqual([]);
  });

  test('takes an address over when it is made, not when it has ports', () => {
    const moves = join('LAN_MONITOR', '4,3', 'lan901');
    expect(harms([moves])).toEqual([]);
    expect(harms([moves, unplumb('lan901')])).toEqual([gone('192.1.2.205')]);
    expect(harms([moves, unplumb('lan901'), plumb('lan901', '192.1.2.205')])).toEqual([]);
    expect(harms([moves, leave('all', 'lan901')])).toEqual([]);
    expect(harms([moves, leave('all', 'lan901'), moves.replace('4,3', '3,4')])).toEqual([
      '3: lan4 joins lan901 while it carries 192.1.2.205',
    ]);
    expect(harms([moves, plumb('lan901', '10.1.1.1')])).toEqual([
      '2: 10.1.1.1 is put on lan901 in the place of 192.1.2.205',
    ]);
    expect(harms([join('LAN_MONITOR', '3', 'lan901'), moves.replace('4,3', '4')])).toEqual([
      '2: lan4 joins lan901 while it carries 192.1.2.205',
    ]);
    expect(harms([join('LAN_MONITOR', '4')])).toEqual(['1: lan4 joins lan900 while it carries 192.1.2.205']);
    expect(harms([join('LAN_MONITOR', '3,4', 'lan901')])).toEqual([
      '1: lan4 joins lan901 while it carries 192.1.2.205',
    ]);
  });

  test('may be the primary port of another', () => {
    const twice = [join('LAN_MONITOR', '901', 'lan902'), join('LAN_MONITOR', '4', 'lan901')].reverse();
    expect(harms(twice)).toEqual([]);
    expect(harms([...twice, unplumb('lan902')])).toEqual([gone('192.1.2.205')]);
    expect(harms([...twice, unplumb('lan901')])).toEqual([]);
  });
});

test('an aggregate of another mode is not emptied while it carries an address', () => {
  const harm = `1: lan900 is emptied while it carries ${OWN}: nobody documents where the address goes`;
  expect(harms([EMPTY], inMode('MANUAL'))).toEqual([harm]);
  expect(harms([leave('1,2')], inMode('MANUAL'))).toEqual([harm]);
  expect(harms([leave('2')], inMode('MANUAL'))).toEqual([]);
  expect(harms([unplumb('lan900'), EMPTY, plumb('lan3')], inMode('MANUAL'))).toEqual([]);
  expect(harms([leave('all', 'lan901')], inMode('MANUAL'))).toEqual([]);
});

test('a port that carries an address does not join an aggregate', () => {
  expect(harms([join('MANUAL', '3,4', 'lan901')])).toEqual(['1: lan4 joins lan901 while it carries 192.1.2.205']);
  expect(harms([join('MANUAL', '4,3', 'lan901')])).toEqual(['1: lan4 joins lan901 while it carries 192.1.2.205']);
  const lacp = ['nwmgr -s -A key=901 -c lan901 -S apa', 'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan4 -S apa'];
  expect(harms(lacp)).toEqual(['2: lan4 joins lan901 while it carries 192.1.2.205']);
  expect(harms([unplumb('lan4'), join('MANUAL', '4,3', 'lan901'), plumb('lan901', '192.1.2.205')])).toEqual([]);
});

test('only what may touch an address is walked', () => {
  const about = (...commands: readonly string[]) =>
    hostAddressKept.projections(situationWith(commands)).map((each) => `${each.about}: ${each.steps.join()}`);
  expect(
    about(join('MANUAL', '3', 'lan901'), plumb('lan3', '10.1.1.1'), unplumb('lan3'), 'nwmgr -d -c lan5000'),
  ).toEqual([]);
  expect(about('hpvmnet -b -S vmlan4', EMPTY, unplumb('lan4'), join('MANUAL', '2'), join('MANUAL', '1'))).toEqual([
    '192.1.2.205: 2',
    '192.1.4.205: 1,4',
  ]);
  const other = [join('MANUAL', '3', 'lan901'), leave('all', 'lan901')];
  expect(about(...other)).toEqual([]);
  expect(about(unplumb('lan4'), join('MANUAL', '4', 'lan901'), ...other)).toEqual(['192.1.2.205: 0,1']);
  expect(about(EMPTY, join('LAN_MONITOR', '3'), join('LAN_MONITOR', '2'))).toEqual(['192.1.4.205: 0,1,2']);
});

test('ports that carry no address are alike', () => {
  const commands = [leave('2'), ...['3', '5', '1', '3,5', '1,3'].map((ports) => join('LAN_MONITOR', ports))];
  const [found] = hostAddressKept.projections(situationWith([...commands, unplumb('lan900')]));
  const kinds = found?.steps.map((step) => found.sameAs?.(step)) ?? [];
  expect(kinds).toHaveLength(7);
  expect(kinds[1]).toBe(kinds[2]);
  expect(new Set(kinds).size).toBe(6);
});

test('ports of different groups are not alike', () => {
  const commands = [unplumb('lan900'), plumb('lan901'), leave('2'), leave('3', 'lan901'), leave('1')];
  const found = hostAddressKept.projections(situationWith(commands)).find(({ about }) => about === OWN);
  expect(found?.sameAs?.(2)).toBe(found?.sameAs?.(4));
  expect(found?.sameAs?.(2)).not.toBe(found?.sameAs?.(3));
});
