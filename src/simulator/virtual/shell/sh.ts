import { absolutePath, findNode } from '../kernel/file-system';
import type { Task } from '../kernel/kernel';
import { readAll } from '../kernel/streams';
import { parseWhole } from '../syntax/parse-script';
import { complain } from './complain';
import { ExpansionError } from './parameter-operators';
import { INTERPRETER } from './interpreter';
import type { Shell } from './shell';
import type { Program, ProgramCall } from './system';
import { runExitTrap } from './traps';

/** `sh -s [word...]`, `sh -c text [name [word...]]`, `sh file [word...]`, and `sh` with the script on standard input. */
export const sh: Program = function* (call) {
  const [first, second, ...rest] = call.args;
  if (first === '-c') {
    if (second === undefined) throw new Error('the virtual shell needs a text behind -c');
    const [name = 'sh', ...words] = rest;
    const shell = createShell(call, name, words);
    return yield* toTheEnd(shell, () => INTERPRETER.script(shell, parseWhole(second)));
  }
  if (first === undefined || first === '-s') {
    const shell = createShell(call, 'sh', call.args.slice(1));
    return yield* toTheEnd(shell, () => runInput(shell));
  }
  if (/^[-+]/.test(first)) throw new Error(`the virtual shell does not know sh ${call.args.join(' ')}`);
  const shell = createShell(call, first, call.args.slice(1));
  const node = findNode(call.kernel.files, absolutePath(call.process.workingFolder, first));
  if (node?.kind === 'file') return yield* toTheEnd(shell, () => INTERPRETER.script(shell, parseWhole(node.data)));
  yield* complain(shell, `cannot open ${first}`);
  return 127;
};

function createShell(call: ProgramCall, name: string, parameters: readonly string[]): Shell {
  const variables = call.environment();
  const exported = new Set(variables.keys());
  variables.set('IFS', ' \t\n');
  return {
    system: call.system,
    kernel: call.kernel,
    process: call.process,
    variables,
    exported,
    functions: new Map(),
    name,
    parameters,
    rootPid: call.process.pid,
    status: 0,
    lastBackgroundPid: null,
    traps: new Map(),
    jobs: new Map(),
    flow: null,
    loopDepth: 0,
    noClobber: false,
    noGlob: false,
    substituted: null,
    interpreter: INTERPRETER,
  };
}

function* toTheEnd(shell: Shell, run: () => Task): Task {
  try {
    yield* run();
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    yield* complain(shell, error.message);
    shell.status = 2;
  }
  return yield* runExitTrap(shell);
}

/** Carries out standard input line by line: what a command reads of it is no script any more (POSIX sh, INPUT FILES). */
function* runInput(shell: Shell): Task {
  const { process, kernel } = shell;
  const at = process.descriptors[0]?.at;
  if (at?.kind !== 'file') return yield* INTERPRETER.script(shell, parseWhole(yield* readAll(kernel, process, 0)));
  for (;;) {
    const begin = at.offset;
    const text = at.node.data.slice(begin);
    const script = parseWhole(text);
    let isMoved = false;
    for (const line of script.lines) {
      const end = begin + line.end + (text[line.end] === '\n' ? 1 : 0);
      at.offset = end;
      const doing = INTERPRETER.list(shell, line.list);
      if (typeof doing !== 'number') yield* doing;
      if (shell.flow !== null) return shell.status;
      isMoved = at.offset !== end;
      if (isMoved) break;
    }
    if (isMoved) continue;
    at.offset = at.node.data.length;
    if (script.error === null) return shell.status;
    yield* complain(shell, script.error);
    shell.status = 2;
    return 2;
  }
}
