import { hasErrors } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import type { Plan } from '../plan/plan-document';
import { provenPlan } from './proven-plan';
import { eachHost, HOSTS_AT_ONCE } from './each-host';
import { targetOf } from './host-target';
import type { LoadedDesired } from './load-desired';
import type { Observer } from './observe';
import type { ExitCode, HostOutcome } from './outcome';

/** A plan for one host with what it was made from; without a plan, the diagnostics say why. */
export interface HostPlan extends HostOutcome {
  readonly loaded: LoadedDesired;
  readonly made: { readonly plan: Plan; readonly observed: ObservedHost } | undefined;
}

export interface PlanRequest {
  readonly documents: readonly LoadedDesired[];
  readonly observe: Observer;
  /** Approves destructive steps whose command form HP's readable documents do not show. */
  readonly acceptRecalled: boolean;
}

/** Observes every host and plans it. Exit code 0 for a plan (also a no-op), 1 when it cannot be read, 4 when blocked. */
export async function planHosts(request: PlanRequest): Promise<readonly HostPlan[]> {
  return eachHost(request.documents, HOSTS_AT_ONCE, async (loaded) => {
    const observed = await request.observe(targetOf(loaded.desired));
    const outcome = { host: loaded.desired.host as string, loaded };
    if (!observed.ok) return { ...outcome, exitCode: 1, diagnostics: observed.diagnostics, made: undefined };
    const plan = provenPlan({
      desired: loaded.desired,
      desiredDigest: loaded.digest,
      observed: observed.value,
      acceptRecalled: request.acceptRecalled,
    });
    const made = { plan, observed: observed.value };
    return { ...outcome, exitCode: exitCodeOfPlan(plan), diagnostics: observed.diagnostics, made };
  });
}

/** 4 for a blocked plan, else 0. */
function exitCodeOfPlan(plan: Plan): ExitCode {
  return plan.status === 'blocked' || hasErrors(plan.diagnostics) ? 4 : 0;
}

/** The code of `plan --detailed-exitcode`: 2 where there is something to do. */
export function detailedExitCode(hostPlan: HostPlan): ExitCode {
  return hostPlan.exitCode === 0 && hostPlan.made?.plan.status === 'ready' ? 2 : hostPlan.exitCode;
}
