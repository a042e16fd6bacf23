import type { Plan } from '../plan/plan-document';
import type { HostShell } from '../transport/host-shell';
import { compileLauncher } from './compile-launcher';
import { confirmToken } from './confirm-token';
import type { ExecutionReport } from './execution-report';
import { followRun, type ExecutionProgress } from './follow-run';
import { packPlan } from './packed-plan';
import { compileProgram } from './program/compile-program';
import type { ProgramOptions } from './program/program-options';
import { reportOfRun } from './report-of-run';
import { confirmSecondsOf, longestSeconds } from './run-time';
import type { Look } from './answer-questions';
import { utcSeconds } from './utc-seconds';
import { watchRun, type WatchInput } from './watch-run';

export interface ExecutePlanInput {
  readonly plan: Plan;
  readonly planDigest: string;
  readonly shell: HostShell;
  /** Opens a new connection to the same host after the first was lost; absent: a lost connection leaves the outcome unknown. */
  readonly reconnect?: () => Promise<HostShell>;
  /** See `isRunId`. */
  readonly runId: string;
  /** Who carries the plan out, for people: `user@machine`. */
  readonly owner: string;
  /** False: a failed step stops the run, and nothing is taken back. */
  readonly takesBack: boolean;
  /** Seconds the host waits for the confirmation; absent: what the plan's own steps make reasonable. */
  readonly confirmSeconds?: number;
  /** Absolute path of the sudo that gives commands the rights of root; absent: the login has them. */
  readonly sudo?: string;
  /**
   * Looks at the host when the run asks. `ready`: under the lock, is it still what the plan was made from? `awaiting`: can one log in anew, and is
   * it what the plan makes of it? `carried-out`: is it saved as well? Absent: always yes.
   */
  readonly look?: Look;
  readonly now: () => Date;
  /** Waits between two looks at the host. */
  readonly pause?: (durationMs: number) => Promise<void>;
  readonly onProgress?: (progress: ExecutionProgress) => void;
  /** Aborting asks the host to take back what it did, or, without a guard, to stop where nothing is half done. */
  readonly stopSignal?: AbortSignal;
}

/**
 * Carries a plan out on its host and reports what is known to have happened.
 *
 * The host works, guards itself and takes back on its own; we only watch, and answer its questions. When the connection is lost we reconnect with growing
 * pauses and go on reading until the run has ended, or until the time that it may take at most is over. A run that turns out
 * not to have begun is prevented from ever beginning; one that nobody works on any more is taken back. Connection failures become the outcome `unknown` with a
 * diagnostic, never an exception.
 */
export async function executePlan(input: ExecutePlanInput): Promise<ExecutionReport> {
  const { plan, runId, takesBack, now } = input;
  const startedAt = utcSeconds(now());
  const confirmSeconds = input.confirmSeconds ?? confirmSecondsOf(plan);
  const options: ProgramOptions = {
    runId,
    planDigest: input.planDigest,
    owner: input.owner,
    ...(input.sudo === undefined ? {} : { sudo: input.sudo }),
    takesBack,
    confirmToken: confirmToken(input.planDigest, runId),
    confirmSeconds,
    longestSeconds: longestSeconds(plan, takesBack ? confirmSeconds : 0),
  };
  const { hostKeyFingerprint } = input.shell;
  const facts = { plan, planDigest: input.planDigest, runId, startedAt, hostKeyFingerprint };
  const program = compileProgram(plan, options);
  const ended = (): string => utcSeconds(now());
  if (!program.ok || input.stopSignal?.aborted === true) {
    const diagnostics = program.ok ? [] : program.diagnostics;
    const report = reportOfRun({
      ...facts,
      records: [],
      isOver: true,
      over: null,
      refusal: null,
      diagnostics,
      endedAt: ended(),
    });
    const unsent = { ...report, nothingBegan: true } as const;
    return program.ok ? unsent : { ...unsent, outcome: 'failed' };
  }
  const launcher = compileLauncher({
    runId,
    program: program.value,
    packedPlan: packPlan(plan),
  });
  const follower = followRun(plan, runId, (progress) => input.onProgress?.(progress));
  const watched = await watchRun({ ...input, follower, options, firstScript: launcher, isFound: false });
  return reportOfRun({ ...facts, ...watched, records: follower.records, endedAt: ended() });
}

/** The report of a run that was found on its host, watched to its end. */
export async function watchFoundRun(
  input: Omit<ExecutePlanInput, 'takesBack' | 'confirmSeconds' | 'owner'> & {
    readonly firstScript: string;
    readonly options: WatchInput['options'];
  },
): Promise<ExecutionReport> {
  const { plan, runId, planDigest, now } = input;
  const startedAt = utcSeconds(now());
  const follower = followRun(plan, runId, (progress) => input.onProgress?.(progress));
  const watched = await watchRun({ ...input, follower, isFound: true });
  const endedAt = utcSeconds(now());
  const { hostKeyFingerprint } = input.shell;
  const { records } = follower;
  return reportOfRun({ plan, planDigest, runId, startedAt, ...watched, records, endedAt, hostKeyFingerprint });
}
