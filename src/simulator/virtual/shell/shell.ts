import type { Doing, Kernel, Process, Task } from '../kernel/kernel';
import type { Signal } from '../kernel/signals';
import type { Command, CommandList, Script, SimpleCommand } from '../syntax/syntax-tree';
import type { System } from './system';

/** Why the commands that follow are not carried out. */
export type Flow =
  | { readonly kind: 'break' | 'continue'; readonly levels: number }
  | { readonly kind: 'return' }
  | { readonly kind: 'exit' };

/** The state of one shell process. A subshell gets a copy. */
export interface Shell {
  readonly system: System;
  readonly kernel: Kernel;
  readonly process: Process;
  readonly variables: Map<string, string>;
  readonly exported: Set<string>;
  readonly functions: Map<string, Command>;
  /** `$0`. */
  name: string;
  parameters: readonly string[];
  /** `$$`: the process that the first shell of a family has. */
  readonly rootPid: number;
  status: number;
  lastBackgroundPid: number | null;
  readonly traps: Map<Signal | 'EXIT', string>;
  /** Children that `wait` may ask about. */
  readonly jobs: Map<number, Process>;
  flow: Flow | null;
  loopDepth: number;
  /** Commands refuse to write over files (`set -C`). */
  noClobber: boolean;
  /** Patterns are not looked up among files (`set -f`). */
  noGlob: boolean;
  /** Status of the last command substitution of the command at hand; null: there was none. */
  substituted: number | null;
  readonly interpreter: Interpreter;
}

/** How commands are carried out; builtins and expansions reach it through the shell. */
export interface Interpreter {
  list(shell: Shell, list: CommandList): Doing;
  script(shell: Shell, script: Script): Task;
  /** Carries out the last command of a process: a program takes its place. */
  last(shell: Shell, command: SimpleCommand): Doing;
  /** Output of a script in a subshell, without the line ends at its end. */
  substitute(shell: Shell, script: Script): Task<string>;
  /** Looks a command up as `PATH` says; undefined when there is none. */
  find(shell: Shell, name: string): string | undefined;
  /** Becomes another program; the status it ends with. */
  become(shell: Shell, argv: readonly string[]): Task;
}

/** A copy of a shell for a subshell in another process: caught signals are no longer caught there (POSIX 2.12, 2.14 trap). */
export function forkShell(shell: Shell, process: Process): Shell {
  const traps = new Map([...shell.traps].filter(([, action]) => action === ''));
  return {
    ...shell,
    process,
    variables: new Map(shell.variables),
    exported: new Set(shell.exported),
    functions: new Map(shell.functions),
    traps,
    jobs: new Map(),
    flow: null,
    loopDepth: 0,
  };
}

/** Variables for a program that the shell starts. */
export function environmentOf(shell: Shell): Map<string, string> {
  const environment = new Map<string, string>();
  for (const name of shell.exported) {
    const value = shell.variables.get(name);
    if (value !== undefined) environment.set(name, value);
  }
  return environment;
}
