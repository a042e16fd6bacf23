import type { FileError } from '../kernel/file-system';
import { whileAlive, type Doing, type Task } from '../kernel/kernel';
import { writeTo } from '../kernel/open-file';
import { errorText } from '../kernel/streams';
import { complain } from '../shell/complain';
import type { Shell } from '../shell/shell';

/** A command within the shell. Special ones keep their assignments, and an error of theirs ends the shell (POSIX 2.14). */
export interface Builtin {
  readonly isSpecial: boolean;
  run(shell: Shell, args: readonly string[]): Doing;
}

/** Prints on standard output; status 1, with a message, when it could not. */
export function print(shell: Shell, name: string, bytes: string): Doing {
  if (bytes === '') return 0;
  const { kernel, process } = shell;
  const error = writeTo(kernel.files, process.descriptors[1], bytes);
  return error === null && process.status === null ? 0 : notPrinted(shell, name, error);
}

function* notPrinted(shell: Shell, name: string, error: FileError | null): Task {
  if (error === 'EPIPE') shell.kernel.signal(shell.process, 'PIPE');
  yield* whileAlive(shell.process);
  if (error === null) return 0;
  yield* complain(shell, `${name}: write error: ${errorText(error)}`);
  return 1;
}

/** An option or operand of a builtin that this shell does not have. */
export function unknownUse(name: string, args: readonly string[]): Error {
  return new Error(`the virtual shell does not know this use of ${name}: ${[name, ...args].join(' ')}`);
}
