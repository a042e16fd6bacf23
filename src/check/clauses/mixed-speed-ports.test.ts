import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { mixedSpeedPorts } from './mixed-speed-ports';

/** lan900 is an aggregate of lan1 and lan2 here; lan4 is ten times as fast as the others. */
const host = (mode: string, speeds: Readonly<Record<string, number | null>> = {}): Partial<ObservedHost> => ({
  apaGroups: quickStartHost().apaGroups.map((group) => (group.name === 'lan900' ? { ...group, mode } : group)) as never,
  lanInterfaces: quickStartHost().lanInterfaces.map((nic) => ({
    ...nic,
    speedMbps: nic.name in speeds ? (speeds[nic.name] ?? null) : nic.speedMbps,
  })),
});
const join = (links: string, mode = 'MANUAL'): string => `nwmgr -a -A links=${links} -A mode=${mode} -c lan900 -S apa`;
const leave = (link: string): string => `nwmgr -d -S apa -c lan900 -A links=${link}`;

test('a port of another speed joins when those that differ from it have left', () => {
  const harm = (port: string, speed: string, other: string, than: string): string =>
    `${port} joins lan900 with ${speed} Mbit/s beside ${than} of ${other}`;
  const fast = host('MANUAL');
  expect(harmsInSequence(mixedSpeedPorts, [join('4')], fast)).toEqual([
    `1: ${harm('lan4', '10000', 'lan1', '1000')}`,
    `1: ${harm('lan4', '10000', 'lan2', '1000')}`,
  ]);
  expect(harmsInSequence(mixedSpeedPorts, [leave('1'), join('4')], fast)).toEqual([
    `2: ${harm('lan4', '10000', 'lan2', '1000')}`,
  ]);
  expect(harmsInSequence(mixedSpeedPorts, [leave('all'), join('4')], fast)).toEqual([]);
  expect(harmsInAnyOrder(mixedSpeedPorts, [leave('all'), join('4')], fast)).toHaveLength(2);
  expect(harmsInSequence(mixedSpeedPorts, [join('3')], fast)).toEqual([]);
});

test('ports that join together are of one speed', () => {
  expect(harmsInSequence(mixedSpeedPorts, [leave('all'), join('3,4')], host('MANUAL'))).toEqual([
    '2: lan3 joins lan900 with 1000 Mbit/s beside 10000 of lan4',
    '2: lan4 joins lan900 with 10000 Mbit/s beside 1000 of lan3',
  ]);
  expect(harmsInSequence(mixedSpeedPorts, [leave('all'), join('2,3')], host('MANUAL'))).toEqual([]);
});

test('of ports that join one after the other the later one is told', () => {
  expect(harmsInSequence(mixedSpeedPorts, [leave('all'), join('4'), join('3')], host('MANUAL'))).toEqual([
    '3: lan3 joins lan900 with 1000 Mbit/s beside 10000 of lan4',
  ]);
});

test('a failover group takes any, and an unknown speed is no other', () => {
  expect(harmsInSequence(mixedSpeedPorts, [join('4', 'LAN_MONITOR')], host('LAN_MONITOR'))).toEqual([]);
  const unknown = { ...quickStartHost(), ...host('MANUAL') };
  const lanInterfaces = unknown.lanInterfaces.map((nic) => ({ ...nic, speedMbps: null }));
  expect(harmsInSequence(mixedSpeedPorts, [join('4')], { ...unknown, lanInterfaces })).toEqual([]);
  expect(harmsInSequence(mixedSpeedPorts, [join('4')], host('MANUAL', { lan4: null }))).toEqual([]);
  expect(harmsInSequence(mixedSpeedPorts, [join('4')], host('MANUAL', { lan1: null, lan2: null }))).toEqual([]);
});

test('only NICs that can meet in the group are looked at, each with the steps of both', () => {
  const found = mixedSpeedPorts.projections(situationWith([leave('1'), join('4'), join('3')], host('MANUAL')));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual([
    'lan900, lan4, lan1: 0,1',
    'lan900, lan4, lan2: 1',
    'lan900, lan4, lan3: 1,2',
    'lan900, lan3, lan4: 1,2',
  ]);
});
