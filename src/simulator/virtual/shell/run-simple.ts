import type { Builtin } from '../builtins/builtin';
import { inheritedDescriptors, whileAlive, type Task } from '../kernel/kernel';
import { release } from '../kernel/open-file';
import type { Command, SimpleCommand } from '../syntax/syntax-tree';
import { complain } from './complain';
import { expandFields, expandText } from './expansion';
import { findProgramIn } from './find-program';
import { expandRedirections, redirect, redirectForNow, type ExpandedRedirection } from './redirect';
import { runProgram } from './run-program';
import { environmentOf, type Shell } from './shell';
import { report } from './system';

/** Commands without any wait in between: more is a loop that never ends. */
const MOST_COMMANDS_AT_ONE_MOMENT = 1_000_000;

type Run = (shell: Shell, command: Command) => Task;

/** Runs a simple command. `isLast`: the process has nothing else to do, so that a program takes its place. */
export function* runSimple(
  shell: Shell,
  command: SimpleCommand,
  findBuiltin: (name: string) => Builtin | undefined,
  run: Run,
  isLast: boolean,
): Task {
  countCommand(shell);
  shell.substituted = null;
  const argv = yield* expandFields(shell, command.words);
  const redirections = yield* expandRedirections(shell, command.redirections);
  const [name] = argv;
  if (name === undefined) return yield* runBare(shell, command, redirections);
  const builtin = findBuiltin(name);
  if (builtin?.isSpecial !== true) {
    const body = shell.functions.get(name);
    if (body !== undefined) return yield* runFunction(shell, command, argv, redirections, () => run(shell, body));
  }
  if (builtin !== undefined) return yield* runBuiltin(shell, command, builtin, argv, redirections);
  return yield* runExternal(shell, command, argv, redirections, isLast);
}

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

function* runExternal(
  shell: Shell,
  command: SimpleCommand,
  argv: readonly string[],
  redirections: readonly ExpandedRedirection[],
  isLast: boolean,
): Task {
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

function* runBuiltin(
  shell: Shell,
  command: SimpleCommand,
  builtin: Builtin,
  argv: readonly string[],
  redirections: readonly ExpandedRedirection[],
): Task {
  const { system, process } = shell;
  const isHeard = system.listeners.size > 0;
  const action = {
    pid: process.pid,
    parentPid: process.parent?.pid ?? null,
    argv,
    kind: 'builtin',
    redirections,
  } as const;
  if (isHeard) {
    report(system, { ...action, phase: 'before' });
    yield* whileAlive(process);
  }
  const restore = yield* assign(shell, command, builtin.isSpecial);
  const redirected = redirections.length === 0 ? undefined : redirectForNow(shell, redirections);
  let status: number;
  if (redirected !== undefined && redirected.error !== null) {
    redirected.undo();
    yield* complain(shell, redirected.error);
    status = 1;
    if (builtin.isSpecial) {
      // POSIX 2.8.1: such an error ends the shell.
      shell.status = 2;
      shell.flow = { kind: 'exit' };
      status = 2;
    }
  } else {
    status = yield* builtin.run(shell, argv.slice(1));
    // `exec` without a command keeps its redirections.
    if (!(argv[0] === 'exec' && argv.length === 1)) redirected?.undo();
  }
  restore();
  if (isHeard) {
    report(system, { ...action, phase: 'after', status });
    yield* whileAlive(process);
  }
  return status;
}

function* runFunction(
  shell: Shell,
  command: SimpleCommand,
  argv: readonly string[],
  redirections: readonly ExpandedRedirection[],
  body: () => Task,
): Task {
  const restore = yield* assign(shell, command, false);
  const { parameters, loopDepth } = shell;
  const redirected = redirections.length === 0 ? undefined : redirectForNow(shell, redirections);
  let status = 1;
  if (redirected !== undefined && redirected.error !== null) yield* complain(shell, redirected.error);
  else {
    shell.parameters = argv.slice(1);
    shell.loopDepth = 0;
    status = yield* body();
    if ((shell.flow as Shell['flow'])?.kind === 'return') {
      shell.flow = null;
      status = shell.status;
    }
    shell.parameters = parameters;
    shell.loopDepth = loopDepth;
  }
  redirected?.undo();
  restore();
  return status;
}

function* runBare(shell: Shell, command: SimpleCommand, redirections: readonly ExpandedRedirection[]): Task {
  yield* assign(shell, command, true);
  const status = shell.substituted ?? 0;
  if (redirections.length === 0) return status;
  const { error, undo } = redirectForNow(shell, redirections);
  undo();
  if (error === null) return status;
  yield* complain(shell, error);
  return 1;
}

function* assignedValues(shell: Shell, { assignments }: SimpleCommand): Task<Map<string, string>> {
  const values = new Map<string, string>();
  for (const { name, value } of assignments) values.set(name, yield* expandText(shell, value));
  return values;
}

/** Assigns in the shell; returns what puts the old values back. */
function* assign(shell: Shell, { assignments }: SimpleCommand, isForGood: boolean): Task<() => void> {
  if (assignments.length === 0) return () => undefined;
  const before: (readonly [string, string | undefined])[] = [];
  for (const { name, value } of assignments) {
    before.push([name, shell.variables.get(name)]);
    shell.variables.set(name, yield* expandText(shell, value));
  }
  return () => {
    if (isForGood) return;
    for (const [name, value] of before.reverse()) {
      if (value === undefined) shell.variables.delete(name);
      else shell.variables.set(name, value);
    }
  };
}

function countCommand(shell: Shell): void {
  const { nowMs } = shell.kernel;
  const { busy } = shell.system;
  if (busy.atMs !== nowMs) {
    busy.atMs = nowMs;
    busy.commands = 0;
  }
  busy.commands += 1;
  if (busy.commands > MOST_COMMANDS_AT_ONE_MOMENT)
    throw new Error(`process ${shell.process.pid} (${shell.process.text}) turns in a circle`);
}
