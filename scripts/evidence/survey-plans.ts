import { planHost } from '../../src/plan/plan-host';
import type { Plan } from '../../src/plan/plan-document';
import type { Instance } from './random-instance';
import { countRules } from './rule-coverage';
import { count, type Tally } from './tally';

/** Plans an instance as `hpvmctl plan --accept-recalled` would. */
export function planOf({ desired, observed }: Instance, acceptRecalled = true): Plan {
  return planHost({ desired, desiredDigest: '', observed, acceptRecalled });
}

/** Class of an instance, from its label. */
function classOf({ label }: Instance): string {
  return label.slice(0, label.indexOf(' '));
}

/** Counts what became of a plan: status, size, refusals, and the rules at work. */
export function surveyPlan(instance: Instance, plan: Plan, tally: Tally): void {
  count(tally, 'instances');
  count(tally, `instances ${classOf(instance)}`);
  count(tally, `status ${plan.status}`);
  countRules(plan, tally);
  if (plan.status === 'ready') {
    const running = plan.steps.filter(({ phase }) => phase === 'running').length;
    count(tally, `running steps ${sizeBand(running)}`);
  }
  const codes = new Set(plan.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code));
  for (const code of codes) count(tally, `refused ${code}`);
}

function sizeBand(steps: number): string {
  if (steps <= 7) return '1-7';
  if (steps <= 12) return '8-12';
  return steps <= 20 ? '13-20' : '21 and more';
}
