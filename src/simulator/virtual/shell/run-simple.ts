import type { Builtin } from '../builtins/builtin';
import { standStill, type Doing, type Task } from '../kernel/kernel';
import type { Command, SimpleCommand } from '../syntax/syntax-tree';
import { assign, type Restore } from './assign';
import { complain } from './complain';
import { expandFields } from './expansion';
import { expandRedirections, redirectForNow, type ExpandedRedirection, type Redirected } from './redirect';
import { runExternal } from './run-external';
import type { Shell } from './shell';
import { report, type Action } from './system';

/** Commands without any wait in between: more is a loop that never ends. */
const MOST_COMMANDS_AT_ONE_MOMENT = 1_000_000;

/** What a simple command may lead to. */
export interface Ways {
  findBuiltin(name: string): Builtin | undefined;
  run(shell: Shell, command: Command): Doing;
}

/** A command line whose words were expanded. */
export interface Line {
  readonly command: SimpleCommand;
  readonly argv: readonly string[];
  readonly redirections: readonly ExpandedRedirection[];
}

/** Runs a simple command. `isLast`: the process has nothing else to do, so that a program takes its place. */
export function runSimple(shell: Shell, command: SimpleCommand, ways: Ways, isLast: boolean): Doing {
  countCommand(shell);
  shell.substituted = null;
  const argv = expandFields(shell, command.words);
  if (!Array.isArray(argv)) return runExpanded(shell, command, ways, isLast, argv, null);
  const redirections = expandRedirections(shell, command.redirections);
  if (!('length' in redirections)) return runExpanded(shell, command, ways, isLast, argv, redirections);
  return runLine(shell, { command, argv, redirections }, ways, isLast);
}

function* runExpanded(
  shell: Shell,
  command: SimpleCommand,
  ways: Ways,
  isLast: boolean,
  words: Doing<string[]>,
  targets: Task<readonly ExpandedRedirection[]> | null,
): Task {
  const argv = Array.isArray(words) ? words : yield* words;
  const expanded = targets ?? expandRedirections(shell, command.redirections);
  const redirections = 'length' in expanded ? expanded : yield* expanded;
  const doing = runLine(shell, { command, argv, redirections }, ways, isLast);
  return typeof doing === 'number' ? doing : yield* doing;
}

function runLine(shell: Shell, line: Line, ways: Ways, isLast: boolean): Doing {
  const [name] = line.argv;
  if (name === undefined) return runBare(shell, line);
  const builtin = ways.findBuiltin(name);
  if (builtin?.isSpecial !== true) {
    const body = shell.functions.get(name);
    if (body !== undefined) return runFunction(shell, line, body, ways);
  }
  return builtin === undefined ? runExternal(shell, line, isLast) : runBuiltin(shell, line, builtin);
}

function runBuiltin(shell: Shell, line: Line, builtin: Builtin): Doing {
  const { system, process } = shell;
  let action: Action | undefined;
  if (system.listeners.size > 0) {
    const { argv, redirections } = line;
    const { pid, parent } = process;
    action = { pid, parentPid: parent?.pid ?? null, argv, kind: 'builtin', redirections, phase: 'before' };
    report(system, action);
    if (process.status !== null) return standStill();
  }
  const restore = assign(shell, line.command, builtin.isSpecial);
  if (restore !== null && typeof restore !== 'function') return runBuiltinLater(shell, line, builtin, action, restore);
  return runAssigned(shell, line, builtin, action, restore);
}

function* runBuiltinLater(
  shell: Shell,
  line: Line,
  builtin: Builtin,
  action: Action | undefined,
  assigning: Task<Restore | null>,
): Task {
  const doing = runAssigned(shell, line, builtin, action, yield* assigning);
  return typeof doing === 'number' ? doing : yield* doing;
}

function runAssigned(
  shell: Shell,
  line: Line,
  builtin: Builtin,
  action: Action | undefined,
  restore: Restore | null,
): Doing {
  const { argv, redirections } = line;
  let redirected = redirections.length === 0 ? null : redirectForNow(shell, redirections);
  if (redirected !== null && redirected.error !== null)
    return endLater(shell, notRedirected(shell, builtin, redirected, redirected.error), null, restore, action);
  const doing = builtin.run(shell, argv.slice(1));
  // `exec` without a command keeps its redirections.
  if (argv.length === 1 && argv[0] === 'exec') redirected = null;
  return typeof doing === 'number'
    ? end(shell, doing, redirected, restore, action)
    : endLater(shell, doing, redirected, restore, action);
}

function end(
  shell: Shell,
  status: number,
  redirected: Redirected | null,
  restore: Restore | null,
  action: Action | undefined,
): Doing {
  redirected?.undo();
  restore?.();
  if (action === undefined) return status;
  report(shell.system, { ...action, phase: 'after', status });
  return shell.process.status === null ? status : standStill();
}

function* endLater(
  shell: Shell,
  doing: Task,
  redirected: Redirected | null,
  restore: Restore | null,
  action: Action | undefined,
): Task {
  const ended = end(shell, yield* doing, redirected, restore, action);
  return typeof ended === 'number' ? ended : yield* ended;
}

function* notRedirected(shell: Shell, builtin: Builtin, redirected: Redirected, error: string): Task {
  redirected.undo();
  yield* complain(shell, error);
  if (!builtin.isSpecial) return 1;
  // POSIX 2.8.1: such an error ends the shell.
  shell.status = 2;
  shell.flow = { kind: 'exit' };
  return 2;
}

function runFunction(shell: Shell, line: Line, body: Command, ways: Ways): Doing {
  const { command, redirections, argv } = line;
  if (command.assignments.length > 0 || redirections.length > 0) return runFunctionLater(shell, line, body, ways);
  const { parameters, loopDepth } = shell;
  shell.parameters = argv.slice(1);
  shell.loopDepth = 0;
  const doing = ways.run(shell, body);
  if (typeof doing !== 'number') return returnLater(shell, doing, parameters, loopDepth);
  return goBack(shell, doing, parameters, loopDepth);
}

function goBack(shell: Shell, status: number, parameters: readonly string[], loopDepth: number): number {
  shell.parameters = parameters;
  shell.loopDepth = loopDepth;
  if (shell.flow?.kind !== 'return') return status;
  shell.flow = null;
  return shell.status;
}

function* returnLater(shell: Shell, doing: Task, parameters: readonly string[], loopDepth: number): Task {
  return goBack(shell, yield* doing, parameters, loopDepth);
}

function* runFunctionLater(shell: Shell, { command, argv, redirections }: Line, body: Command, ways: Ways): Task {
  const assigned = assign(shell, command, false);
  const restore = assigned === null || typeof assigned === 'function' ? assigned : yield* assigned;
  const redirected = redirections.length === 0 ? undefined : redirectForNow(shell, redirections);
  let status = 1;
  if (redirected !== undefined && redirected.error !== null) yield* complain(shell, redirected.error);
  else {
    const { parameters, loopDepth } = shell;
    shell.parameters = argv.slice(1);
    shell.loopDepth = 0;
    const doing = ways.run(shell, body);
    status = goBack(shell, typeof doing === 'number' ? doing : yield* doing, parameters, loopDepth);
  }
  redirected?.undo();
  restore?.();
  return status;
}

function runBare(shell: Shell, { command, redirections }: Line): Doing {
  const assigned = assign(shell, command, true);
  if (assigned !== null && typeof assigned !== 'function') return runBareLater(shell, redirections, assigned);
  return redirections.length === 0 ? (shell.substituted ?? 0) : openOnly(shell, redirections);
}

function* runBareLater(
  shell: Shell,
  redirections: readonly ExpandedRedirection[],
  assigning: Task<Restore | null>,
): Task {
  yield* assigning;
  if (redirections.length === 0) return shell.substituted ?? 0;
  return yield* openOnly(shell, redirections);
}

function* openOnly(shell: Shell, redirections: readonly ExpandedRedirection[]): Task {
  const status = shell.substituted ?? 0;
  const { error, undo } = redirectForNow(shell, redirections);
  undo();
  if (error === null) return status;
  yield* complain(shell, error);
  return 1;
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
