import type { Builtin } from '../builtins/builtin';
import { BUILTINS } from '../builtins/builtins';
import { standStill, type Doing, type Task } from '../kernel/kernel';
import type { Command, CommandList, CompoundCommand, Script } from '../syntax/syntax-tree';
import { runBody } from './compound';
import { complain } from './complain';
import { runInBackground, runPipeline, substitute } from './fork';
import { expandRedirections, redirectForNow, type ExpandedRedirection } from './redirect';
import { become, findProgram } from './run-external';
import { runSimple, type Ways } from './run-simple';
import type { Interpreter, Shell } from './shell';
import { report } from './system';
import { runTraps } from './traps';

type AndOr = Extract<Command, { readonly kind: 'and' | 'or' }>;

/** The interpreter of all shells of a machine. */
export const INTERPRETER: Interpreter = {
  list: runList,
  script: runScript,
  last: (shell, command) => runSimple(shell, command, WAYS, true),
  substitute,
  find: findProgram,
  become,
};

const WAYS: Ways = { findBuiltin: (name: string): Builtin | undefined => BUILTINS.get(name), run };

function* runScript(shell: Shell, script: Script): Task {
  shell.status = 0;
  for (const { list } of script.lines) {
    const doing = runList(shell, list);
    if (typeof doing !== 'number') yield* doing;
    if (shell.flow !== null) return shell.status;
  }
  if (script.error !== null) {
    yield* complain(shell, script.error);
    shell.flow = { kind: 'exit' };
    shell.status = 2;
  }
  return shell.status;
}

function runList(shell: Shell, list: CommandList): Doing {
  for (let at = 0; at < list.length; at += 1) {
    const doing = runItem(shell, list, at);
    if (typeof doing !== 'number') return restOfList(shell, list, at, doing);
    shell.status = doing;
    if (shell.process.pending.length > 0) return restOfList(shell, list, at, doing);
    if (shell.flow !== null) break;
  }
  return shell.status;
}

/** Goes on with a list in whose item `from` there is something to wait for. */
function* restOfList(shell: Shell, list: CommandList, from: number, first: Doing): Task {
  for (let at = from; at < list.length; at += 1) {
    const doing = at === from ? first : runItem(shell, list, at);
    shell.status = typeof doing === 'number' ? doing : yield* doing;
    if (shell.process.pending.length > 0) yield* runTraps(shell);
    if (shell.flow !== null) break;
  }
  return shell.status;
}

function runItem(shell: Shell, list: CommandList, at: number): Doing {
  const item = list[at];
  if (item === undefined) return shell.status;
  if (!item.isAsynchronous) return run(shell, item.command);
  runInBackground(shell, item.command, item.text);
  return shell.status;
}

function run(shell: Shell, command: Command): Doing {
  switch (command.kind) {
    case 'simple':
      return runSimple(shell, command, WAYS, false);
    case 'function':
      shell.functions.set(command.name, command.body);
      return 0;
    case 'and':
    case 'or': {
      const status = run(shell, command.left);
      if (typeof status !== 'number') return runRight(shell, command, status);
      if (shell.flow !== null || (status === 0) !== (command.kind === 'and')) return status;
      shell.status = status;
      return run(shell, command.right);
    }
    case 'pipeline': {
      const [only] = command.commands;
      const isAlone = command.commands.length === 1 && only !== undefined;
      const status = isAlone ? run(shell, only) : runPipeline(shell, command.commands);
      if (!command.isNegated) return status;
      return typeof status === 'number' ? negated(shell, status) : negatedLater(shell, status);
    }
    default:
      return command.redirections.length === 0 ? runBody(shell, command) : runRedirected(shell, command);
  }
}

function* runRight(shell: Shell, { kind, right }: AndOr, left: Task): Task {
  const status = yield* left;
  if (shell.flow !== null || (status === 0) !== (kind === 'and')) return status;
  shell.status = status;
  const doing = run(shell, right);
  return typeof doing === 'number' ? doing : yield* doing;
}

function negated(shell: Shell, status: number): number {
  return shell.flow === null ? (status === 0 ? 1 : 0) : status;
}

function* negatedLater(shell: Shell, doing: Task): Task {
  return negated(shell, yield* doing);
}

function runRedirected(shell: Shell, command: CompoundCommand): Doing {
  const redirections = expandRedirections(shell, command.redirections);
  return 'length' in redirections ? runWith(shell, command, redirections) : runWithLater(shell, command, redirections);
}

function* runWithLater(shell: Shell, command: CompoundCommand, expanding: Task<readonly ExpandedRedirection[]>): Task {
  const doing = runWith(shell, command, yield* expanding);
  return typeof doing === 'number' ? doing : yield* doing;
}

function runWith(shell: Shell, command: CompoundCommand, redirections: readonly ExpandedRedirection[]): Doing {
  const { system, process } = shell;
  const { pid, parent } = process;
  const isHeard = system.listeners.size > 0;
  const action = { pid, parentPid: parent?.pid ?? null, argv: [], kind: 'compound', redirections } as const;
  if (isHeard) {
    report(system, { ...action, phase: 'before' });
    if (process.status !== null) return standStill();
  }
  const { error, undo } = redirectForNow(shell, redirections);
  if (error !== null) {
    undo();
    return complainedOf(shell, error);
  }
  const end = (status: number): Doing => {
    undo();
    if (system.listeners.size > 0) report(system, { ...action, phase: 'after', status });
    return process.status === null ? status : standStill();
  };
  const doing = runBody(shell, command);
  return typeof doing === 'number' ? end(doing) : endLater(doing, end);
}

function* endLater(doing: Task, end: (status: number) => Doing): Task {
  const ended = end(yield* doing);
  return typeof ended === 'number' ? ended : yield* ended;
}

function* complainedOf(shell: Shell, error: string): Task {
  yield* complain(shell, error);
  return 1;
}
