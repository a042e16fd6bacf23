import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { documentKind } from '../model/document-kind';
import type { PlanSignature } from '../model/plan-signature';
import { failure, success, type Result } from '../model/result';
import type { Plan } from '../plan/plan-document';
import {
  candidatesOfDocuments,
  candidatesOfPlans,
  narrowPlans,
  type ApplyCandidate,
} from '../workflow/apply-candidates';
import { loadPlans } from '../workflow/load-plan';
import { loadSignedPlans, notAPlan, type SignedPlans } from '../workflow/load-signed-plans';
import { liveObserver } from '../workflow/observe';
import type { Ports } from '../workflow/ports';
import { readJsonFile } from '../workflow/read-input-file';
import type { ApplyOptions } from './command-options';
import type { CliContext } from './context';
import { connectProblems, DEFAULT_DESIRED_FOLDER, selectHosts } from './host-selection';
import { signatureVerifier } from './signature-verifier';

/** What is to be applied, and whether it comes from a saved plan. */
export interface PlansToApply {
  readonly list: readonly ApplyCandidate[];
  readonly areSaved: boolean;
  /** Who signed the saved plan; undefined when that was not asked for. */
  readonly signedBy?: PlanSignature;
}

/** Finds what is to be applied from what a command line says. A signature is verified before any host is connected to. */
export async function plansToApply(
  context: CliContext,
  ports: Ports,
  paths: readonly string[],
  options: ApplyOptions,
): Promise<Result<PlansToApply>> {
  const expectedSha256 = options.expectSha256;
  const missing = await missingFile(ports, paths);
  if (missing !== undefined) return failure(missing);
  if (options.requireSignature !== undefined) {
    const signed = await signedPlans(context, ports, paths, { ...options, requireSignature: options.requireSignature });
    if (!signed.ok) return signed;
    const candidates = await savedCandidates(ports, signed.value.plans, options);
    const { signedBy } = signed.value;
    return candidates.ok ? success({ ...candidates.value, signedBy }, signed.diagnostics) : candidates;
  }
  if (options.revokedKeys !== undefined) {
    const next = 'Give the file of allowed signers with --require-signature; without it no signature is looked at.';
    return failure(
      errorDiagnostic('revoked-keys-of-whom', '--revoked-keys was given without --require-signature', next),
    );
  }
  if (await isSavedPlan(ports, paths)) {
    const loaded = await loadPlans(ports.files, paths[0] ?? '');
    if (!loaded.ok) return loaded;
    const candidates = await savedCandidates(ports, loaded.value, options);
    return candidates.ok ? success(candidates.value, loaded.diagnostics) : candidates;
  }
  const selection = await selectHosts(context, ports, paths, options);
  if (!selection.ok) return selection;
  const { documents, observe } = selection.value;
  if (expectedSha256 !== undefined && documents.length !== 1) {
    const next = 'One digest belongs to one document. Narrow to one host with --host.';
    return failure(
      errorDiagnostic(
        'digest-is-for-one-host',
        `--expect-sha256 was given for ${String(documents.length)} hosts`,
        next,
      ),
    );
  }
  const acceptRecalled = options.acceptRecalled === true;
  const list = await candidatesOfDocuments(documents, { expectedSha256, observe, acceptRecalled });
  return success({ list, areSaved: false }, selection.diagnostics);
}

async function signedPlans(
  context: CliContext,
  ports: Ports,
  paths: readonly string[],
  options: ApplyOptions & { readonly requireSignature: string },
): Promise<Result<SignedPlans>> {
  const [file] = paths;
  if (file === undefined) return failure(notAPlan(DEFAULT_DESIRED_FOLDER));
  if (paths.length > 1 || (await ports.files.kindOf(file)) === 'folder') return failure(notAPlan(paths.join(' ')));
  const { requireSignature: allowedSigners, revokedKeys } = options;
  const verifier = signatureVerifier(context, {
    allowedSigners,
    ...(revokedKeys === undefined ? {} : { revokedKeys }),
  });
  return loadSignedPlans(ports.files, verifier, file);
}

async function savedCandidates(
  ports: Ports,
  saved: readonly Plan[],
  options: ApplyOptions,
): Promise<Result<PlansToApply>> {
  const plans = narrowPlans(saved, options.host ?? []);
  if (!plans.ok) return plans;
  const problems = connectProblems(options, plans.value.length);
  if (problems.length > 0) return failure(...problems);
  const list = await candidatesOfPlans(
    plans.value,
    options.expectSha256,
    isReadUnderLock(plans.value, options) ? undefined : liveObserver(ports),
  );
  return success({ list, areSaved: true });
}

/** A person is asked about no plan whose host has moved, and of several hosts none is begun when one has; else the look under the lock is enough. */
function isReadUnderLock(plans: readonly Plan[], { autoApprove }: ApplyOptions): boolean {
  return autoApprove === true && plans.length === 1 && plans[0]?.status === 'ready';
}

/** Of a single file that is not there nobody knows whether it should have been a plan. */
async function missingFile(ports: Ports, paths: readonly string[]): Promise<Diagnostic | undefined> {
  const [file] = paths;
  if (file === undefined || paths.length > 1 || (await ports.files.kindOf(file)) !== 'missing') return undefined;
  const next = `A plan is made with "hpvmctl plan --out ${file}". To plan and apply in one go, give a desired-state file or the folder that synthesis wrote (cdktf.out).`;
  return errorDiagnostic('plan-not-found', `There is no file or folder ${file}`, next);
}

/** One file that says it is a plan; anything else is taken for desired state, whose decoder says what is wrong with it. */
async function isSavedPlan(ports: Ports, paths: readonly string[]): Promise<boolean> {
  const [file] = paths;
  if (file === undefined || paths.length > 1 || (await ports.files.kindOf(file)) !== 'file') return false;
  const json = await readJsonFile(ports.files, file);
  return json.ok && documentKind(json.value) === 'hpvm-plan';
}
