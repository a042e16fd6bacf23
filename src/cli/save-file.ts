import path from 'node:path';
import { errorDiagnostic } from '../model/diagnostic';
import type { CliContext } from './context';
import { noteDiagnostics } from './note-diagnostics';
import { tryWriting, writeFileAtomic } from './write-file-atomic';

/** Writes a file that the user named, whole or not at all; when that fails says so and gives false. */
export async function saveFile(context: CliContext, file: string, content: string): Promise<boolean> {
  return succeeds(context, file, (absolute) => writeFileAtomic(absolute, content, context.randomToken()));
}

/** Finds out beforehand whether {@link saveFile} can work, and says so when it cannot. Writes nothing that stays. */
export async function canSaveFile(context: CliContext, file: string): Promise<boolean> {
  return succeeds(context, file, (absolute) => tryWriting(absolute, context.randomToken()));
}

async function succeeds(
  context: CliContext,
  file: string,
  write: (absolute: string) => Promise<void>,
): Promise<boolean> {
  try {
    await write(path.resolve(context.workingFolder, file));
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const next = 'Check that the folder exists and that you may write there.';
    noteDiagnostics(context, [
      errorDiagnostic('cannot-write-file', `Cannot write ${file}`, `${error.message}. ${next}`),
    ]);
    return false;
  }
}

/** A document as files hold it: JSON a person can read, with a final line break. */
export function jsonFileText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
