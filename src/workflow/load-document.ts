import { errorDiagnostic } from '../model/diagnostic';
import { documentKind, useOfKind } from '../model/document-kind';
import type { ObservedHost } from '../model/observed-host';
import { failure, success, type Result } from '../model/result';
import type { Plan } from '../plan/plan-document';
import type { ApplyReport } from '../review/apply-report';
import { decodeApplyReports } from './decode-reports';
import { decodeDriftDocument, type DriftDocument } from './drift-document';
import { decodePlans } from './load-plan';
import { decodeSnapshots } from './observe';
import type { FileReader } from './ports';
import { readJsonFile } from './read-input-file';

/** A file that one of our commands wrote, decoded. */
export type LoadedDocument =
  | { readonly kind: 'plans'; readonly plans: readonly Plan[] }
  | { readonly kind: 'snapshots'; readonly snapshots: readonly ObservedHost[] }
  | { readonly kind: 'drift'; readonly drift: DriftDocument }
  | { readonly kind: 'apply-reports'; readonly reports: readonly ApplyReport[] };

const DECODERS: Readonly<Record<string, (json: unknown, source: string) => Result<LoadedDocument>>> = {
  'hpvm-plan': (json, source) => mapped(decodePlans(json, source), (plans) => ({ kind: 'plans', plans })),
  'hpvm-observed-host': (json, source) =>
    mapped(decodeSnapshots(json, source), (snapshots) => ({ kind: 'snapshots', snapshots })),
  'hpvm-drift-report': (json, source) =>
    mapped(decodeDriftDocument(json, source), (drift) => ({ kind: 'drift', drift })),
  'hpvm-apply-report': (json, source) =>
    mapped(decodeApplyReports(json, source), (reports) => ({ kind: 'apply-reports', reports })),
};

/** Loads a plan, snapshot or report of one host or several, whichever the file says it is. */
export async function loadDocument(files: FileReader, path: string): Promise<Result<LoadedDocument>> {
  const json = await readJsonFile(files, path);
  if (!json.ok) return json;
  const kind = documentKind(json.value);
  const decode = kind === undefined ? undefined : DECODERS[kind];
  if (decode !== undefined) return decode(json.value, path);
  return failure(
    errorDiagnostic(
      'unknown-document',
      `${path} is not a plan, snapshot or report`,
      `Its kind is ${kind ?? 'missing'}; known are: ${Object.keys(DECODERS).join(', ')}. ${useOfKind(kind, path) || 'Give a file that hpvmctl wrote with --out.'}`,
    ),
  );
}

function mapped<From, To>(result: Result<From>, change: (value: From) => To): Result<To> {
  return result.ok ? success(change(result.value), result.diagnostics) : result;
}
