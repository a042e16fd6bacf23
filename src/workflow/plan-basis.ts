import { errorDiagnostic, hasErrors, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { movedFields } from '../plan/footprint';
import type { Plan } from '../plan/plan-document';
import { rulesDigest } from '../plan/rules-digest';
import { RULES } from '../plan/rules/registry.generated';
import { movedFieldLines } from '../review/moved-field-lines';
import type { Observer } from './observe';
import type { ExitCode } from './outcome';
import type { HostTarget } from './ports';
import { verifyPlan } from './verify-plan';

/** Why a plan may not be carried out any more. */
export interface Refusal {
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the host again and compares the fields that the plan was made from. Undefined when none has moved; exit code 3
 * with one diagnostic for each field that has, 1 when the host cannot be read.
 */
export async function basisRefusal(plan: Plan, target: HostTarget, observe: Observer): Promise<Refusal | undefined> {
  const observed = await observe(target);
  if (!observed.ok) return { exitCode: 1, diagnostics: observed.diagnostics };
  const moved = movedFields(plan, observed.value);
  if (moved.length === 0) return undefined;
  const since = `Since ${plan.basis.observedAt} this has changed:\n${movedFieldLines(plan, moved).join('\n')}`;
  return { exitCode: 3, diagnostics: [movedDiagnostic(plan, observed.value, since)] };
}

/** Whoever applies the same plan twice finds its own work, which is no reason to look for somebody who interfered. */
function movedDiagnostic(plan: Plan, observed: ObservedHost, since: string): Diagnostic {
  const { remaining, diagnostics } = verifyPlan(plan, undefined, observed);
  const left = new Set(remaining.map(({ address }) => address as string));
  const done = hasErrors(diagnostics) ? [] : plan.changes.filter(({ address }) => !left.has(address));
  if (done.length > 0 && left.size === 0)
    return errorDiagnostic(
      'plan-already-carried-out',
      `The plan for ${plan.host} has been carried out already: the host is what it makes of it`,
      `${since}\nNothing was run, and of this plan nothing is left to do (somebody may have done the same by hand). A plan is good for one run: for another change plan again, and to see whether the host still is as desired run "hpvmctl drift".`,
      plan.host,
    );
  const partly =
    done.length === 0
      ? ''
      : `\nPart of what it changes is there already (${done.map(({ address }) => address).join(', ')}), as after a run of it that did not come to its end.`;
  return errorDiagnostic(
    'host-has-moved',
    `${plan.host} is not what the plan was made from`,
    `${since}${partly}\nNothing was run. Look at who changed it, then plan again${partly === '' ? '' : ': the new plan holds what is left'}.`,
    plan.host,
  );
}

/** Whether a saved plan was made with the safety rules of this release. */
export function isOfThisRelease(plan: Plan): boolean {
  return plan.basis.rulesDigest === rulesDigest(RULES);
}

/** Compares the rules that a saved plan was made with with those of this release: 3 when they are others. */
export function releaseRefusal(plan: Plan): Refusal | undefined {
  if (isOfThisRelease(plan)) return undefined;
  return {
    exitCode: 3,
    diagnostics: [
      errorDiagnostic(
        'made-by-another-release',
        `The plan for ${plan.host} was made by another release; plan again`,
        'The safety rules it was ordered by are not those of this release (hpvmctl rules). Nothing was run. Make the plan again with this release, review it, and apply that.',
        plan.host,
      ),
    ],
  };
}

/** Compares the digest that was approved elsewhere (by Terraform, in a review) with that of the document at hand. */
export function digestRefusal(host: string, digest: string, expectedSha256: string): Refusal | undefined {
  const bare = (text: string): string => text.toLowerCase().replace(/^sha256:/, '');
  if (bare(digest) === bare(expectedSha256)) return undefined;
  return {
    exitCode: 3,
    diagnostics: [
      errorDiagnostic(
        'desired-digest-differs',
        `The desired state of ${host} is not the one that was approved`,
        `Its digest is ${bare(digest)}, expected was ${bare(expectedSha256)}. Nothing was run. The document was edited or synthesized again since; plan and approve the new one.`,
        host,
      ),
    ],
  };
}
