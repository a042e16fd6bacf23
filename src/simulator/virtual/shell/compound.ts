import type { Doing, Task } from '../kernel/kernel';
import type { CompoundCommand } from '../syntax/syntax-tree';
import { expandFields, expandPattern, expandText } from './expansion';
import { fork, waitFor } from './fork';
import { matchesPattern } from './pattern';
import type { Shell } from './shell';

type Kind<Name> = Extract<CompoundCommand, { readonly kind: Name }>;

/** Carries out the inside of a compound command, whose own redirections were done. */
export function runBody(shell: Shell, command: CompoundCommand): Doing {
  switch (command.kind) {
    case 'group':
      return shell.interpreter.list(shell, command.body);
    case 'subshell':
      return waitFor(fork(shell, '( ... )', command.body));
    case 'if':
      return runIf(shell, command, 0);
    case 'loop': {
      const turn = (): Doing<boolean> => {
        const condition = shell.interpreter.list(shell, command.condition);
        return typeof condition === 'number' ? afterCondition(condition) : turnLater(condition);
      };
      let status = 0;
      const afterCondition = (condition: number): Doing<boolean> => {
        if (shell.flow !== null) return true;
        if ((condition === 0) === command.isUntil) return false;
        const doing = shell.interpreter.list(shell, command.body);
        if (typeof doing !== 'number') return bodyLater(doing);
        status = doing;
        return true;
      };
      const bodyLater = function* (doing: Task): Task<boolean> {
        status = yield* doing;
        return true;
      };
      const turnLater = function* (condition: Task): Task<boolean> {
        const goesOn = afterCondition(yield* condition);
        return typeof goesOn === 'boolean' ? goesOn : yield* goesOn;
      };
      return looped(shell, turn, () => status);
    }
    case 'for': {
      const words = command.words === null ? [...shell.parameters] : expandFields(shell, command.words);
      return Array.isArray(words) ? runFor(shell, command, words) : runForLater(shell, command, words);
    }
    case 'case': {
      const subject = expandText(shell, command.subject);
      return typeof subject === 'string' ? runCase(shell, command, subject) : runCaseLater(shell, command, subject);
    }
  }
}

function runIf(shell: Shell, command: Kind<'if'>, from: number): Doing {
  for (let at = from; at < command.clauses.length; at += 1) {
    const clause = command.clauses[at];
    if (clause === undefined) break;
    const status = shell.interpreter.list(shell, clause.condition);
    if (typeof status !== 'number') return runIfLater(shell, command, at, status);
    if (shell.flow !== null) return status;
    if (status === 0) return shell.interpreter.list(shell, clause.body);
  }
  return command.otherwise === null ? 0 : shell.interpreter.list(shell, command.otherwise);
}

function* runIfLater(shell: Shell, command: Kind<'if'>, at: number, condition: Task): Task {
  const status = yield* condition;
  if (shell.flow !== null) return status;
  const body = command.clauses[at]?.body;
  const doing =
    status === 0 && body !== undefined ? shell.interpreter.list(shell, body) : runIf(shell, command, at + 1);
  return typeof doing === 'number' ? doing : yield* doing;
}

function runFor(shell: Shell, command: Kind<'for'>, words: readonly string[]): Doing {
  let status = 0;
  let at = 0;
  const bodyLater = function* (doing: Task): Task<boolean> {
    status = yield* doing;
    return true;
  };
  const turn = (): Doing<boolean> => {
    const word = words[at];
    at += 1;
    if (word === undefined) return false;
    shell.variables.set(command.name, word);
    const doing = shell.interpreter.list(shell, command.body);
    if (typeof doing !== 'number') return bodyLater(doing);
    status = doing;
    return true;
  };
  return looped(shell, turn, () => status);
}

function* runForLater(shell: Shell, command: Kind<'for'>, words: Task<string[]>): Task {
  const doing = runFor(shell, command, yield* words);
  return typeof doing === 'number' ? doing : yield* doing;
}

function runCase(shell: Shell, command: Kind<'case'>, subject: string): Doing {
  for (const { patterns, body } of command.items) {
    for (const word of patterns) {
      const pattern = expandPattern(shell, word);
      if (typeof pattern !== 'string') return runCaseLater(shell, command, subject);
      if (matchesPattern(pattern, subject)) return body.length === 0 ? 0 : shell.interpreter.list(shell, body);
    }
  }
  return 0;
}

function* runCaseLater(shell: Shell, command: Kind<'case'>, expanding: Doing<string>): Task {
  const subject = typeof expanding === 'string' ? expanding : yield* expanding;
  for (const { patterns, body } of command.items) {
    for (const word of patterns) {
      const pattern = expandPattern(shell, word);
      if (!matchesPattern(typeof pattern === 'string' ? pattern : yield* pattern, subject)) continue;
      const doing = body.length === 0 ? 0 : shell.interpreter.list(shell, body);
      return typeof doing === 'number' ? doing : yield* doing;
    }
  }
  return 0;
}

/** Takes turns until one says that it was the last, or a command leaves the loop. */
function looped(shell: Shell, turn: () => Doing<boolean>, end: () => number): Doing {
  shell.loopDepth += 1;
  for (;;) {
    const goesOn = turn();
    if (typeof goesOn !== 'boolean') return restOfLoop(shell, turn, end, goesOn);
    if (!goesOn || leavesLoop(shell)) break;
  }
  shell.loopDepth -= 1;
  return end();
}

function* restOfLoop(shell: Shell, turn: () => Doing<boolean>, end: () => number, first: Task<boolean>): Task {
  for (let doing: Doing<boolean> = first; ; doing = turn()) {
    const goesOn = typeof doing === 'boolean' ? doing : yield* doing;
    if (!goesOn || leavesLoop(shell)) break;
  }
  shell.loopDepth -= 1;
  return end();
}

function leavesLoop(shell: Shell): boolean {
  const { flow } = shell;
  if (flow === null) return false;
  if (flow.kind === 'return' || flow.kind === 'exit') return true;
  shell.flow = flow.levels > 1 ? { ...flow, levels: flow.levels - 1 } : null;
  return flow.levels > 1 || flow.kind === 'break';
}
