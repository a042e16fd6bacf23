import { inheritedDescriptors, type Task } from '../kernel/kernel';
import { release } from '../kernel/open-file';
import { assignedValues } from './assign';
import { complain } from './complain';
import { findProgramIn } from './find-program';
import { redirect, type ExpandedRedirection } from './redirect';
import { runProgram } from './run-program';
import type { Line } from './run-simple';
import { environmentOf, type Shell } from './shell';

/** Looks a command up; undefined when there is no file to run. */
export function findProgram(shell: Shell, name: string): string | undefined {
  return findProgramIn(shell.kernel.files, shell.process.workingFolder, shell.variables.get('PATH') ?? '', name);
}

/** Becomes a program: the shell is gone, its signals are no longer caught. */
export function* become(
  shell: Shell,
  argv: readonly string[],
  overlay?: ReadonlyMap<string, string>,
  redirections: readonly ExpandedRedirection[] = [],
): Task {
  const { process, system } = shell;
  const path = findProgram(shell, argv[0] ?? '');
  const environment = (): Map<string, string> => new Map([...environmentOf(shell), ...(overlay ?? [])]);
  process.text = argv.join(' ');
  process.caught.clear();
  shell.traps.clear();
  return yield* runProgram(system, process, path, argv, environment, redirections);
}

/** Runs a program in a process of its own, or in this one when it `isLast`. */
export function* runExternal(shell: Shell, { command, argv, redirections }: Line, isLast: boolean): Task {
  const overlay = yield* assignedValues(shell, command);
  const { process, system, kernel } = shell;
  if (isLast) {
    const error = redirect(shell, process, process.descriptors, redirections);
    if (error === null) return yield* become(shell, argv, overlay, redirections);
    yield* complain(shell, error);
    return 1;
  }
  const descriptors = inheritedDescriptors(process);
  const error = redirect(shell, process, descriptors, redirections);
  if (error !== null) {
    for (const file of descriptors) if (file !== undefined) release(file);
    yield* complain(shell, error);
    return 1;
  }
  const path = findProgram(shell, argv[0] ?? '');
  const environment = (): Map<string, string> => new Map([...environmentOf(shell), ...overlay]);
  const child = kernel.spawn(process, argv.join(' '), descriptors, (made) =>
    runProgram(system, made, path, argv, environment, redirections),
  );
  while (child.status === null) yield 'event';
  return child.status;
}
