import type { HostDrift } from '../fleet/sweep';
import { success, type Result } from '../model/result';
import type { IndexedDesired } from './index-desired';
import { loadSweep } from './load-sweep';
import type { FileReader } from './ports';

/** A sweep that was begun before, and what is left of it. */
export interface ResumedSweep {
  readonly finished: readonly HostDrift[];
  readonly left: readonly IndexedDesired[];
}

/**
 * What an earlier sweep left: hosts without a report in its file, also those that failed, and those whose document asks for something else since.
 */
export async function resumeSweep(
  files: FileReader,
  path: string,
  documents: readonly IndexedDesired[],
): Promise<Result<ResumedSweep>> {
  const parts = await loadSweep(files, path);
  if (!parts.ok) return parts;
  const known = new Map<string, HostDrift>();
  for (const result of parts.value.flatMap(({ results }) => results))
    if (result.report !== null) known.set(result.host, result);
  const finished = documents.flatMap(({ host, digest }) => {
    const result = known.get(host);
    return result?.report?.desiredDigest === digest ? [result] : [];
  });
  const names = new Set(finished.map(({ host }) => host));
  const left = documents.filter(({ host }) => !names.has(host));
  return success({ finished, left }, parts.diagnostics);
}
