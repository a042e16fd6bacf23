import { alteredPlan, LACP_AGGREGATE, provenPlanFor } from '../../../test/hosts/proven-plan-for';
import { planFor } from '../../../test/hosts/plan-for';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { Plan, RevertPlan, RevertStep } from '../../plan/plan-document';
import { checkPlan } from '../check-plan';

const VLAN = provenPlanFor({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 30 }] });
const LACP = provenPlanFor(LACP_AGGREGATE);
const MOVED = provenPlanFor({
  guestNics: [{ guest: 'test01', slot: '0,1', vswitch: 'vmlan0', adapter: 'avio_lan', port: 5 }],
});
const NEW = provenPlanFor({ vswitches: [{ name: 'web', uplink: 'lan3' }] });

function wayBackOf(plan: Plan): RevertPlan {
  if (plan.revert === null) throw new Error('the plan has no way back');
  return plan.revert;
}

/** What speaks against a plan with another way back. */
function against(plan: Plan, changes: Partial<RevertPlan> | null): readonly string[] {
  const revert = changes === null ? null : { ...wayBackOf(plan), ...changes };
  const result = checkPlan(alteredPlan(plan, { revert }));
  return result.status === 'proven' ? [] : result.diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`);
}

function withStep(plan: Plan, title: RegExp, change: (step: RevertStep) => Partial<RevertStep>): readonly RevertStep[] {
  const { steps } = wayBackOf(plan);
  if (!steps.some((step) => title.test(step.title)))
    throw new Error(`no ${String(title)} in ${titles(plan).join('; ')}`);
  return steps.map((step) => (title.test(step.title) ? { ...step, ...change(step) } : step));
}

function titles(plan: Plan): readonly string[] {
  return wayBackOf(plan).steps.map((step) => `${step.takesBack.join('+')} ${step.title}`);
}

const without = (plan: Plan, place: number): readonly RevertStep[] =>
  wayBackOf(plan).steps.filter((_, index) => index !== place);

test('a way back consists of the undo commands from behind, the restarts that they leave due, and saving again', () => {
  expect(titles(VLAN)).toEqual([
    's06 Clear the VLAN of port 2 on vmlan4',
    's05 Halt vswitch vmlan4',
    's04 Boot vswitch vmlan4',
    's03 Turn receive checksum offload on on lan4',
    's02 Turn transmit checksum offload on on lan4',
    's01 Turn TCP segmentation offload on on lan4',
    's01+s02+s03 Halt vswitch vmlan4',
    's01+s02+s03 Boot vswitch vmlan4',
    's07 Save lan4 again',
  ]);
});

test.each([
  ['a VLAN', VLAN],
  ['an aggregate', LACP],
  ['another adapter', MOVED],
  ['a new vswitch', NEW],
] as const)('every command of the way back is needed, and where it stands: %s', (_, plan) => {
  const { steps } = wayBackOf(plan);
  steps.forEach((step, place) => {
    expect([step.title, against(plan, { steps: without(plan, place) }).length > 0]).toEqual([step.title, true]);
  });
  expect(against(plan, { steps: [...steps].reverse() })).not.toEqual([]);
});

test('a command that does something else is refused', () => {
  const steps = withStep(VLAN, /^Clear/, ({ command }) => ({
    command: command.map((word) => word.replace('vlanid:none', 'vlanid:31')),
  }));
  expect(against(VLAN, { steps }).join()).toContain(
    'the way back from s06 does not lead back: it leaves changed: vlan vmlan4 2.',
  );
  const odd = withStep(VLAN, /^Clear/, () => ({ command: ['/opt/hpvm/bin/hpvmnet', '-x'] }));
  expect(against(VLAN, { steps: odd }).join()).toContain(
    'the checker does not know what command r01 of the way back does',
  );
});

test('a command that is due for other beginnings than it says is refused', () => {
  const early = withStep(VLAN, /^Clear/, () => ({ takesBack: ['s01'] }));
  expect(against(VLAN, { steps: early }).join()).toContain('On the way back from s04, in r01');
  const late = withStep(VLAN, /receive checksum/, () => ({ takesBack: ['s04'] }));
  expect(against(VLAN, { steps: late }).join()).toContain('the way back from s03 does not lead back');
  const never = withStep(VLAN, /^Clear/, () => ({ takesBack: ['s77'] }));
  expect(against(VLAN, { steps: never }).join()).toContain('takes back what is not before the end of its reach');
});

test('a vswitch that is left to be restarted is told', () => {
  const { steps } = wayBackOf(VLAN);
  expect(against(VLAN, { steps: steps.filter(({ takesBack }) => takesBack.length === 1) }).join()).toContain(
    'vmlan4 still handles packets as lan4 did before its offload settings changed',
  );
  const back = wayBackOf(MOVED).steps.filter(({ title }) => !title.endsWith('vswitch vmlan0'));
  expect(against(MOVED, { steps: back })).not.toEqual([]);
});

test('a command of a wrong order is refused', () => {
  const [first, second, ...others] = wayBackOf(VLAN).steps;
  if (first === undefined || second === undefined) throw new Error('too short');
  expect(against(VLAN, { steps: [second, first, ...others] })).not.toEqual([]);
  const saving = wayBackOf(LACP).steps;
  expect(against(LACP, { steps: [...saving.slice(-1), ...saving.slice(0, -1)] }).join()).toContain(
    'stands in the wrong phase',
  );
});

test('a halt that nobody answers, and a name that stands there twice, are refused', () => {
  const silent = withStep(VLAN, /^Halt/, () => ({ answers: [] }));
  expect(against(VLAN, { steps: silent }).join()).toContain('does not answer what it asks');
  const twice = withStep(VLAN, /^Halt/, () => ({ id: 'r01' }));
  expect(against(VLAN, { steps: twice }).join()).toContain('r01 of the way back stands there twice');
});

test('the reach of the way back is that of the undo commands', () => {
  // Without one it promises nothing, and applying it needs --no-revert.
  expect(against(VLAN, null)).toEqual([]);
  expect(against(VLAN, { guardedUntil: 's05' }).join()).toContain('the way back reaches to null: The plan says s05.');
});

test('what a plan claims is given back with it', () => {
  const kept = withStep(
    NEW,
    /^Remove vswitch/,
    ({ ownership: _, ...step }) => ({ ...step, ownership: undefined }) as never,
  );
  expect(against(NEW, { steps: kept }).join()).toContain('it is to s01 release vswitch.web, and does nothing'.slice(6));
});

test('a vswitch that a reboot brought up is halted before it is removed, and that only then', () => {
  const { steps } = wayBackOf(NEW);
  expect(steps.filter(({ due }) => due === 'after-reboot').map(({ title }) => title)).toEqual(['Halt vswitch web']);
  const stuck = steps.filter(({ due }) => due !== 'after-reboot');
  expect(against(NEW, { steps: stuck }).join()).toContain('behind a reboot r03 finds web up');
  const lost = withStep(NEW, /^Remove vswitch/, () => ({ due: 'now' }));
  expect(against(NEW, { steps: lost }).join()).toContain('behind a reboot it leaves changed');
});

test('behind a reboot a vswitch that was down is booted only where it was halted for the way back', () => {
  const host = quickStartHost();
  const vswitches = host.vswitches.map((each) => (each.name === 'vmlan0' ? { ...each, state: 'down' as const } : each));
  const plan = planFor(
    { guestNics: [{ guest: 'test01', slot: '0,1', vswitch: 'vmlan4', adapter: 'avio_lan', port: 5 }] },
    { ...host, vswitches },
  );
  expect(checkPlan(plan).status).toBe('proven');
  const boot = wayBackOf(plan).steps.find(({ onlyBehind }) => onlyBehind !== undefined);
  expect(boot?.title).toBe('Boot vswitch vmlan0');
  const freed = withStep(plan, /^Boot vswitch vmlan0/, () => ({ onlyBehind: undefined }) as never);
  expect(against(plan, { steps: freed }).join()).toContain('behind a reboot it leaves changed: power vmlan0');
  const astray = withStep(plan, /^Boot vswitch vmlan0/, () => ({ onlyBehind: 'r01', due: 'always' }));
  expect(against(plan, { steps: astray }).join()).toContain('follows no halt of its vswitch');
  const blind = withStep(plan, /^Halt vswitch vmlan0/, () => ({ readBack: undefined }) as never);
  expect(against(plan, { steps: blind }).join()).toContain('finds vmlan0 down');
});
