import type { SeenHost } from '../drift/drift-history';
import { loadHistoryAfter } from '../workflow/load-history';
import type { FileReader } from '../workflow/ports';
import type { CliContext } from './context';
import { noteDiagnostics } from './note-diagnostics';
import { jsonFileText, saveFile } from './save-file';

/**
 * Writes what was seen into a history, as it is by now: other parts of the fleet may have written theirs since this sweep began. When that fails says so and gives false.
 */
export async function keepHistory(
  context: CliContext,
  files: FileReader,
  path: string,
  seen: readonly SeenHost[],
): Promise<boolean> {
  const history = await loadHistoryAfter(files, path, seen);
  noteDiagnostics(context, history.diagnostics);
  if (!history.ok) return false;
  return saveFile(context, path, jsonFileText(history.value), 'the drift history');
}
