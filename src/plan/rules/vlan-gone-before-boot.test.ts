import { mustPrecede, planByRules, restartOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import type { ObservedHost, ObservedLanInterface } from '../../model/observed-host';
import { vlanGoneBeforeBoot as rule } from './vlan-gone-before-boot';

const host = quickStartHost();
const OFFLOADS = { receiveChecksumOffload: 'on', transmitChecksumOffload: 'on' } as const;
const CLEARED = 'Clear the VLAN of port 2 on vmlan4 (web01 0,1)';
const TAGGED = withPortVlan('vmlan4', 2, 30);
const CLEAR = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] };

function nicsWith(
  changes: Readonly<Record<string, Partial<ObservedLanInterface>>>,
): Pick<ObservedHost, 'lanInterfaces'> {
  return { lanInterfaces: host.lanInterfaces.map((nic) => ({ ...nic, ...changes[nic.name] })) };
}

const hostVlan = (uplink: string): Partial<ObservedHost> => ({
  hostVlans: [{ name: 'lan5000', uplink, vlanId: 7, state: 'up' }] as unknown as ObservedHost['hostVlans'],
  ownedAddresses: ['hostVlan.lan5000'],
});

/** Whether the rule, and whether the planner without it, has a step wait no longer than until the vswitch is booted. */
function beforeBoot(vswitch: string, earlier: string, lists: object, changes: Partial<ObservedHost>): string {
  const restart = restartOf(vswitch);
  const boot = `Boot vswitch ${vswitch}`;
  const [by, without] = [[rule, restart], [restart]].map((rules) =>
    mustPrecede(planByRules(rules, lists, changes), earlier, boot),
  );
  return without === true ? 'without the rule' : by === true ? 'by the rule' : 'free';
}

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'vlan-gone-before-boot', severity: 'error', basis: 'documented' });
});

test('it says why', () => {
  const plan = planByRules([rule, restartOf('vmlan4')], CLEAR, TAGGED);
  const reasons = plan.steps.flatMap((step) => [...step.after, ...(step.implied ?? [])]);
  expect(reasons.filter((reason) => reason.rule === rule.id).map((reason) => reason.why)).toEqual([
    'the vswitch boots over checksum offload when the VLAN is gone',
  ]);
});

describe('a vswitch is booted only after', () => {
  test('the host VLAN interface on its uplink is gone, and does not care about one elsewhere', () => {
    const removed = 'Remove host VLAN interface lan5000';
    expect(beforeBoot('vmlan4', removed, { hostVlans: [] }, hostVlan('lan4'))).toBe('by the rule');
    expect(beforeBoot('vmlan4', removed, { hostVlans: [] }, hostVlan('lan3'))).toBe('free');
    expect(
      beforeBoot('vmlan0', removed, { hostVlans: [] }, { ...hostVlan('lan4'), ...nicsWith({ lan0: OFFLOADS }) }),
    ).toBe('free');
  });

  test('the VLAN of its port is cleared, not that of another vswitch', () => {
    expect(beforeBoot('vmlan4', CLEARED, CLEAR, TAGGED)).toBe('by the rule');
    expect(beforeBoot('vmlan900', CLEARED, CLEAR, { ...TAGGED, ...nicsWith({ lan1: OFFLOADS }) })).toBe('free');
  });

  test('not after the VLAN of its port is set, which is enabled once it runs', () => {
    const lists = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 30 }] };
    const plan = planByRules([rule, restartOf('vmlan4')], lists);
    const reasons = plan.steps.flatMap((step) => [...step.after, ...(step.implied ?? [])]);
    expect(reasons.filter((reason) => reason.rule === rule.id)).toEqual([]);
  });

  test('a guest NIC has left its tagged port, not one without a VLAN', () => {
    const owned = { ownedAddresses: ['guestNic.web01:0,1'] };
    const removed = 'Remove NIC 0,1 from guest web01 (vswitch vmlan4)';
    expect(beforeBoot('vmlan4', removed, { guestNics: [] }, { ...TAGGED, ...owned })).toBe('by the rule');
    const other = { ...withPortVlan('vmlan4', 1, 30), ...owned };
    expect(beforeBoot('vmlan4', removed, { guestNics: [] }, other)).toBe('free');
    expect(beforeBoot('vmlan4', removed, { guestNics: [] }, owned)).toBe('free');
  });

  test.each([
    [{ vswitch: 'vmlan900', vlanId: null }, 'by the rule'],
    [{ port: 5, vlanId: null }, 'by the rule'],
    [{ adapter: 'avio_lan' }, 'free'],
  ])('a guest NIC of a stopped guest has left its tagged port: %j is %s', (change, expected) => {
    const changes = { ...withPortVlan('vmlan0', 1, 30), ...nicsWith({ lan0: OFFLOADS }) };
    const lists = { guestNics: [{ guest: 'test01', slot: '0,1', ...change }] };
    const title = planByRules([], lists, changes).steps.find(({ command }) => command.includes('-m'))?.title ?? '';
    expect(beforeBoot('vmlan0', title, lists, changes)).toBe(expected);
    expect(beforeBoot('vmlan0', title, lists, nicsWith({ lan0: OFFLOADS }))).toBe('free');
  });
});

describe('a vswitch does not wait', () => {
  test('where checksum offload is off all the time, goes off, or comes on', () => {
    const off = nicsWith({ lan4: { receiveChecksumOffload: 'off', transmitChecksumOffload: 'off' } });
    expect(beforeBoot('vmlan4', CLEARED, CLEAR, { ...TAGGED, ...off })).toBe('free');
    const cko = (checksumOffload: string): object => ({ ...CLEAR, lanInterfaces: [{ name: 'lan4', checksumOffload }] });
    expect(beforeBoot('vmlan4', CLEARED, cko('off'), TAGGED)).toBe('free');
    expect(beforeBoot('vmlan4', CLEARED, cko('on'), { ...TAGGED, ...off })).toBe('free');
  });

  test('where it gets another uplink, with which the VLANs of its ports go', () => {
    const lists = { ...CLEAR, vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] };
    const plan = planByRules([rule], lists, { ...TAGGED, ...nicsWith({ lan3: OFFLOADS }) });
    const reasons = plan.steps.flatMap((step) => [...step.after, ...(step.implied ?? [])]);
    expect(reasons.filter((reason) => reason.rule === rule.id)).toEqual([]);
  });

  test('where the NIC that offloads checksums has left the aggregate, and waits where one joins', () => {
    const cleared = 'Clear the VLAN of port 2 on vmlan900 (app01 0,1)';
    const clear = { guestNics: [{ guest: 'app01', slot: '0,1', vlanId: null }] };
    const changes = { ...withPortVlan('vmlan900', 2, 30), ...nicsWith({ lan2: OFFLOADS }) };
    const ports = (...names: readonly string[]): object => ({
      ...clear,
      apaGroups: [{ name: 'lan900', ports: names }],
    });
    expect(beforeBoot('vmlan900', cleared, clear, changes)).toBe('by the rule');
    expect(beforeBoot('vmlan900', cleared, ports('lan1', 'lan3'), changes)).toBe('free');
    const joining = { ...withPortVlan('vmlan900', 2, 30), ...nicsWith({ lan3: OFFLOADS }) };
    expect(beforeBoot('vmlan900', cleared, ports('lan1', 'lan2', 'lan3'), joining)).toBe('by the rule');
  });
});
