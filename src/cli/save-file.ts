import path from 'node:path';
import { errorDiagnostic } from '../model/diagnostic';
import type { CliContext } from './context';
import { noteDiagnostics } from './note-diagnostics';
import { writeFileAtomic } from './write-file-atomic';

/** Writes a file that the user named, whole or not at all; when that fails says so and gives false. */
export async function saveFile(context: CliContext, file: string, content: string): Promise<boolean> {
  try {
    await writeFileAtomic(path.resolve(context.workingFolder, file), content, context.randomToken());
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
