import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { parseJson } from '../model/parse-json';
import { failure, success, type Result } from '../model/result';
import type { FileReader } from './ports';

/**
 * Reads a file that a person named; a missing or unreadable one is a diagnostic, not an exception. `whenMissing`: what to do when there is none,
 * for whatever is neither a plan nor a snapshot.
 */
export async function readInputFile(files: FileReader, path: string, whenMissing?: string): Promise<Result<string>> {
  try {
    return success(withoutByteOrderMark(await files.readText(path)));
  } catch (error) {
    const problem = readProblem(error, path);
    const isMissing = isFileSystemError(error) && error.code === 'ENOENT';
    return failure(isMissing && whenMissing !== undefined ? { ...problem, detail: whenMissing } : problem);
  }
}

/** What keeps a file or folder from being read; anything but a file-system error is thrown on. */
export function readProblem(error: unknown, path: string): Diagnostic {
  if (!isFileSystemError(error)) throw error;
  const [why, next] = REASONS.get(error.code ?? '') ?? [error.message, 'Check the path and its permissions.'];
  return errorDiagnostic('cannot-read-file', `Cannot read ${path}: ${why}`, next);
}

/** Why a file cannot be read, and what to do next, by the error of the system. */
const REASONS: ReadonlyMap<string, readonly [why: string, next: string]> = new Map([
  [
    'ENOENT',
    [
      'there is no such file',
      'Correct the path; a relative one starts at the folder in which hpvmctl is run. A plan is made with "hpvmctl plan --out FILE", a snapshot with "hpvmctl discover --host NAME --out FILE".',
    ],
  ],
  ['EISDIR', ['it is a folder', 'Give a file that is in it.']],
  [
    'EACCES',
    ['you may not read it', 'Have its permissions changed (ls -l shows them), or run hpvmctl as a user who may.'],
  ],
  ['ENOTDIR', ['a part of its path is a file, not a folder', 'Correct the path.']],
  [
    'EFBIG',
    ['it holds more than 256 MiB, or has no end', 'Give a file that hpvmctl wrote, or that was written for it.'],
  ],
  ['ENAMETOOLONG', ['its name is longer than any file can have', 'Correct the path.']],
  ['ELOOP', ['its links lead in a circle', 'Give the file itself.']],
]);

/** Reads a file that a person named and parses it as JSON. */
export async function readJsonFile(files: FileReader, path: string): Promise<Result<unknown>> {
  const text = await readInputFile(files, path);
  return text.ok ? parseJsonText(text.value, path) : text;
}

/** Parses the text of a file that a person named as JSON. */
export function parseJsonText(fileText: string, path: string): Result<unknown> {
  const text = withoutByteOrderMark(fileText);
  try {
    return success(parseJson(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const next = /^\s*[[{]/.test(text)
      ? 'Check that it is a whole file as hpvmctl wrote it.'
      : 'Give the JSON that hpvmctl writes with --out or --json; text and Markdown are for reading as they are.';
    return failure(errorDiagnostic('not-json', `${path} is not JSON`, `${error.message}. ${next}`));
  }
}

/** A byte order mark, as editors on Windows put it in front, is not JSON (RFC 8259, section 8.1, lets us ignore it). */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
