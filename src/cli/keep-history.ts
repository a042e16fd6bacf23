import { historyAfter, type SeenHost } from '../drift/drift-history';
import { loadHistory } from '../workflow/load-history';
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
  const history = await loadHistory(files, path);
  noteDiagnostics(context, history.diagnostics);
  if (!history.ok) return false;
  return saveFile(context, path, jsonFileText(historyAfter(history.value, seen)), 'the drift history');
}
