import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import type { FileReader } from './ports';

/** Reads a file that a person named; a missing or unreadable one is a diagnostic, not an exception. */
export async function readInputFile(files: FileReader, path: string): Promise<Result<string>> {
  try {
    return success(await files.readText(path));
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    return failure(
      errorDiagnostic(
        'cannot-read-file',
        `Cannot read ${path}`,
        `${error.message}. Check the path and its permissions.`,
      ),
    );
  }
}

/** Reads a file that a person named and parses it as JSON. */
export async function readJsonFile(files: FileReader, path: string): Promise<Result<unknown>> {
  const text = await readInputFile(files, path);
  if (!text.ok) return text;
  try {
    return success(JSON.parse(text.value) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const next = 'Check that it is a whole file as hpvmctl wrote it.';
    return failure(errorDiagnostic('not-json', `${path} is not JSON`, `${error.message}. ${next}`));
  }
}

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
