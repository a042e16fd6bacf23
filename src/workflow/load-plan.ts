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
  const decoded = documents.map((document) => decodePlan(document, source));
  const diagnostics = decoded.flatMap((result) => result.diagnostics);
  if (decoded.some((result) => !result.ok)) return failure(...diagnostics);
  return success(
    decoded.flatMap((result) => (result.ok ? [result.value] : [])),
    diagnostics,
  );
}

function hasPlans(json: unknown): json is { readonly plans: readonly unknown[] } {
  return typeof json === 'object' && json !== null && 'plans' in json && Array.isArray(json.plans);
}
