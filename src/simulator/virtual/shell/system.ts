import type { Kernel, Process, Task } from '../kernel/kernel';

/** What a process is about to do or has done. */
export interface Action {
  readonly pid: number;
  readonly parentPid: number | null;
  /** Command and arguments; empty for a compound command, which is reported when it redirects. */
  readonly argv: readonly string[];
  readonly kind: 'builtin' | 'tool' | 'host' | 'script' | 'compound' | 'missing';
  readonly phase: 'before' | 'after';
  readonly redirections: readonly { readonly descriptor: number; readonly operator: string; readonly target: string }[];
  /** Exit status; only after. */
  readonly status?: number;
}

/** Another outcome for a command. */
export interface OutcomeOverride {
  /** Whether the command does its work all the same; default false. */
  readonly takesEffect?: boolean;
  /** Replaces the exit status. */
  readonly status?: number;
  /** Replaces what it prints. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** It never comes back by itself: only a signal ends it. */
  readonly hangs?: boolean;
}

/** Called around every command; what it returns before a command replaces the command's outcome. */
export type ActionListener = (action: Action) => OutcomeOverride | undefined;

/** One program to be carried out in a process. */
export interface ProgramCall {
  readonly system: System;
  readonly kernel: Kernel;
  readonly process: Process;
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly environment: () => Map<string, string>;
}

export type Program = (call: ProgramCall) => Task;

/** What all processes of a machine share. */
export interface System {
  readonly kernel: Kernel;
  readonly tools: Readonly<Record<string, Program>>;
  /** Carries out a simulated HP command by its absolute path. */
  host(path: string, call: ProgramCall): Task;
  /** Virtual ms a program takes. */
  durationMs(kind: 'tool' | 'host', argv: readonly string[]): number;
  readonly listeners: Set<ActionListener>;
  /** Commands carried out since time last moved. */
  readonly busy: { atMs: number; commands: number };
}

/** Tells the listeners; the last override counts. */
export function report(system: System, action: Action): OutcomeOverride | undefined {
  let override: OutcomeOverride | undefined;
  for (const listener of [...system.listeners]) override = listener(action) ?? override;
  return override;
}
