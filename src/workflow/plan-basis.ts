import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { movedFields } from '../plan/footprint';
import type { Plan } from '../plan/plan-document';
import { rulesDigest } from '../plan/rules-digest';
import { RULES } from '../plan/rules/registry.generated';
import type { Observer } from './observe';
import type { ExitCode } from './outcome';
import type { HostTarget } from './ports';

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
  const fields = moved.map(
    ({ path, planned, observed: now }) => `${path}: planned from ${show(planned)}, now ${show(now)}`,
  );
  return {
    exitCode: 3,
    diagnostics: [
      errorDiagnostic(
        'host-has-moved',
        `${plan.host} is not what the plan was made from`,
        `Since ${plan.basis.observedAt} this has changed:\n${fields.map((field) => `  ${field}`).join('\n')}\nNothing was run. Look at who changed it, then plan again.`,
        plan.host,
      ),
    ],
  };
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

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
