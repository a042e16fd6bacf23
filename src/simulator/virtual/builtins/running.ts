import { absolutePath, findNode } from '../kernel/file-system';
import type { Doing, Task } from '../kernel/kernel';
import { complain } from '../shell/complain';
import type { Shell } from '../shell/shell';
import { parseWhole } from '../syntax/parse-script';
import { print, unknownUse } from './builtin';
import { NAMES } from './names';

/** `eval word...` */
export function* evaluate(shell: Shell, args: readonly string[]): Task {
  const text = args.join(' ');
  return text.trim() === '' ? 0 : yield* shell.interpreter.script(shell, parseWhole(text));
}

/** `. file`: a name without a slash is looked up as PATH says. */
export function* source(shell: Shell, args: readonly string[]): Task {
  const [file] = args;
  if (file === undefined || args.length > 1 || !file.includes('/')) throw unknownUse('.', args);
  const node = findNode(shell.kernel.files, absolutePath(shell.process.workingFolder, file));
  if (node?.kind !== 'file') {
    yield* complain(shell, `.: cannot open ${file}`);
    shell.status = 2;
    shell.flow = { kind: 'exit' };
    return 2;
  }
  const status = yield* shell.interpreter.script(shell, parseWhole(node.data));
  if (shell.flow?.kind === 'return') shell.flow = null;
  return status;
}

/** `exec [command...]`: becomes the command; its redirections are carried out by who calls this. */
export function* execute(shell: Shell, args: readonly string[]): Task {
  const [name] = args;
  if (name === undefined) return 0;
  if (name.startsWith('-')) throw unknownUse('exec', args);
  if (shell.interpreter.find(shell, name) === undefined) {
    yield* complain(shell, `exec: ${name}: not found`);
    shell.status = 127;
  } else shell.status = yield* shell.interpreter.become(shell, args);
  shell.flow = { kind: 'exit' };
  return shell.status;
}

/** `command -v name`: what would be run. */
export function command(shell: Shell, args: readonly string[]): Doing {
  const [option, name] = args;
  if (option !== '-v' || name === undefined || args.length !== 2) throw unknownUse('command', args);
  const isKnown = shell.functions.has(name) || NAMES.has(name);
  const found = isKnown ? name : shell.interpreter.find(shell, name);
  return found === undefined ? 127 : print(shell, 'command', `${found}\n`);
}
