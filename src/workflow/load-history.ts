import { historyAfter, NO_HISTORY, readHistory, type DriftHistory, type SeenHost } from '../drift/drift-history';
import { success, type Result } from '../model/result';
import type { FileReader } from './ports';
import { readInputFile } from './read-input-file';

/** Loads the history that `hpvmctl drift --history` keeps. One that is not there yet is empty. */
export async function loadHistory(files: FileReader, path: string): Promise<Result<DriftHistory>> {
  if ((await files.kindOf(path)) === 'missing') return success(NO_HISTORY);
  const text = await readInputFile(files, path);
  return text.ok ? readHistory(text.value, path) : text;
}

/** Loads a history, and puts into it what was seen since: only of these hosts it changes. */
export async function loadHistoryAfter(
  files: FileReader,
  path: string,
  seen: readonly SeenHost[],
): Promise<Result<DriftHistory>> {
  const history = await loadHistory(files, path);
  return history.ok ? success(historyAfter(history.value, seen)) : history;
}
