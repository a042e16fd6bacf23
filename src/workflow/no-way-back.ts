import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';

/**
 * Why a guarded run of a plan is refused: nothing takes back what its first step does, so nobody would stand behind it until somebody says that this is
 * all right. Undefined where there is a way back, or nothing that may be run.
 */
export function noWayBack(plan: Plan): Diagnostic | undefined {
  if (plan.status !== 'ready' || plan.revert !== null) return undefined;
  const [first] = plan.steps;
  return errorDiagnostic(
    'no-way-back',
    `Nothing takes back what the plan does to ${plan.host}`,
    `A run is guarded: the host takes it back by itself unless it is confirmed. The first step of this plan (${first?.id ?? ''}: ${first?.title ?? ''}) has nothing that takes it back. Nothing was changed. To carry it out all the same, without a guard, give --no-revert to hpvmctl, or set revert = false in the Terraform resource (before a destroy: apply that first): a step that fails then stops the run where it is.`,
    plan.host,
  );
}
