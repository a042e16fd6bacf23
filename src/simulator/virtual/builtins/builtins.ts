import type { Builtin } from './builtin';
import { breakOut, exit, goOn, goBack } from './control';
import { echo, printf } from './printing';
import { kill, trap, wait } from './processes';
import { readLine } from './read';
import { command, evaluate, execute, source } from './running';
import { test } from './test';
import { cd, exportNames, pwd, setOptions, shift, umask, unset } from './variables';

const regular = (run: Builtin['run']): Builtin => ({ isSpecial: false, run });
const special = (run: Builtin['run']): Builtin => ({ isSpecial: true, run });

/** Every builtin by name. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', special(() => 0)],
  ['.', special(source)],
  ['break', special(breakOut)],
  ['continue', special(goOn)],
  ['eval', special(evaluate)],
  ['exec', special(execute)],
  ['exit', special(exit)],
  ['export', special(exportNames)],
  ['return', special(goBack)],
  ['set', special(setOptions)],
  ['shift', special(shift)],
  ['trap', special(trap)],
  ['unset', special(unset)],
  ['true', regular(() => 0)],
  ['false', regular(() => 1)],
  ['[', regular((shell, args) => test(shell, args, true))],
  ['test', regular((shell, args) => test(shell, args, false))],
  ['cd', regular(cd)],
  ['command', regular(command)],
  ['echo', regular(echo)],
  ['kill', regular(kill)],
  ['printf', regular(printf)],
  ['pwd', regular(pwd)],
  ['read', regular(readLine)],
  ['umask', regular(umask)],
  ['wait', regular(wait)],
]);
