import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { ObservedHost } from '../model/observed-host';
import { movedFields } from '../plan/footprint';
import { movedFieldLines } from './moved-field-lines';

const HOST = quickStartHost();

/** What is said when the host of a plan has become another. */
function linesFor(desired: Parameters<typeof planFor>[0], now: Partial<ObservedHost>): readonly string[] {
  const plan = planFor(desired, HOST);
  return movedFieldLines(plan, movedFields(plan, { ...HOST, ...now }));
}

const vlan = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 120 }] } as const;
const vmlan3 = { vswitches: [{ name: 'vmlan3', uplink: 'lan3', state: 'up' }] } as const;

test('a field that moved is named as plans name it, with both values', () => {
  expect(linesFor({ tunables: { macAddressFrames: 2 } }, { tunables: { macAddressFrames: 7 } })).toEqual([
    '- tunables: macAddressFrames not set -> 7',
  ]);
});

test('offloads have the name and the values that a plan gives them', () => {
  const lanInterfaces = HOST.lanInterfaces.map((nic) =>
    nic.name === 'lan4' ? { ...nic, receiveChecksumOffload: 'off' as const, virtualMtuBytes: 0 } : nic,
  );
  expect(linesFor(vlan, { lanInterfaces })).toEqual([
    '- lanInterface.lan4: checksumOffload (receive) on -> off',
    '- lanInterface.lan4: segmentationOffload on (virtual MTU 32160) -> off',
  ]);
});

test('of a vswitch it says in which VLAN its ports are', () => {
  const vswitches = HOST.vswitches.map((vswitch) => ({
    ...vswitch,
    ports: vswitch.ports.map((port) => (port.port === 2 ? { ...port, vlanId: 70 as never } : port)),
  }));
  expect(linesFor(vlan, { vswitches })).toContain(
    '- vswitch.vmlan4: ports 1 untagged, 2 untagged -> 1 untagged, 2 in VLAN 70',
  );
});

test('an object that is gone, or that is there now, is one line and not its fields', () => {
  const without = { vswitches: HOST.vswitches.filter(({ name }) => name !== 'vmlan4') };
  expect(linesFor(vlan, without)).toContain('- vswitch.vmlan4: is not there any more');
  const [first] = HOST.vswitches.filter(({ name }) => name === 'vmlan4');
  if (first === undefined) throw new Error('the host has no vmlan4');
  const added = { ...first, name: 'vmlan3' as never, uplink: 'lan3' as never, ports: [] };
  expect(linesFor(vmlan3, { vswitches: [...HOST.vswitches, added] })).toEqual([
    expect.stringMatching(/^- vswitch\.vmlan3: is there now \(.*ports none.*state up, uplink lan3\)$/),
  ]);
});

test('what is no resource of a plan has a name that people know', () => {
  expect(linesFor(vlan, { managementPath: { address: '192.1.2.205', interface: 'lan4' as never } })).toEqual([
    '- management path: interface lan0 -> lan4',
  ]);
});

test('what is saved of an object is told with its fields', () => {
  const plan = planFor(vlan, HOST);
  const planned = { mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'] };
  const moved = [{ path: 'saved.apaGroup.lan900', planned, observed: { ...planned, mode: 'MANUAL' } }];
  expect(movedFieldLines(plan, moved)).toEqual([
    '- apaGroup.lan900: saved as mode LAN_MONITOR, ports lan1, lan2 -> mode MANUAL, ports lan1, lan2',
  ]);
});
