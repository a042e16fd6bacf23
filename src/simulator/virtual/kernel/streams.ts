import type { FileError } from './file-system';
import type { Kernel, Process, Task } from './kernel';
import { takeBytes, writeTo } from './open-file';

const MESSAGES: Readonly<Record<FileError, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EEXIST: 'File exists',
  ENOTEMPTY: 'Directory not empty',
  ENOSPC: 'No space left on device',
  ELOOP: 'Too many levels of symbolic links',
  EBADF: 'Bad file descriptor',
  EPIPE: 'Broken pipe',
};

/** What a program says about a failed file operation. */
export function errorText(error: FileError): string {
  return MESSAGES[error];
}

/**
 * Writes bytes to a descriptor; null when all were taken. A broken pipe sends SIGPIPE, so the process may be over
 * afterwards.
 */
export function* write(kernel: Kernel, process: Process, descriptor: number, bytes: string): Task<FileError | null> {
  const error = writeTo(kernel.files, process.descriptors[descriptor], bytes);
  if (error === 'EPIPE') kernel.signal(process, 'PIPE');
  while (process.status !== null) yield 'event';
  return error;
}

/** Reads from a descriptor: a line with its end, or what there is; waits for it. Empty: the end of the input. */
export function* read(
  kernel: Kernel,
  process: Process,
  descriptor: number,
  isLine: boolean,
  limit?: number,
): Task<string | null> {
  const file = process.descriptors[descriptor];
  if (file === undefined) return null;
  for (;;) {
    const bytes = takeBytes(file, isLine, limit);
    if (bytes !== null) return bytes;
    if (file.at.kind === 'reader') file.at.pipe.waiting.add(() => kernel.wake(process));
    yield 'event';
  }
}

/** Reads a descriptor to the end of its input. */
export function* readAll(kernel: Kernel, process: Process, descriptor: number): Task<string> {
  let all = '';
  for (;;) {
    const bytes = yield* read(kernel, process, descriptor, false);
    if (bytes === null || bytes === '') return all;
    all += bytes;
  }
}
