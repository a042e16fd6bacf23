import { errorDiagnostic } from '../model/diagnostic';
import { digestOf } from '../model/canonical-json';
import { parseResourceAddress } from '../model/resource';
import { failure, success, type Result } from '../model/result';
import { CH_RC, HPVMMODIFY, HPVMNET, IFCONFIG, NWMGR } from './host-commands';
import { contentDigest } from './content-digest';
import type { Plan, PlanStep } from './plan-document';
import { planSchema } from './plan-schema';
import { readBackCommandsFor } from './read-back-commands';

/**
 * Reads a saved plan. Every property is checked, steps may only wait for earlier steps and run the programs that plans
 * run, and the digest must be that of the content: a damaged or carelessly edited file is refused. Whoever can recompute
 * the digest can still forge a plan, so a plan file deserves the same care as the commands in it.
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

/** The only programs a plan runs; anything else did not come from this planner. */
const PROGRAMS: ReadonlySet<string> = new Set([HPVMNET, HPVMMODIFY, NWMGR, IFCONFIG, CH_RC]);

function inconsistency(plan: Plan): string | undefined {
  if (plan.basis.contentDigest !== contentDigest(plan))
    return 'It was changed after it was made: its digest is not that of its content.';
  if (digestOf(plan.basis.footprint) !== plan.basis.footprintDigest)
    return 'The footprint does not have the digest the plan names.';
  if (plan.status === 'no-op' && plan.steps.length > 0) return 'It says that nothing is to do, but has steps.';
  if (plan.status === 'ready' && plan.steps.length === 0) return 'It says that it is ready, but has no steps.';
  const strange = plan.changes.find((change) => parseResourceAddress(change.address) === undefined);
  if (strange !== undefined) return `It changes ${strange.address}, which is no resource address.`;
  const seen = new Set<string>();
  for (const step of plan.steps) {
    const problem = stepProblem(step, seen);
    if (problem !== undefined) return problem;
    seen.add(step.id);
  }
  return revertProblem(plan);
}

function revertProblem({ revert, steps }: Plan): string | undefined {
  const addressOf = new Map(steps.map(({ id, address }) => [id, address]));
  const until = revert?.guardedUntil ?? null;
  if (until !== null && !addressOf.has(until)) return `Its way back reaches to ${until}, which is no step.`;
  const seen = new Set<string>();
  for (const { id, takesBack, command, readBack, ownership, onlyBehind } of revert?.steps ?? []) {
    if (seen.has(id)) return `Command ${id} of the way back stands there twice.`;
    if (onlyBehind !== undefined && !seen.has(onlyBehind))
      return `Command ${id} of the way back follows ${onlyBehind}, which does not stand before it.`;
    seen.add(id);
    const unknown = takesBack.find((step) => !addressOf.has(step));
    if (unknown !== undefined) return `Command ${id} takes back ${unknown}, which is no step.`;
    if (!PROGRAMS.has(command[0] ?? ''))
      return `Command ${id} of the way back runs ${command[0] ?? 'nothing'}, which no plan of ours does.`;
    if (readBack !== undefined && !isListingOf(readBack.command, command))
      return `Command ${id} of the way back reads back with ${readBack.command.join(' ')}, which is not a listing of what it changes.`;
    if (ownership !== undefined && !takesBack.some((step) => addressOf.get(step) === ownership.address))
      return `Command ${id} of the way back claims or releases ${ownership.address}, which is not what its steps change.`;
  }
  return undefined;
}

function stepProblem(step: PlanStep, seen: ReadonlySet<string>): string | undefined {
  if (seen.has(step.id)) return `Step ${step.id} stands there twice.`;
  const unmet = step.after.find((reason) => !seen.has(reason.step));
  if (unmet !== undefined) return `Step ${step.id} must run after ${unmet.step}, which does not stand before it.`;
  const commands = [step.command, ...(step.undo ?? [])];
  const foreign = commands.find((command) => !PROGRAMS.has(command[0] ?? ''));
  if (foreign !== undefined) return `Step ${step.id} runs ${foreign[0] ?? 'nothing'}, which no plan of ours does.`;
  if (step.readBack !== undefined && !isListingOf(step.readBack.command, step.command))
    return `Step ${step.id} reads back with ${step.readBack.command.join(' ')}, which is not a listing of what it changes.`;
  if (step.ownership !== undefined && step.ownership.address !== step.address) {
    return `Step ${step.id} claims or releases ${step.ownership.address}, which is not what it changes.`;
  }
  return undefined;
}

/** A read-back runs unseen, so that it may only list what the step's own command names. */
function isListingOf(listing: readonly string[], command: readonly string[]): boolean {
  return readBackCommandsFor(command).some(
    (allowed) => allowed.length === listing.length && allowed.every((word, index) => word === listing[index]),
  );
}
