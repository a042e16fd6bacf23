import { absolutePath, findNode } from '../kernel/file-system';
import type { Doing, Task } from '../kernel/kernel';
import { complain } from '../shell/complain';
import type { Shell } from '../shell/shell';
import { print, unknownUse } from './builtin';

const NAME = /^[A-Za-z_]\w*$/;

/** `export name[=value]...` */
export function exportNames(shell: Shell, args: readonly string[]): number {
  if (args.length === 0) throw unknownUse('export', args);
  for (const arg of args) {
    const [name = ''] = arg.split('=', 1);
    if (!NAME.test(name)) throw unknownUse('export', args);
    if (arg.length > name.length) shell.variables.set(name, arg.slice(name.length + 1));
    shell.exported.add(name);
  }
  return 0;
}

/** `unset [-v] name...`, `unset -f name...` */
export function unset(shell: Shell, args: readonly string[]): number {
  const isFunction = args[0] === '-f';
  const names = isFunction || args[0] === '-v' ? args.slice(1) : args;
  for (const name of names) {
    if (!NAME.test(name)) throw unknownUse('unset', args);
    if (isFunction) shell.functions.delete(name);
    else {
      shell.variables.delete(name);
      shell.exported.delete(name);
    }
  }
  return 0;
}

/** `set -- word...`, `set word...`, and the options C and f. */
export function setOptions(shell: Shell, args: readonly string[]): number {
  const rest = [...args];
  if (rest.length === 0) throw unknownUse('set', args);
  for (let option = rest[0]; option !== undefined && /^[-+]/.test(option); option = rest[0]) {
    rest.shift();
    if (option === '--') {
      shell.parameters = rest;
      return 0;
    }
    if (option === '-C' || option === '+C') shell.noClobber = option === '-C';
    else if (option === '-f' || option === '+f') shell.noGlob = option === '-f';
    else throw unknownUse('set', args);
  }
  if (rest.length > 0) shell.parameters = rest;
  return 0;
}

/** `shift [n]` */
export function shift(shell: Shell, args: readonly string[]): Doing {
  const count = Number(args[0] ?? '1');
  if (!Number.isInteger(count) || count < 0) throw unknownUse('shift', args);
  if (count > shell.parameters.length) return shiftedTooFar(shell);
  shell.parameters = shell.parameters.slice(count);
  return 0;
}

function* shiftedTooFar(shell: Shell): Task {
  yield* complain(shell, "shift: can't shift that many");
  shell.status = 2;
  shell.flow = { kind: 'exit' };
  return 2;
}

/** `umask [octal]` */
export function umask(shell: Shell, args: readonly string[]): Doing {
  const [mask] = args;
  if (mask === undefined) return print(shell, 'umask', `${shell.process.umask.toString(8).padStart(4, '0')}\n`);
  if (!/^[0-7]{1,4}$/.test(mask)) throw unknownUse('umask', args);
  shell.process.umask = parseInt(mask, 8);
  return 0;
}

/** `cd folder` */
export function* cd(shell: Shell, args: readonly string[]): Task {
  const [folder] = args;
  if (folder === undefined || args.length > 1 || folder.startsWith('-')) throw unknownUse('cd', args);
  const path = absolutePath(shell.process.workingFolder, folder);
  if (findNode(shell.kernel.files, path)?.kind !== 'folder') {
    yield* complain(shell, `cd: can't cd to ${folder}`);
    return 2;
  }
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  shell.process.workingFolder = `/${names.join('/')}`;
  shell.variables.set('PWD', shell.process.workingFolder);
  return 0;
}

/** `pwd` */
export function pwd(shell: Shell, args: readonly string[]): Doing {
  if (args.length > 0) throw unknownUse('pwd', args);
  return print(shell, 'pwd', `${shell.process.workingFolder}\n`);
}
