import type { ExecutionReport } from '../execute/execution-report';
import type { Diagnostic } from '../model/diagnostic';

/** Where a run stands. `left-alone`: it has not ended, and nobody works on it any more. */
export type RunPhase =
  | 'beginning'
  | 'waiting-for-go'
  | 'arming'
  | 'running'
  | 'waiting-for-confirmation'
  | 'saving'
  | 'waiting-for-a-look'
  | 'taking-back'
  | 'left-alone'
  | 'ended';

/** A run as its host tells it at one moment: `hpvmctl status`, formatVersion "1". */
export interface RunStatus {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-run-status';
  readonly host: string;
  readonly runId: string;
  /** Who started it, for people: `user@machine`. */
  readonly owner: string;
  /** Host clock, ISO 8601, UTC, seconds. */
  readonly startedAt: string | null;
  readonly phase: RunPhase;
  readonly execution: ExecutionReport;
  /** Exit code of this host alone: how the run ended; 8 while it has not. */
  readonly exitCode: number;
  /** What reading the host again found, where that was needed to tell. */
  readonly diagnostics: readonly Diagnostic[];
}
