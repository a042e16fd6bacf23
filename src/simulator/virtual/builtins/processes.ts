import type { Doing, Process, Task } from '../kernel/kernel';
import { parseSignal, SIGNALS, type Signal } from '../kernel/signals';
import { complain } from '../shell/complain';
import type { Shell } from '../shell/shell';
import { runTraps } from '../shell/traps';
import { unknownUse } from './builtin';

/** `trap`, `trap action signal...`, `trap - signal...`, `trap '' signal...` */
export function trap(shell: Shell, args: readonly string[]): number {
  const [action, ...names] = args[0] === '--' ? args.slice(1) : args;
  if (action === undefined || names.length === 0) throw unknownUse('trap', args);
  for (const name of names) {
    const signal = name === '0' || name === 'EXIT' ? 'EXIT' : parseSignal(name);
    if (signal === undefined || signal === 'KILL') throw unknownUse('trap', args);
    setTrap(shell, signal, action);
  }
  return 0;
}

function setTrap(shell: Shell, signal: Signal | 'EXIT', action: string): void {
  if (action === '-') shell.traps.delete(signal);
  else shell.traps.set(signal, action);
  if (signal === 'EXIT') return;
  const { ignored, caught } = shell.process;
  ignored.delete(signal);
  caught.delete(signal);
  if (action === '') ignored.add(signal);
  else if (action !== '-') caught.add(signal);
}

/** `wait [pid...]`: a signal that is caught ends the waiting, with a status above 128. */
export function* wait(shell: Shell, args: readonly string[]): Task {
  if (args.length === 0) {
    for (const job of shell.jobs.values()) {
      const signal = yield* waitOrSignal(shell, job);
      if (signal !== null) return 128 + SIGNALS[signal];
    }
    shell.jobs.clear();
    return 0;
  }
  let status = 127;
  for (const arg of args) {
    if (!/^[0-9]+$/.test(arg)) throw unknownUse('wait', args);
    const job = shell.jobs.get(Number(arg));
    if (job === undefined) {
      status = 127;
      continue;
    }
    const signal = yield* waitOrSignal(shell, job);
    if (signal !== null) return 128 + SIGNALS[signal];
    shell.jobs.delete(job.pid);
    status = job.status ?? 0;
  }
  return status;
}

function* waitOrSignal(shell: Shell, job: Process): Task<Signal | null> {
  for (;;) {
    const [signal] = shell.process.pending;
    if (signal !== undefined) {
      shell.status = 128 + SIGNALS[signal];
      yield* runTraps(shell);
      return signal;
    }
    if (job.status !== null) return null;
    yield 'event';
  }
}

/** `kill [-signal] pid...`, `kill -0 pid`, `kill -s signal pid...` */
export function kill(shell: Shell, args: readonly string[]): Doing {
  const [first = '', ...rest] = args;
  let targets: readonly string[] = args;
  let signal: Signal | '0' | undefined = 'TERM';
  if (first === '-s') {
    signal = rest[0] === '0' ? '0' : parseSignal(rest[0] ?? '');
    targets = rest.slice(1);
  } else if (first.startsWith('-') && first !== '--') {
    signal = first === '-0' ? '0' : parseSignal(first.slice(1));
    targets = rest;
  }
  if (targets[0] === '--') targets = targets.slice(1);
  if (signal === undefined || targets.length === 0) throw unknownUse('kill', args);
  return signalAll(shell, args, targets, signal);
}

function signalAll(shell: Shell, args: readonly string[], targets: readonly string[], signal: Signal | '0'): Doing {
  const isThere = (target: string): boolean => /^[0-9]+$/.test(target) && shell.kernel.processes.has(Number(target));
  return signal === '0' && targets.every(isThere) ? 0 : signalEach(shell, args, targets, signal);
}

function* signalEach(shell: Shell, args: readonly string[], targets: readonly string[], signal: Signal | '0'): Task {
  let status = 0;
  for (const target of targets) {
    if (!/^[0-9]+$/.test(target)) {
      if (!/^-/.test(target)) {
        yield* complain(shell, `kill: ${target}: no such process`);
        status = 1;
        continue;
      }
      throw unknownUse('kill', args);
    }
    const process = shell.kernel.processes.get(Number(target));
    if (process === undefined) {
      yield* complain(shell, `kill: (${target}) - No such process`);
      status = 1;
    } else if (signal !== '0') {
      shell.kernel.signal(process, signal);
      while (shell.process.status !== null) yield 'event';
    }
  }
  return status;
}
