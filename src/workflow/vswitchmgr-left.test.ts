import { LACP_AGGREGATE, provenPlanFor } from '../../test/hosts/proven-plan-for';
import type { StepReport } from '../execute/execution-report';
import { vswitchmgrLeft } from './vswitchmgr-left';

const PLAN = provenPlanFor(LACP_AGGREGATE);

function told(last: string, vswitchmgr: 'running' | 'absent' | 'unknown'): readonly string[] {
  const steps = PLAN.steps.map(({ id }) => ({ id, status: id <= last ? 'done' : 'not-run' }) as StepReport);
  const cluster = { vswitchmgr, serviceguard: 'unknown' } as const;
  return vswitchmgrLeft(PLAN, { steps }, { cluster }).map(({ summary }) => summary);
}

test('a vswitch manager that runs, or may run, is to be restarted behind a way back that touched vswitches', () => {
  expect(told('s01', 'running')).toEqual([
    'vswitchmgr runs on vmhost1 and was not restarted after its vswitches changed and changed back',
  ]);
  expect(told('s01', 'unknown')).toHaveLength(1);
});

test('nothing is told where there is none, or no vswitch was touched', () => {
  expect(told('s01', 'absent')).toEqual([]);
  expect(told('', 'running')).toEqual([]);
});
