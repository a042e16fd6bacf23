import type { CoverageGap, ObservedHost } from '../model/observed-host';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { Plan } from './plan-document';

function plan(lists: object, changes: Partial<ObservedHost> = {}, acceptRecalled = true): Plan {
  return planFor(lists, quickStartHost(changes), acceptRecalled);
}

function summaries(made: Plan, severity: string): readonly string[] {
  return made.diagnostics.filter((item) => item.severity === severity).map((item) => item.summary);
}

const AGGREGATE = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] };

describe('unknown is not absent', () => {
  const gap = (subject: string): { readonly coverage: readonly CoverageGap[] } => ({
    coverage: [{ subject, probe: 'a command', reason: 'it gave no answer' }],
  });

  test.each([
    ['addresses', AGGREGATE, 'it could not be read which addresses the VM host has on these interfaces'],
    ['netconf', AGGREGATE, 'it could not be read which addresses the VM host has on these interfaces'],
    [
      'vswitch.vmlan4',
      { guestNics: [{ guest: 'web01', slot: '0,5', vswitch: 'vmlan4', adapter: 'avio_lan' }] },
      'it could not be read which ports of vmlan4 are free',
    ],
    [
      'vswitch.vmlan0',
      { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] },
      'it could not be read which port VLANs vmlan0 has',
    ],
    [
      'guest.test01',
      { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] },
      'it could not be read which guests use vmlan0',
    ],
  ])('without knowing %s the plan is blocked', (subject, lists, summary) => {
    const made = plan(lists, gap(subject));
    expect(made.status).toBe('blocked');
    expect(summaries(made, 'error')).toEqual([summary]);
  });

  test('who is interrupted may be unknown, but is then said', () => {
    const made = plan({ vswitches: [{ name: 'vmlan4', state: 'down' }] }, gap('guests'));
    expect(made.status).toBe('ready');
    expect(summaries(made, 'warning')).toEqual(['it could not be read which guests are interrupted by halting vmlan4']);
  });

  test('whether somebody captures packets may be unknown, but is then said', () => {
    const made = plan({ vswitches: [{ name: 'fresh', uplink: 'lan3' }] }, gap('promiscuousPrograms'));
    expect(summaries(made, 'warning')).toEqual(['it could not be read whether a program captures on the NIC of fresh']);
  });
});

describe('the path on which the host is managed', () => {
  test('is untouched when only other interfaces change', () => {
    expect(plan(AGGREGATE).managementPath).toEqual({ touched: false, through: ['lan0'] });
  });

  test('is touched when the group beneath our address is rebuilt, and the plan warns', () => {
    const made = plan(AGGREGATE, { managementPath: { address: '192.1.4.205', interface: 'lan900' as never } });
    expect(made.managementPath).toEqual({ touched: true, through: ['lan900', 'lan1', 'lan2'] });
    expect(summaries(made, 'warning')).toContain(
      'the plan changes lan900, lan1, lan2, through which this host is managed',
    );
  });

  test('counts as touched when it is unknown and host interfaces change', () => {
    const made = plan(AGGREGATE, { managementPath: { address: null, interface: null } });
    expect(made.managementPath).toEqual({ touched: true, through: [] });
  });
});

test('a removing command of recalled form needs approval, and once approved a warning stays', () => {
  const lists = { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] };
  expect(plan(lists, {}, false).status).toBe('blocked');
  expect(plan(lists, {}, true).status).toBe('ready');
  expect(plan(lists, {}, true).diagnostics.map((item) => item.code)).toEqual(['recalled-command-accepted']);
});

test('the address of a failover group is not moved on a guess about its primary port', () => {
  const made = plan(AGGREGATE, { netconf: [] });
  expect(summaries(made, 'error')).toEqual([
    'cannot tell which port 192.1.4.205 returns to when failover group lan900 is cleared',
  ]);
});

test('a plan with nothing to do has no steps, no footprint and no outage', () => {
  const made = plan({ vswitches: [{ name: 'vmlan4', uplink: 'lan4' }] });
  expect([made.status, made.steps, made.outages, made.basis.footprint]).toEqual(['no-op', [], [], []]);
});

test('steps are numbered so that their text order is their order', () => {
  const nics = Array.from({ length: 50 }, (_, index) => ({
    guest: 'web01',
    slot: `${String(1 + Math.floor(index / 8))},${String(index % 8)}`,
    vswitch: 'vmlan900',
    adapter: 'avio_lan',
    vlanId: 7,
  }));
  const ids = plan({ guestNics: nics }).steps.map((step) => step.id);
  expect(ids).toHaveLength(100);
  expect([...ids].sort()).toEqual(ids);
  expect(ids[0]).toBe('s001');
});
