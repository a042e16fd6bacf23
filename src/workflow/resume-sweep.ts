import type { HostDrift } from '../fleet/sweep';
import { success, type Result } from '../model/result';
import type { IndexedDesired } from './index-desired';
import { loadSweep, SWEEP_HEAD_MISSING } from './load-sweep';
import type { FileReader } from './ports';

/** A sweep that was begun before, and what is left of it. */
export interface ResumedSweep {
  readonly finished: readonly HostDrift[];
  readonly left: readonly IndexedDesired[];
  /** When the earliest sweep in the file began, ISO 8601, UTC; null: nobody knows. */
  readonly startedAt: string | null;
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
  const results = parts.value.flatMap((part) => part.results);
  const known = new Map(results.map((result) => [keyOf(result.host, result.report?.desiredDigest), result]));
  const finished = documents.flatMap(({ host, digest }) => known.get(keyOf(host, digest)) ?? []);
  const names = new Set(finished.map(({ host }) => host));
  const left = documents.filter(({ host }) => !names.has(host));
  const [startedAt = null] = parts.value.flatMap((part) => part.startedAt ?? []).sort();
  const told = parts.diagnostics.filter(({ code }) => code !== SWEEP_HEAD_MISSING);
  return success({ finished, left, startedAt }, told);
}

function keyOf(host: string, digest: string | undefined): string {
  return `${host} ${digest ?? ''}`;
}
