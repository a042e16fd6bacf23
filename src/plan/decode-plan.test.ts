import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import { contentDigest, withDigest } from './content-digest';
import { decodePlan } from './decode-plan';
import type { Plan } from './plan-document';

function savedPlan(): Plan {
  const plan = planFor({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 120 }] }, quickStartHost());
  return JSON.parse(JSON.stringify(plan)) as Plan;
}

/** What somebody gets who edits a plan and its digest. */
function forged(plan: Plan): Plan {
  return { ...plan, basis: { ...plan.basis, contentDigest: contentDigest(plan) } };
}

function reasonsAgainst(json: unknown): readonly string[] {
  const decoded = decodePlan(json, 'plan.json');
  return decoded.ok ? [] : decoded.diagnostics.map((item) => `${item.summary}: ${item.detail.split('\n')[0] ?? ''}`);
}

test('a saved plan reads back as it was', () => {
  const plan = savedPlan();
  const decoded = decodePlan(plan, 'plan.json');
  expect(decoded.ok && decoded.value).toEqual(plan);
});

test('an edited step is noticed by the digest of the plan', () => {
  const plan = savedPlan();
  const steps = plan.steps.map((step) => ({
    ...step,
    command: step.command.map((word) => word.replace('=off', '=on')),
  }));
  expect(reasonsAgainst({ ...plan, steps })).toEqual([
    'plan.json contradicts itself: It was changed after it was made: its digest is not that of its content.',
  ]);
});

test.each(['/usr/bin/touch', '/opt/hpvm/bin/../../../usr/bin/touch', 'hpvmnet', '/opt/hpvm/bin/hpvmstop'])(
  'a step that runs %s is refused, whatever the digest says',
  (program) => {
    const plan = savedPlan();
    const steps = plan.steps.map((step, index) => (index === 0 ? { ...step, command: [program, '/tmp/x'] } : step));
    expect(reasonsAgainst(forged({ ...plan, steps }))).toEqual([
      `plan.json contradicts itself: Step s01 runs ${program}, which no plan of ours does.`,
    ]);
  },
);

test('a step may claim only what it changes', () => {
  const plan = savedPlan();
  const ownership = { action: 'claim', address: 'vswitch.localnet' } as const;
  const steps = plan.steps.map((step, index) => (index === 0 ? { ...step, ownership } : step));
  expect(reasonsAgainst(forged({ ...plan, steps }))[0]).toContain('Step s01 claims or releases vswitch.localnet');
});

test('a status that the steps contradict is refused', () => {
  expect(reasonsAgainst(forged({ ...savedPlan(), status: 'no-op' }))[0]).toContain('nothing is to do, but has steps');
});

test('an edited footprint is noticed by its digest', () => {
  const plan = savedPlan();
  const footprint = plan.basis.footprint.map((field) =>
    field.path.endsWith('/state') ? { ...field, value: 'down' } : field,
  );
  expect(reasonsAgainst(forged({ ...plan, basis: { ...plan.basis, footprint } }))).toEqual([
    'plan.json contradicts itself: The footprint does not have the digest the plan names.',
  ]);
});

test('a step that stands before what it waits for is refused', () => {
  const plan = savedPlan();
  expect(reasonsAgainst(forged({ ...plan, steps: [...plan.steps].reverse() }))[0]).toMatch(
    /^plan\.json contradicts itself: Step s\d+ must run after/,
  );
});

test('a step that stands there twice is refused', () => {
  const plan = savedPlan();
  const first = plan.steps[0];
  expect(reasonsAgainst(forged({ ...plan, steps: first === undefined ? [] : [first, ...plan.steps] }))).toEqual([
    'plan.json contradicts itself: Step s01 stands there twice.',
  ]);
});

test('an unknown property and a missing one are both named', () => {
  const { outages, ...rest } = savedPlan();
  expect(outages.length).toBeGreaterThan(0);
  const reasons = reasonsAgainst({ ...rest, extra: 1 });
  expect(reasons.some((reason) => reason.includes('/outages'))).toBe(true);
  expect(reasons.some((reason) => reason.includes('"extra"'))).toBe(true);
});

describe('a step that is read back, because that runs unseen', () => {
  const plan = planFor(
    {
      vswitches: [{ name: 'vmlan3', uplink: 'lan3' }],
      guestNics: [{ guest: 'test01', slot: '0,3', vswitch: 'vmlan3', adapter: 'lan', port: 1, vlanId: 20 }],
      apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'] }],
      lanInterfaces: [{ name: 'lan4', segmentationOffload: 'off', checksumOffload: 'off' }],
      hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 30 }],
    },
    quickStartHost(),
  );
  const codesOf = (title: string, command: readonly string[]): readonly string[] => {
    const steps = plan.steps.map((step) =>
      step.title === title
        ? { ...step, readBack: { command, lineStartsWith: 'a', lineContains: 'b', isAbsent: true as const } }
        : step,
    );
    expect(steps).not.toEqual(plan.steps);
    return decodePlan(withDigest({ ...plan, steps }), 'x').diagnostics.map(({ code }) => code);
  };

  test('is accepted as it is planned', () => {
    expect(plan.steps.filter(({ readBack }) => readBack !== undefined).length).toBeGreaterThan(10);
    expect(decodePlan(plan, 'x').ok).toBe(true);
  });

  test.each([
    ['Boot vswitch vmlan3', '/opt/hpvm/bin/hpvmnet -S vmlan3'],
    ['Boot vswitch vmlan3', '/opt/hpvm/bin/hpvmnet'],
    ['Add lan NIC 0,3 to guest test01 on vmlan3 port 1', '/opt/hpvm/bin/hpvmstatus -P test01 -d'],
    ['Create host VLAN interface lan5000 with VLAN 30 on lan4', '/usr/sbin/nwmgr -g -A all -c lan5000 --sc'],
    ['Create host VLAN interface lan5000 with VLAN 30 on lan4', '/usr/sbin/nwmgr -g'],
    ['Add lan1, lan2 to lan900 as MANUAL', '/usr/sbin/nwmgr -c lan900 --sc'],
    ['Add lan1, lan2 to lan900 as MANUAL', '/usr/sbin/nwmgr -g -S apa'],
    ['Put address 192.1.4.205 on lan900', '/usr/sbin/ifconfig lan900'],
    ['Put address 192.1.4.205 on lan900', '/usr/bin/netstat -in'],
  ])('%s: with %s', (title, command) => {
    expect(codesOf(title, command.split(' '))).toEqual([]);
  });

  test.each([
    ['Boot vswitch vmlan3', '/opt/hpvm/bin/hpvmnet -S vmlan4'],
    ['Boot vswitch vmlan3', '/opt/hpvm/bin/hpvmnet -S vmlan3 -h'],
    ['Boot vswitch vmlan3', '/opt/hpvm/bin/hpvmnet -d vmlan3'],
    ['Boot vswitch vmlan3', '/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force'],
    ['Add lan NIC 0,3 to guest test01 on vmlan3 port 1', '/opt/hpvm/bin/hpvmstatus -P web01 -d'],
    ['Add lan NIC 0,3 to guest test01 on vmlan3 port 1', '/opt/hpvm/bin/hpvmmodify -P test01 -d'],
    ['Create host VLAN interface lan5000 with VLAN 30 on lan4', '/usr/sbin/nwmgr -g -A all -c lan4 --sc'],
    ['Create host VLAN interface lan5000 with VLAN 30 on lan4', '/usr/sbin/nwmgr -d -c lan5000'],
    ['Add lan1, lan2 to lan900 as MANUAL', '/usr/sbin/nwmgr -c lan901 --sc'],
    ['Put address 192.1.4.205 on lan900', '/usr/sbin/ifconfig lan900 unplumb'],
    ['Put address 192.1.4.205 on lan900', '/usr/sbin/ifconfig lan0'],
  ])('%s: never with %s', (title, command) => {
    expect(codesOf(title, command.split(' '))).toEqual(['invalid-plan']);
  });

  test('never with a listing of what could be an option', () => {
    const steps = plan.steps.map((step) => ({
      ...step,
      command: ['/usr/sbin/ifconfig', '-a'],
      readBack: { command: ['/usr/sbin/ifconfig', '-a'], lineStartsWith: 'a', lineContains: 'b' },
    }));
    expect(decodePlan(withDigest({ ...plan, steps }), 'x').ok).toBe(false);
  });
});
