import { createFileSystem, type FileSystem } from './file-system';
import { inherit, release, type Descriptors } from './open-file';
import { SIGNALS, type Signal } from './signals';

/** Until when a process waits: a moment, or whatever wakes it. */
export type Wait = { readonly untilMs: number } | 'event';

/** What a process does, step by step. It checks what it waited for itself: a wake may come early. */
export type Task<Value = number> = Generator<Wait, Value, undefined>;

/** What was done at once, or what is still to be gone through step by step. Most of what a shell does is done at once. */
export type Doing<Value = number> = Value | Task<Value>;

export interface Process {
  readonly pid: number;
  readonly parent: Process | null;
  text: string;
  readonly descriptors: Descriptors;
  workingFolder: string;
  umask: number;
  readonly ignored: Set<Signal>;
  readonly caught: Set<Signal>;
  /** Signals that came and are caught, oldest first. */
  readonly pending: Signal[];
  /** `$?` of it once it has ended; null while it runs. */
  status: number | null;
  /** The signal that ended it. */
  endedBy: Signal | null;
  task: Task | null;
  wakeMs: number | null;
  isReady: boolean;
}

/** Processes on one clock. Deterministic: those that can go on do so in the order of their numbers, then time moves. */
export interface Kernel {
  readonly files: FileSystem;
  nowMs: number;
  /** When the machine was booted last. */
  bootedMs: number;
  nextProcessId: number;
  readonly processes: Map<number, Process>;
  spawn(parent: Process | null, text: string, descriptors: Descriptors, start: (process: Process) => Task): Process;
  wake(process: Process): void;
  signal(process: Process, signal: Signal): void;
  /** Ends every process at once, without a trace. */
  killAll(): void;
  /** Calls back at a moment; returns what calls that off. */
  at(timeMs: number, callback: () => void): () => void;
  /** Lets every process go on that can, without moving time; false when none could. */
  runReady(): boolean;
  /** Moves time to the next moment anybody waits for; false when nobody waits for one. */
  advance(): boolean;
}

/** How long a machine has been up that begins to be looked at. */
const UPTIME_MS = 30 * 86_400_000;

/** Commands one process may carry out without waiting: more is a loop that never ends. */
const MOST_TURNS_AT_ONE_MOMENT = 200_000;

interface Alarm {
  readonly atMs: number;
  readonly sequence: number;
  readonly process: Process | null;
  readonly callback: (() => void) | null;
}

/** Starts a machine without processes. `onReady` is told that somebody can go on, `onEnd` that a process has ended. */
export function createKernel(startMs: number, onReady: () => void, onEnd: (process: Process) => void): Kernel {
  const ready = new Set<Process>();
  let alarms: Alarm[] = [];
  let sequence = 0;
  let turns = 0;

  const schedule = (atMs: number, process: Process | null, callback: (() => void) | null): Alarm => {
    sequence += 1;
    const alarm = { atMs, sequence, process, callback };
    let index = alarms.length;
    // Latest first: the next one is taken from the end.
    while (index > 0 && (alarms[index - 1]?.atMs ?? 0) <= atMs) index -= 1;
    alarms.splice(index, 0, alarm);
    return alarm;
  };

  const end = (process: Process, status: number, signal: Signal | null): void => {
    if (process.status !== null) return;
    process.status = status;
    process.endedBy = signal;
    process.task = null;
    ready.delete(process);
    kernel.processes.delete(process.pid);
    const { descriptors } = process;
    for (let index = 0; index < descriptors.length; index += 1) {
      const file = descriptors[index];
      if (file === undefined) continue;
      descriptors[index] = undefined;
      release(file);
    }
    if (process.parent !== null) kernel.wake(process.parent);
    onEnd(process);
  };

  const step = (process: Process): void => {
    process.isReady = false;
    ready.delete(process);
    process.wakeMs = null;
    const { task } = process;
    if (task === null) return;
    const result = task.next();
    // A killed process stands still wherever it was; what it said last does not count.
    if (process.status !== null) return;
    if (result.done === true) {
      end(process, result.value, null);
      return;
    }
    if (result.value === 'event') return;
    const { untilMs } = result.value;
    process.wakeMs = untilMs;
    if (untilMs <= kernel.nowMs) kernel.wake(process);
    else schedule(untilMs, process, null);
  };

  const kernel: Kernel = {
    files: createFileSystem(() => kernel.nowMs),
    nowMs: startMs,
    bootedMs: startMs - UPTIME_MS,
    nextProcessId: 1001,
    processes: new Map(),
    spawn: (parent, text, descriptors, start) => {
      while (kernel.processes.has(kernel.nextProcessId)) kernel.nextProcessId += 1;
      const process: Process = {
        pid: kernel.nextProcessId,
        parent,
        text,
        descriptors,
        workingFolder: parent?.workingFolder ?? '/',
        umask: parent?.umask ?? 0o022,
        ignored: new Set(parent?.ignored),
        caught: new Set(),
        pending: [],
        status: null,
        endedBy: null,
        task: null,
        wakeMs: null,
        isReady: false,
      };
      kernel.nextProcessId += 1;
      kernel.processes.set(process.pid, process);
      process.task = start(process);
      kernel.wake(process);
      return process;
    },
    wake: (process) => {
      if (process.status !== null || process.isReady) return;
      process.isReady = true;
      ready.add(process);
      onReady();
    },
    signal: (process, signal) => {
      if (process.status !== null) return;
      if (signal !== 'KILL') {
        if (process.ignored.has(signal)) return;
        if (process.caught.has(signal)) {
          process.pending.push(signal);
          kernel.wake(process);
          return;
        }
      }
      end(process, 128 + SIGNALS[signal], signal);
    },
    killAll: () => {
      for (const process of [...kernel.processes.values()].reverse()) end(process, 128 + SIGNALS.KILL, 'KILL');
    },
    at: (timeMs, callback) => {
      const alarm = schedule(timeMs, null, callback);
      return () => {
        alarms = alarms.filter((each) => each !== alarm);
      };
    },
    runReady: () => {
      if (ready.size === 0) return false;
      while (ready.size > 0) {
        const round = ready.size === 1 ? [...ready] : [...ready].sort((left, right) => left.pid - right.pid);
        for (const process of round) {
          turns += 1;
          if (turns > MOST_TURNS_AT_ONE_MOMENT)
            throw new Error(`process ${process.pid} (${process.text}) turns in a circle`);
          if (process.isReady) step(process);
        }
      }
      return true;
    },
    advance: () => {
      for (;;) {
        const alarm = alarms.pop();
        if (alarm === undefined) return false;
        const { process, callback } = alarm;
        if (process !== null && (process.status !== null || process.wakeMs !== alarm.atMs)) continue;
        turns = 0;
        kernel.nowMs = Math.max(kernel.nowMs, alarm.atMs);
        if (process !== null) kernel.wake(process);
        else callback?.();
        if (alarms.at(-1)?.atMs !== alarm.atMs) return true;
      }
    },
  };
  return kernel;
}

/** Waits until a moment has come; signals that are caught do not shorten it unless `isInterruptible`. */
export function* sleepUntil(kernel: Kernel, untilMs: number, isInterruptible?: () => boolean): Task<undefined> {
  while (kernel.nowMs < untilMs && isInterruptible?.() !== true) yield { untilMs };
}

/** Stands still for ever: the process has been ended while it was at work. */
export function* standStill(): Task<never> {
  for (;;) yield 'event';
}

/** Stands still for ever if the process has been ended while it was at work. */
export function* whileAlive(process: Process): Task<undefined> {
  while (process.status !== null) yield 'event';
}

/** Descriptors of a child of this process. */
export function inheritedDescriptors(process: Process): Descriptors {
  return inherit(process.descriptors);
}
