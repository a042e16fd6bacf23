import type { Process, Task } from '../kernel/kernel';
import { inheritedDescriptors } from '../kernel/kernel';
import { createPipe, place } from '../kernel/open-file';
import type { Command, CommandList, CompoundCommand, Script } from '../syntax/syntax-tree';
import type { Builtin } from '../builtins/builtin';
import { BUILTINS } from '../builtins/builtins';
import { ExpansionError, expandFields, expandPattern, expandText } from './expansion';
import { complain } from './complain';
import { matchesPattern } from './pattern';
import { expandRedirections, redirectForNow } from './redirect';
import { forkShell, type Interpreter, type Shell } from './shell';
import { become, findProgram, runSimple } from './run-simple';
import { report } from './system';
import { runTraps, runExitTrap } from './traps';

/** The interpreter of all shells of a machine. */
export const INTERPRETER: Interpreter = { list: runList, script: runScript, substitute, find: findProgram, become };

function* runScript(shell: Shell, script: Script): Task {
  shell.status = 0;
  for (const { list } of script.lines) {
    yield* runList(shell, list);
    if (shell.flow !== null) return shell.status;
  }
  if (script.error !== null) {
    yield* complain(shell, script.error);
    shell.flow = { kind: 'exit' };
    shell.status = 2;
  }
  return shell.status;
}

function* runList(shell: Shell, list: CommandList): Task {
  for (const { command, isAsynchronous, text } of list) {
    if (isAsynchronous) runInBackground(shell, command, text);
    else shell.status = yield* run(shell, command);
    if (shell.process.pending.length > 0) yield* runTraps(shell);
    if (shell.flow !== null) break;
  }
  return shell.status;
}

function* run(shell: Shell, command: Command): Task {
  switch (command.kind) {
    case 'simple':
      return yield* runSimple(shell, command, findBuiltin, run, false);
    case 'function':
      shell.functions.set(command.name, command.body);
      return 0;
    case 'and':
    case 'or': {
      const status = yield* run(shell, command.left);
      if (shell.flow !== null || (status === 0) !== (command.kind === 'and')) return status;
      shell.status = status;
      return yield* run(shell, command.right);
    }
    case 'pipeline': {
      const [only] = command.commands;
      const isAlone = command.commands.length === 1 && only !== undefined;
      const status = isAlone ? yield* run(shell, only) : yield* runPipeline(shell, command.commands);
      return command.isNegated && shell.flow === null ? (status === 0 ? 1 : 0) : status;
    }
    default:
      return yield* runCompound(shell, command);
  }
}

function* runCompound(shell: Shell, command: CompoundCommand): Task {
  if (command.redirections.length === 0) return yield* runBody(shell, command);
  const redirections = yield* expandRedirections(shell, command.redirections);
  const { pid, parent } = shell.process;
  const action = { pid, parentPid: parent?.pid ?? null, argv: [], kind: 'compound', redirections } as const;
  if (shell.system.listeners.size > 0) {
    report(shell.system, { ...action, phase: 'before' });
    while (shell.process.status !== null) yield 'event';
  }
  const { error, undo } = redirectForNow(shell, redirections);
  if (error === null) {
    const status = yield* runBody(shell, command);
    undo();
    if (shell.system.listeners.size > 0) report(shell.system, { ...action, phase: 'after', status });
    while (shell.process.status !== null) yield 'event';
    return status;
  }
  undo();
  yield* complain(shell, error);
  return 1;
}

function* runBody(shell: Shell, command: CompoundCommand): Task {
  switch (command.kind) {
    case 'group':
      return yield* runList(shell, command.body);
    case 'subshell': {
      const child = fork(shell, '( ... )', command.body);
      return yield* waitFor(child);
    }
    case 'if':
      for (const { condition, body } of command.clauses) {
        const status = yield* runList(shell, condition);
        if (shell.flow !== null) return status;
        if (status === 0) return yield* runList(shell, body);
      }
      if (command.otherwise !== null) return yield* runList(shell, command.otherwise);
      return 0;
    case 'loop': {
      let status = 0;
      yield* looped(shell, function* () {
        const condition = yield* runList(shell, command.condition);
        if (shell.flow !== null) return true;
        if ((condition === 0) === command.isUntil) return false;
        status = yield* runList(shell, command.body);
        return true;
      });
      return status;
    }
    case 'for': {
      const words = command.words === null ? [...shell.parameters] : yield* expandFields(shell, command.words);
      let status = 0;
      yield* looped(shell, function* () {
        const word = words.shift();
        if (word === undefined) return false;
        shell.variables.set(command.name, word);
        status = yield* runList(shell, command.body);
        return true;
      });
      return status;
    }
    case 'case': {
      const subject = yield* expandText(shell, command.subject);
      for (const { patterns, body } of command.items) {
        for (const pattern of patterns) {
          if (!matchesPattern(yield* expandPattern(shell, pattern), subject)) continue;
          if (body.length === 0) return 0;
          return yield* runList(shell, body);
        }
      }
      return 0;
    }
  }
}

function* looped(shell: Shell, turn: () => Task<boolean>): Task<undefined> {
  shell.loopDepth += 1;
  while (yield* turn()) {
    const { flow } = shell;
    if (flow === null) continue;
    if (flow.kind === 'return' || flow.kind === 'exit') break;
    shell.flow = flow.levels > 1 ? { ...flow, levels: flow.levels - 1 } : null;
    if (flow.levels > 1 || flow.kind === 'break') break;
  }
  shell.loopDepth -= 1;
}

function* runPipeline(shell: Shell, commands: readonly Command[]): Task {
  const children: Process[] = [];
  let input: ReturnType<typeof createPipe>['reader'] | undefined;
  commands.forEach((command, index) => {
    const pipe = index < commands.length - 1 ? createPipe() : undefined;
    const list = [{ command, isAsynchronous: false, text: '' }];
    children.push(
      fork(shell, 'pipeline', list, (child) => {
        if (input !== undefined) place(child.descriptors, 0, input);
        if (pipe !== undefined) place(child.descriptors, 1, pipe.writer);
      }),
    );
    input = pipe?.reader;
  });
  let status = 0;
  for (const child of children) status = yield* waitFor(child);
  return status;
}

function runInBackground(shell: Shell, command: Command, text: string): void {
  const child = fork(shell, text, [{ command, isAsynchronous: false, text }], ({ descriptors, ignored }) => {
    // Without job control it reads nothing and is not interrupted (POSIX 2.9.3.1, 2.11).
    place(descriptors, 0, { holders: 0, at: { kind: 'null' } });
    ignored.add('INT').add('QUIT');
  });
  shell.jobs.set(child.pid, child);
  shell.lastBackgroundPid = child.pid;
  shell.status = 0;
}

function* substitute(shell: Shell, script: Script): Task<string> {
  const pipe = createPipe();
  pipe.reader.holders += 1;
  const list = script.lines.length === 1 && script.error === null ? script.lines[0]?.list : undefined;
  const child = fork(shell, '$( ... )', list ?? script, (process) => place(process.descriptors, 1, pipe.writer));
  let output = '';
  for (;;) {
    const { at } = pipe.reader;
    if (at.kind !== 'reader') break;
    output += at.pipe.bytes;
    at.pipe.bytes = '';
    if (at.pipe.writers === 0) break;
    at.pipe.waiting.add(() => shell.kernel.wake(shell.process));
    yield 'event';
  }
  shell.substituted = yield* waitFor(child);
  shell.status = shell.substituted;
  if (output.includes('\0')) output = output.replaceAll('\0', '');
  let end = output.length;
  while (output.charCodeAt(end - 1) === 10) end -= 1;
  return output.slice(0, end);
}

function fork(shell: Shell, text: string, body: CommandList | Script, prepare?: (child: Process) => void): Process {
  const { process, kernel } = shell;
  const descriptors = inheritedDescriptors(process);
  return kernel.spawn(process, text, descriptors, (child) => {
    prepare?.(child);
    return runForked(forkShell(shell, child), body);
  });
}

function* runForked(shell: Shell, body: CommandList | Script): Task {
  try {
    if ('lines' in body) yield* runScript(shell, body);
    else {
      const [only] = body;
      const isReplaced = body.length === 1 && only?.isAsynchronous === false && only.command.kind === 'simple';
      if (isReplaced && only.command.kind === 'simple')
        shell.status = yield* runSimple(shell, only.command, findBuiltin, run, true);
      else yield* runList(shell, body);
    }
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    yield* complain(shell, error.message);
    shell.status = 2;
  }
  return yield* runExitTrap(shell);
}

function* waitFor(child: Process): Task {
  while (child.status === null) yield 'event';
  return child.status;
}

function findBuiltin(name: string): Builtin | undefined {
  return BUILTINS.get(name);
}
