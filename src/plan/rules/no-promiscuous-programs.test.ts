import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { noPromiscuousPrograms as rule } from './no-promiscuous-programs';

const ID = 'no-promiscuous-programs';
const AND_STOP = 'Stop the program first (Integrity VM 4.2.5 Release Notes, 7.2.19, p. 75).';

/** The quick-start host with a capture on an interface, or on any. */
function capture(on: string | null, changes: Partial<ObservedHost> = {}): Partial<ObservedHost> {
  const program = { pid: 2211, command: 'tcpdump -n', interface: on as never };
  return { promiscuousPrograms: [program], ...changes };
}
const outline = (lists: object, changes: Partial<ObservedHost>): readonly string[] =>
  said(planByRules([rule], lists, changes)).map((item) => `${item.severity} ${item.address ?? ''}: ${item.summary}`);
const captures = (on: string): string => `process 2211 (tcpdump -n) captures on ${on}, beneath a vswitch`;
const mayCapture = (on: string): string => `process 2211 (tcpdump -n) may be capturing on ${on}`;
const WEB = { vswitches: [{ name: 'web', uplink: 'lan3', state: 'down' }] };

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: ID, severity: 'error', basis: 'documented' });
});

test('no vswitch is put on a NIC that a program captures on', () => {
  expect(said(planByRules([rule], WEB, capture('lan3')))).toEqual([
    errorDiagnostic(ID, captures('lan3'), `Needed for: Create vswitch web on lan3. ${AND_STOP}`, 'vswitch.web'),
  ]);
  expect(outline(WEB, capture('lan4'))).toEqual([]);
  expect(outline(WEB, {})).toEqual([]);
});

test('a program that may capture on any is warned of', () => {
  expect(said(planByRules([rule], WEB, capture(null)))).toEqual([
    warningDiagnostic(ID, mayCapture('lan3'), `Needed for: Create vswitch web on lan3. ${AND_STOP}`, 'vswitch.web'),
  ]);
});

test('no vswitch boots on such a NIC, a guest-only one may', () => {
  const vswitches = quickStartHost().vswitches.map((each) => ({ ...each, state: 'down' as const }));
  const lists = { vswitches: [{ name: 'vmlan4', state: 'up' }] };
  expect(outline(lists, capture('lan4', { vswitches }))).toEqual([`error vswitch.vmlan4: ${captures('lan4')}`]);
  expect(outline({ vswitches: [{ name: 'localnet', state: 'up' }] }, capture(null, { vswitches }))).toEqual([]);
  expect(outline({ vswitches: [{ name: 'inner', uplink: null }] }, capture(null))).toEqual([]);
});

test('a vswitch may be halted, removed, and moved away from it', () => {
  expect(outline({ vswitches: [{ name: 'vmlan4', state: 'down' }] }, capture('lan4'))).toEqual([]);
  const moved = { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] };
  expect(outline(moved, capture('lan4'))).toEqual([]);
  expect(outline(moved, capture(null))).toEqual([`warning vswitch.vmlan4: ${mayCapture('lan3')}`]);
});

describe('the NIC beneath a vswitch', () => {
  test('keeps its offload settings meanwhile', () => {
    const lists = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off', segmentationOffload: 'off' }] };
    expect([...new Set(outline(lists, capture('lan4')))]).toEqual([`error lanInterface.lan4: ${captures('lan4')}`]);
  });

  test('keeps them as a port of a group, whichever port the program captures on', () => {
    const lists = { lanInterfaces: [{ name: 'lan2', checksumOffload: 'on' }] };
    for (const on of ['lan1', 'lan2', 'lan900']) {
      expect([...new Set(outline(lists, capture(on)))]).toEqual([`error lanInterface.lan2: ${captures(on)}`]);
    }
    expect(outline(lists, capture('lan3'))).toEqual([]);
  });

  test('without a vswitch is free to change', () => {
    const lists = { lanInterfaces: [{ name: 'lan3', checksumOffload: 'on' }] };
    expect(outline(lists, capture('lan3'))).toEqual([]);
  });

  test('gets no host VLAN meanwhile', () => {
    const lists = { hostVlans: [{ name: 'lan5000', uplink: 'lan0', vlanId: 7 }] };
    expect(outline(lists, capture('lan0'))).toContain(`error hostVlan.lan5000: ${captures('lan0')}`);
  });
});

describe('the group beneath a vswitch', () => {
  const joined = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };

  test('keeps its ports, whether the program captures on one of them, on one to come, or on the group', () => {
    for (const on of ['lan1', 'lan3', 'lan900']) {
      expect([...new Set(outline(joined, capture(on)))]).toEqual([`error apaGroup.lan900: ${captures(on)}`]);
    }
    expect(outline(joined, capture('lan4'))).toEqual([]);
  });

  test('may change when the vswitch is another', () => {
    const spare = { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] };
    expect(outline(spare, capture('lan3'))).toEqual([]);
  });

  test('keeps its load balancing', () => {
    const apaGroups = quickStartHost().apaGroups.map((group) =>
      group.name === 'lan900' ? { ...group, mode: 'LACP_AUTO' as const, loadBalancing: 'LB_MAC' as const } : group,
    );
    const lists = { apaGroups: [{ name: 'lan900', loadBalancing: 'LB_IP' }] };
    expect(outline(lists, capture('lan900', { apaGroups }))).toEqual([`error apaGroup.lan900: ${captures('lan900')}`]);
  });
});

test('a capture on a VLAN interface over the uplink is warned of, one over another NIC is not', () => {
  const vlan = {
    name: 'lan5000',
    uplink: 'lan3',
    vlanId: 7,
    state: 'up',
  } as unknown as ObservedHost['hostVlans'][number];
  expect(outline(WEB, capture('lan5000', { hostVlans: [vlan] }))).toEqual([
    'warning vswitch.web: process 2211 (tcpdump -n) captures on lan5000, a VLAN interface over lan3',
  ]);
  expect(outline(WEB, capture('lan5000', { hostVlans: [{ ...vlan, uplink: 'lan0' as never }] }))).toEqual([]);
});

test('guest NICs come and go', () => {
  const lists = { guestNics: [{ guest: 'test01', slot: '0,2', vswitch: 'vmlan4', adapter: 'lan', vlanId: null }] };
  expect(outline(lists, capture('lan4'))).toEqual([]);
});

test('every program is named', () => {
  const two = [
    { pid: 1, command: 'tcpdump -i lan3', interface: 'lan3' as never },
    { pid: 2, command: 'snoop -d lan3', interface: 'lan3' as never },
  ];
  expect(outline(WEB, { promiscuousPrograms: two })).toHaveLength(2);
});
