import { errorDiagnostic } from '../model/diagnostic';
import { digestOf } from '../model/canonical-json';
import { failure, success, type Result } from '../model/result';
import type { Plan } from './plan-document';
import { planSchema } from './plan-schema';

/**
 * Reads a saved plan. Every property is checked, steps may only wait for earlier steps, and the footprint must still
 * have the digest it was saved with, so that an edited or damaged file is refused.
 */
export function decodePlan(json: unknown, source: string): Result<Plan> {
  const parsed = planSchema.safeParse(json);
  if (!parsed.success) {
    return failure(
      ...parsed.error.issues.map((issue) =>
        errorDiagnostic(
          'invalid-plan',
          `${source} is not a plan this release can read`,
          `At /${issue.path.join('/')}: ${issue.message}.\nMake the plan again with "hpvmctl plan --out FILE".`,
        ),
      ),
    );
  }
  const plan: Plan = parsed.data;
  const problem = inconsistency(plan);
  if (problem === undefined) return success(plan);
  return failure(
    errorDiagnostic(
      'invalid-plan',
      `${source} contradicts itself`,
      `${problem}\nMake the plan again with "hpvmctl plan --out FILE".`,
    ),
  );
}

function inconsistency(plan: Plan): string | undefined {
  if (digestOf(plan.basis.footprint) !== plan.basis.footprintDigest)
    return 'The footprint does not have the digest the plan names.';
  const seen = new Set<string>();
  for (const step of plan.steps) {
    if (seen.has(step.id)) return `Step ${step.id} stands there twice.`;
    const unmet = step.after.find((reason) => !seen.has(reason.step));
    if (unmet !== undefined) return `Step ${step.id} must run after ${unmet.step}, which does not stand before it.`;
    seen.add(step.id);
  }
  return undefined;
}
