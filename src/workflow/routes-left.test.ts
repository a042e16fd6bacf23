import { LACP_AGGREGATE, provenPlanFor } from '../../test/hosts/proven-plan-for';
import type { StepReport } from '../execute/execution-report';
import type { Plan } from '../plan/plan-document';
import { routesLeft } from './routes-left';

const toldAfter = (plan: Plan, last: string): readonly string[] =>
  routesLeft(plan, {
    steps: plan.steps.map(({ id }) => ({ id, status: id <= last ? 'done' : 'not-run' }) as StepReport),
  }).map(({ severity, code, summary }) => `${severity} ${code}: ${summary}`);

test('an address that went off and came back may have lost routes, which nobody has read', () => {
  const plan = provenPlanFor(LACP_AGGREGATE);
  expect(toldAfter(plan, 's05')).toEqual([
    'warning routes-not-compared: routes of vmhost1 through lan1 were not compared with what they were before the run',
  ]);
  expect(toldAfter(plan, 's04')).toEqual([]);
});

test('nothing is told where no address moved', () => {
  expect(toldAfter(provenPlanFor({ vswitches: [{ name: 'web', uplink: 'lan3' }] }), 's99')).toEqual([]);
});
