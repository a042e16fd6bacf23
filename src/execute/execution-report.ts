import type { AuditEntry } from './audit';
import type { Diagnostic } from '../model/diagnostic';

/**
 * How carrying a plan out ended. `applied`: every step succeeded. `reverted`: what was done was taken back, as far as the commands
 * say. `revert-failed`: it was not. `failed`: a step failed, or the host refused to
 * begin, and nothing was taken back. `stopped`: on request, between two steps. `locked`: another run holds the host's lock, nothing was changed.
 * `unknown`: the host could not be asked, or a step began and nobody knows how it ended.
 */
export type ExecutionOutcome = 'applied' | 'reverted' | 'revert-failed' | 'failed' | 'stopped' | 'locked' | 'unknown';

/** `unknown`: it may have run; look at the host before running it again. */
export type StepStatus = 'done' | 'failed' | 'not-run' | 'unknown';

/** What the host showed after a command that ended with 0. */
export interface ReadBackReport {
  /** The command line as a person would type it. */
  readonly command: string;
  /** False: the step counts as failed, although its command ended with 0. */
  readonly isShown: boolean;
  /** Last answer, stdout and stderr together, its first 16 KiB. */
  readonly output: string;
}

export interface StepReport {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  /** The command line as a person would type it. */
  readonly command: string;
  readonly status: StepStatus;
  /** null when the step did not run to its end, as far as we know. */
  readonly exitStatus: number | null;
  /** Whole seconds by the host's clock; null when it did not run to its end. */
  readonly seconds: number | null;
  /** First 16 KiB; the rest is in the run folder on the host. */
  readonly stdout: string;
  readonly stderr: string;
  /** Absent when the step has no read-back, or its command did not end with 0. */
  readonly readBack?: ReadBackReport;
}

/** One command that took something back, as it was tried last. */
export interface UndoReport {
  readonly id: string;
  readonly title: string;
  readonly command: string;
  /**
   * `needless`: the host showed what it was to bring about, so it was not run, or not again. `unknown`: it began, and its end was not
   * recorded.
   */
  readonly status: 'done' | 'needless' | 'failed' | 'unknown';
  readonly exitStatus: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command of the way back that is still to be carried out. */
export interface LeftReport {
  readonly id: string;
  readonly title: string;
  readonly command: string;
}

/**
 * What is known of the guard of a run. `armed`: a process of the run was there when it was last looked at, or nothing else is known; `armedUntil`: host clock, ISO 8601,
 * UTC; by then the run is confirmed or taken back. `boot-script-only` and `gone`: it was armed, and no process of the run is left; the boot script stands, or it does not.
 * `unknown`: it was armed, and the records of the run are gone since.
 */
export type GuardReport =
  | { readonly status: 'none' }
  | { readonly status: 'armed'; readonly armedUntil: string }
  | { readonly status: 'boot-script-only' | 'gone' | 'unknown' }
  | { readonly status: 'disarmed' }
  /** The boot script could not be removed: it does nothing more, but it lies there. */
  | { readonly status: 'boot-script-left' };

/** Who holds a host's lock; fields are empty where its owner file says nothing. */
export interface LockHolder {
  readonly owner: string;
  /** ISO 8601, UTC, host clock. */
  readonly since: string;
  readonly runId: string;
  /** Of the runner's shell on the host; null when the file does not say. */
  readonly processId: number | null;
}

/** Result of carrying out a plan on one host, formatVersion "1". */
export interface ExecutionReport {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-report';
  readonly host: string;
  readonly runId: string;
  readonly planDigest: string;
  readonly outcome: ExecutionOutcome;
  /** Present when the outcome is `locked`. */
  readonly lock?: LockHolder;
  readonly steps: readonly StepReport[];
  /** Present when the run's own records, complete and in order, prove that none of its steps began. */
  readonly nothingBegan?: true;
  /** Why the host took the run back (`step:s05`, `no-confirm`, `rebooted`); absent when it did not. */
  readonly revertReason?: string;
  /** The commands that took it back, in their order; empty when it was not taken back. */
  readonly undone: readonly UndoReport[];
  /** What is still to be taken back, in the order in which to do it; absent: nothing, as far as the host has said. */
  readonly leftToTakeBack?: readonly LeftReport[];
  readonly guard: GuardReport;
  /** Who did what to the host, each entry chained to the one before; empty when nothing began there. */
  readonly audit: readonly AuditEntry[];
  /** What a look at the host found when the run asked and was told no (`ready`, `awaiting`, `carried-out`); absent: it never was. */
  readonly refusal?: { readonly question: string; readonly diagnostics: readonly Diagnostic[] };
  /** ISO 8601, UTC, seconds, our clock. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly diagnostics: readonly Diagnostic[];
}
