import { errorDiagnostic } from '../model/diagnostic';
import { wrongKind } from '../model/document-kind';
import { firstProblems } from '../model/first-problems';
import { decodePlan } from '../plan/decode-plan';
import type { Plan } from '../plan/plan-document';
import { failure, success, type Result } from '../model/result';
import type { FileReader } from './ports';
import { readJsonFile } from './read-input-file';

/** Loads what `hpvmctl plan --out` wrote: one plan, or `{ "plans": [...] }` of several hosts. */
export async function loadPlans(files: FileReader, path: string): Promise<Result<readonly Plan[]>> {
  const json = await readJsonFile(files, path);
  return json.ok ? decodePlans(json.value, path) : json;
}

/** Decodes one plan or several; `source` names them in diagnostics. */
export function decodePlans(json: unknown, source: string): Result<readonly Plan[]> {
  const documents = hasPlans(json) ? json.plans : [json];
  if (documents.length === 0) {
    const next = 'Make it again with "hpvmctl plan --out FILE".';
    return failure(errorDiagnostic('no-plans', `${source} holds no plan`, `Its list of plans is empty. ${next}`));
  }
  const decoded = documents.map((document) => decodeOne(document, source));
  const diagnostics = decoded.flatMap((result) => result.diagnostics);
  if (decoded.some((result) => !result.ok)) return failure(...firstProblems(diagnostics, source));
  const plans = decoded.flatMap((result) => (result.ok ? [result.value] : []));
  const twice = plans.find((plan, index) => plans.findIndex(({ host }) => host === plan.host) < index);
  if (twice === undefined) return success(plans, diagnostics);
  return failure(
    errorDiagnostic(
      'duplicate-host',
      `${source} holds two plans for host ${twice.host}`,
      'The first would move what the second was made from. Make it again with "hpvmctl plan --out FILE".',
      twice.host,
    ),
  );
}

function decodeOne(json: unknown, source: string): Result<Plan> {
  const wrong = wrongKind(json, 'hpvm-plan', source);
  return wrong === undefined ? decodePlan(json, source) : failure(wrong);
}

function hasPlans(json: unknown): json is { readonly plans: readonly unknown[] } {
  return typeof json === 'object' && json !== null && 'plans' in json && Array.isArray(json.plans);
}
