import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { documentKind } from '../model/document-kind';
import { PLAN_SIGNATURE_NAMESPACE, type PlanSignature } from '../model/plan-signature';
import { failure, success, type Result } from '../model/result';
import { displayCommand } from '../model/shell-word';
import type { Plan } from '../plan/plan-document';
import { decodePlans } from './load-plan';
import type { FileReader, SignatureVerifier } from './ports';
import { parseJsonText, readProblem } from './read-input-file';

/** Plans of a file, and who signed it. */
export interface SignedPlans {
  readonly plans: readonly Plan[];
  readonly signedBy: PlanSignature;
}

/** Where the signature of a plan file is: beside it, as `ssh-keygen -Y sign` puts it. */
export function signatureFileOf(planFile: string): string {
  return `${planFile}.sig`;
}

/** True when a plan was refused for its signature (exit code 4), and not because something could not be read. */
export function isSignatureRefusal(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => code === 'plan-not-signed' || code === 'signature-invalid');
}

/**
 * Loads a plan file of which an allowed signer signed every byte. The file is read once: what was verified is what is
 * decoded. Bytes that are not UTF-8 are another text than the signed one, so that they do not pass either.
 */
export async function loadSignedPlans(
  files: FileReader,
  verifier: SignatureVerifier,
  path: string,
): Promise<Result<SignedPlans>> {
  const text = await textOf(files, path);
  if (!text.ok) return text;
  const kind = kindOf(text.value, path);
  if (kind !== undefined && kind !== 'hpvm-plan') return failure(notAPlan(path));
  const signature = await signatureOf(files, path);
  if (!signature.ok) return signature;
  const verdict = await verifier.verify(text.value, signature.value);
  switch (verdict.status) {
    case 'undecided':
      return failure(...verdict.diagnostics);
    case 'invalid':
      return failure(
        errorDiagnostic(
          'signature-invalid',
          `The signature ${signatureFileOf(path)} is not one of an allowed signer for ${path}`,
          `${verdict.why}\nNothing was changed, and no host was connected to. ${verdict.next}`,
        ),
      );
    case 'valid': {
      const json = parseJsonText(text.value, path);
      const plans = json.ok ? decodePlans(json.value, path) : json;
      return plans.ok ? success({ plans: plans.value, signedBy: verdict.signedBy }, plans.diagnostics) : plans;
    }
  }
}

/** Why a signature cannot be asked for where there is no saved plan. */
export function notAPlan(what: string): Diagnostic {
  return errorDiagnostic(
    'signature-needs-saved-plan',
    `--require-signature was given, and ${what} is not a saved plan`,
    'A signature belongs to a plan that somebody looked at. Save and sign one with "hpvmctl plan --out PLAN --sign KEY", and apply that file.',
  );
}

/** What the file says it is, before anything in it is trusted: only to tell a person that it is the wrong file. */
function kindOf(text: string, path: string): string | undefined {
  const json = parseJsonText(text, path);
  return json.ok ? documentKind(json.value) : undefined;
}

async function signatureOf(files: FileReader, path: string): Promise<Result<string>> {
  const file = signatureFileOf(path);
  if ((await files.kindOf(file)) !== 'missing') return textOf(files, file);
  const sign = ['ssh-keygen', '-Y', 'sign', '-f', 'KEY', '-n', PLAN_SIGNATURE_NAMESPACE, path];
  return failure(
    errorDiagnostic(
      'plan-not-signed',
      `${path} is not signed: there is no ${file}`,
      `--require-signature was given. Nothing was changed, and no host was connected to. Whoever approved the plan signs it: ${displayCommand(sign)}`,
    ),
  );
}

async function textOf(files: FileReader, path: string): Promise<Result<string>> {
  try {
    return success(await files.readText(path));
  } catch (error) {
    return failure(readProblem(error, path));
  }
}
