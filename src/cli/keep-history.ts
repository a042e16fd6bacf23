import type { SeenHost } from '../drift/drift-history';
import { printableText } from '../review/printable-text';
import { loadHistoryAfter } from '../workflow/load-history';
import type { Ports } from '../workflow/ports';
import type { CliContext } from './context';
import { noteDiagnostics } from './note-diagnostics';
import { jsonFileText, saveFile, withSavedFile } from './save-file';

/**
 * Writes what was seen into a history, as it is by now, while no other sweep does: several may keep theirs in one file. When that fails
 * says so and gives false.
 */
export async function keepHistory(
  context: CliContext,
  { files, surroundings }: Pick<Ports, 'files' | 'surroundings'>,
  path: string,
  seen: readonly SeenHost[],
): Promise<boolean> {
  const onWait = (lock: string): void =>
    context.note(`Waiting for another sweep that writes ${printableText(path)} (${printableText(lock)})\n`);
  const waiting = { pause: (durationMs: number) => surroundings.pause(durationMs), onWait };
  for (;;) {
    const isKept = await withSavedFile(context, path, waiting, async (isHeld) => {
      const history = await loadHistoryAfter(files, path, seen);
      noteDiagnostics(context, history.diagnostics);
      if (!history.ok) return false;
      // Stopped for so long that others took over: what they wrote is not in this history.
      if (!(await isHeld())) return undefined;
      return saveFile(context, path, jsonFileText(history.value), 'the drift history');
    });
    if (isKept !== undefined) return isKept;
  }
}
