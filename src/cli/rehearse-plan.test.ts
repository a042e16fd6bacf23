import { provenPlanFor } from '../../test/hosts/proven-plan-for';
import type { Plan } from '../plan/plan-document';
import { rehearsePlan, type Rehearsal, type RehearsalRequest } from './rehearse-plan';

/** A VLAN over checksum offload that goes off, and a NIC that nothing takes back. */
const PLAN = provenPlanFor({
  guestNics: [
    { guest: 'web01', slot: '0,1', vlanId: 30 },
    { guest: 'test01', slot: '0,4', vswitch: 'vmlan0', adapter: 'lan' },
  ],
});

async function rehearse(plan: Plan, request: Partial<RehearsalRequest>): Promise<Rehearsal> {
  const result = await rehearsePlan(plan, { takesBack: true, ...request });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

/** The step with this title. */
function stepOf(title: RegExp): string {
  const step = PLAN.steps.find((each) => title.test(each.title));
  if (step === undefined) throw new Error(PLAN.steps.map((each) => each.title).join('; '));
  return step.id;
}

const details = (rehearsal: Rehearsal): readonly string[] => rehearsal.standingHarms.map(({ id }) => id);

test('a boot behind what nothing takes back, and before the NIC is saved, leaves a harm that is told', async () => {
  const booted = await rehearse(PLAN, { rebootAfter: stepOf(/^Add lan NIC/) });
  expect([details(booted), booted.hazards]).toEqual([['vlan-with-cko'], []]);
});

test('once the NIC is saved a boot leaves none', async () => {
  expect(details(await rehearse(PLAN, { rebootAfter: stepOf(/^Save the running settings of lan4/) }))).toEqual([]);
  expect(details(await rehearse(PLAN, {}))).toEqual([]);
});

test('where the NIC cannot be saved, the report says that the next boot brings its offload back', async () => {
  const { report } = await rehearse(PLAN, { failingStep: stepOf(/^Save the running settings of lan4/) });
  expect(report.exitCode).toBe(7);
  expect(report.diagnostics.map(({ code, address }) => `${code} ${address ?? ''}`)).toContain(
    'not-saved lanInterface.lan4',
  );
});
