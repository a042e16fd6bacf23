import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import type { SafetyRule } from '../safety-rule';
import { noPlanOnAGuess as rule } from './no-plan-on-a-guess';

const gap = (subject: string): Pick<ObservedHost, 'coverage'> => ({
  coverage: [{ subject, probe: 'a command', reason: 'it gave no answer' }],
});
/** What each single step is refused or warned for, sorted; a plan tells the same need of one resource only once. */
function told(lists: object, subject: string, changes: Partial<ObservedHost> = {}): readonly string[] {
  let all: readonly Diagnostic[] = [];
  const listening: SafetyRule = { ...rule, forbids: (...given) => (all = rule.forbids?.(...given) ?? []) };
  planByRules([listening], lists, { ...gap(subject), ...changes });
  return all
    .map(({ severity, summary, detail }) => {
      const step = /^Needed for: (.*)\.$/m.exec(detail)?.[1] ?? '';
      return `${severity}, ${step}: ${summary.replace('it could not be read ', '')}`;
    })
    .sort();
}
const VSWITCHES = 'which vswitches are on these interfaces';
const ADDRESSES = 'which addresses the VM host has on these interfaces';

test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'no-plan-on-a-guess', severity: 'error', basis: 'recalled' });
});

test('a refusal names the step, what was asked, why it failed and what to do', () => {
  const plan = planByRules([rule], { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 7 }] }, gap('vswitches'));
  expect(said(plan)).toEqual([
    errorDiagnostic(
      'unknown-state',
      'it could not be read which vswitches are on these interfaces',
      'Needed for: Create host VLAN interface lan5000 with VLAN 7 on lan3.\na command: it gave no answer\nMake it readable on the host, and plan again.',
      'hostVlan.lan5000',
    ),
  ]);
});

test('a gap that no step depends on is no matter', () => {
  const lists = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] };
  expect(told(lists, 'promiscuousPrograms')).toEqual([]);
  expect(said(planByRules([rule], lists, { coverage: [] }))).toEqual([]);
});

test.each([
  ['vswitches', VSWITCHES],
  ['addresses', ADDRESSES],
  ['netconf', ADDRESSES],
])('an offload setting needs the %s on its NIC', (subject, what) => {
  const lists = { lanInterfaces: [{ name: 'lan3', segmentationOffload: 'on', checksumOffload: 'on' }] };
  expect(told(lists, subject)).toEqual([
    `error, Turn TCP segmentation offload on on lan3: ${what}`,
    `error, Turn receive checksum offload on on lan3: ${what}`,
    `error, Turn transmit checksum offload on on lan3: ${what}`,
  ]);
});

describe('a group', () => {
  const rebuilt = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO' }] };

  test('that is rebuilt needs the vswitches on it at every step', () => {
    expect(told(rebuilt, 'vswitches')).toEqual([
      `error, Join lan1 to lan900 as LACP_AUTO: ${VSWITCHES}`,
      `error, Join lan2 to lan900 as LACP_AUTO: ${VSWITCHES}`,
      `error, Put address 192.1.4.205 on lan900: ${VSWITCHES}`,
      `error, Set key=900 on lan900: ${VSWITCHES}`,
      `error, Take address 192.1.4.205 off lan1: ${VSWITCHES}`,
      `error, Take all ports (lan1, lan2) out of lan900: ${VSWITCHES}`,
    ]);
  });

  test('needs the addresses where it is emptied, and where ports join', () => {
    expect(told(rebuilt, 'addresses')).toEqual([
      `error, Join lan1 to lan900 as LACP_AUTO: ${ADDRESSES}`,
      `error, Join lan2 to lan900 as LACP_AUTO: ${ADDRESSES}`,
      `error, Take all ports (lan1, lan2) out of lan900: ${ADDRESSES}`,
    ]);
  });

  test('needs only the vswitches where one port of several leaves', () => {
    const apaGroups = quickStartHost().apaGroups.map((group) =>
      group.name === 'lan900' ? { ...group, ports: ['lan1', 'lan2', 'lan3'] as never } : group,
    );
    const lists = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }] };
    expect(told(lists, 'vswitches', { apaGroups })).toEqual([`error, Take lan3 out of lan900: ${VSWITCHES}`]);
    expect(told(lists, 'addresses', { apaGroups })).toEqual([]);
  });
});

test('a host VLAN that is made anew needs the vswitches beside it, twice', () => {
  const hostVlans = [{ name: 'lan5000', uplink: 'lan3', vlanId: 7, state: 'up' }] as never;
  expect(told({ hostVlans: [{ name: 'lan5000', vlanId: 8 }] }, 'vswitches', { hostVlans })).toEqual([
    `error, Create host VLAN interface lan5000 with VLAN 8 on lan3: ${VSWITCHES}`,
    `error, Remove host VLAN interface lan5000: ${VSWITCHES}`,
  ]);
});

describe('a guest NIC', () => {
  const added = { guestNics: [{ guest: 'web01', slot: '0,5', vswitch: 'vmlan4', adapter: 'avio_lan', port: 9 }] };
  const moved = { guestNics: [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan900', port: 9 }] };

  test('needs to know the free ports of the vswitch it comes to', () => {
    expect(told(added, 'vswitch.vmlan4')).toEqual([
      'error, Add avio_lan NIC 0,5 to guest web01 on vmlan4 port 9: which ports of vmlan4 are free',
    ]);
    expect(told(moved, 'vswitch.vmlan900')).toEqual([
      'error, Put NIC 0,1 of guest web01 (avio_lan) on vmlan900 port 9: which ports of vmlan900 are free',
    ]);
  });

  test('does not need those of another', () => {
    expect(told(added, 'vswitch.vmlan900')).toEqual([]);
  });
});

describe('a vswitch', () => {
  const recreated = { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] };

  test('that is removed needs its port VLANs', () => {
    expect(told(recreated, 'vswitch.vmlan0')).toEqual(['error, Remove vswitch vmlan0: which port VLANs vmlan0 has']);
  });

  test.each(['guests', 'guestNics', 'guest.test01'])('that is removed needs the guests on it: %s', (subject) => {
    expect(told(recreated, subject)).toEqual([
      'error, Remove vswitch vmlan0: which guests use vmlan0',
      'warning, Halt vswitch vmlan0: which guests are interrupted by halting vmlan0',
    ]);
  });

  test('that is booted needs to know who captures packets, as a warning', () => {
    expect(told({ vswitches: [{ name: 'fresh', uplink: 'lan3' }] }, 'promiscuousPrograms')).toEqual([
      'warning, Boot vswitch fresh: whether a program captures on the NIC of fresh',
    ]);
  });
});
