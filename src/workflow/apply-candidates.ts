import { checkPlan } from '../check/check-plan';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import type { Plan } from '../plan/plan-document';
import { eachHost, HOSTS_AT_ONCE } from './each-host';
import { targetOf } from './host-target';
import type { LoadedDesired } from './load-desired';
import type { Observer } from './observe';
import type { ExitCode } from './outcome';
import { planHosts } from './plan';
import { basisRefusal, digestRefusal, releaseRefusal, type Refusal } from './plan-basis';
import { planTarget } from './plan-target';
import type { HostTarget } from './ports';

/** A plan that somebody is about to be asked about, or why there is none to ask about. */
export interface ApplyCandidate {
  readonly host: string;
  readonly target: HostTarget;
  readonly plan: Plan | undefined;
  /** The document it was made from; absent when only the plan is at hand. */
  readonly desired: DesiredHost | undefined;
  /** 0 when it may be carried out. */
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Candidates from saved plans: each host is read again, unless nobody waits for it (`observe` undefined): under the lock it is read in any case. Refused are a plan of another release and one whose basis has
 * moved (3), a blocked one (4), and one that makes no valid desired state (1).
 */
export async function candidatesOfPlans(
  plans: readonly Plan[],
  expectedSha256: string | undefined,
  observe: Observer | undefined,
): Promise<readonly ApplyCandidate[]> {
  return eachHost(plans, HOSTS_AT_ONCE, async (plan) => {
    const target = targetOf(plan);
    const candidate = { host: plan.host, target, plan, desired: undefined };
    const refusal =
      digestProblem(plan.host, plan.basis.desiredDigest, expectedSha256) ??
      releaseRefusal(plan) ??
      blockedProblem(plan) ??
      targetProblem(plan) ??
      proofProblem(plan) ??
      (observe === undefined ? undefined : await basisRefusal(plan, target, observe));
    return { ...candidate, exitCode: refusal?.exitCode ?? 0, diagnostics: refusal?.diagnostics ?? [] };
  });
}

/** Candidates from desired state: each host is observed and planned now. */
export async function candidatesOfDocuments(
  documents: readonly LoadedDesired[],
  request: {
    readonly expectedSha256: string | undefined;
    readonly observe: Observer;
    readonly acceptRecalled: boolean;
  },
): Promise<readonly ApplyCandidate[]> {
  const { expectedSha256, observe, acceptRecalled } = request;
  const refused = documents.flatMap(({ desired, digest }) => {
    const refusal = digestProblem(desired.host, digest, expectedSha256);
    return refusal === undefined
      ? []
      : [{ host: desired.host, target: targetOf(desired), plan: undefined, desired, ...refusal }];
  });
  if (refused.length > 0) return refused;
  const results = await planHosts({ documents, observe, acceptRecalled });
  return results.map(({ host, loaded, made, exitCode, diagnostics }) => ({
    host,
    target: targetOf(loaded.desired),
    plan: made?.plan,
    desired: loaded.desired,
    exitCode,
    diagnostics: exitCode === 4 ? [...diagnostics, ...(made?.plan.diagnostics ?? [])] : diagnostics,
  }));
}

/** Plans narrowed to the hosts that were asked for; a host without a plan is an error. */
export function narrowPlans(plans: readonly Plan[], hosts: readonly string[]): Result<readonly Plan[]> {
  const known = plans.map((plan) => plan.host);
  const missing = hosts.filter((host) => !known.includes(host));
  if (missing.length === 0) return success(plans.filter((plan) => hosts.length === 0 || hosts.includes(plan.host)));
  return failure(
    errorDiagnostic(
      'host-not-planned',
      `The plan is not for ${missing.join(', ')}`,
      `It is for: ${known.join(', ')}. Correct --host.`,
    ),
  );
}

function digestProblem(host: string, digest: string, expectedSha256: string | undefined): Refusal | undefined {
  return expectedSha256 === undefined ? undefined : digestRefusal(host, digest, expectedSha256);
}

function blockedProblem(plan: Plan): Refusal | undefined {
  return plan.status === 'blocked' ? { exitCode: 4, diagnostics: plan.diagnostics } : undefined;
}

/** A file may say that it is proven: it is proven again before anything runs. */
function proofProblem(plan: Plan): Refusal | undefined {
  const result = checkPlan(plan);
  return result.status === 'proven' ? undefined : { exitCode: 4, diagnostics: result.diagnostics };
}

/** Afterwards the host is compared with what the plan makes of it, so that must be something valid. */
function targetProblem(plan: Plan): Refusal | undefined {
  const target = planTarget(plan);
  return target.ok ? undefined : { exitCode: 1, diagnostics: target.diagnostics };
}
