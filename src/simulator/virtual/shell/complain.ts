import type { Task } from '../kernel/kernel';
import { write } from '../kernel/streams';
import type { Shell } from './shell';

/** A message of the shell itself on its standard error. */
export function* complain(shell: Shell, message: string): Task<undefined> {
  yield* write(shell.kernel, shell.process, 2, `${shell.name}: ${message}\n`);
}
