import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';
import type { HostShell } from '../transport/host-shell';
import { compileRunner } from './compile-runner';
import type { ExecutionReport } from './execution-report';
import { followRun, type ExecutionProgress, type RunFollower } from './follow-run';
import { readRun, requestStop } from './read-run';
import { reportOfRun } from './report-of-run';
import { STATE_FOLDER } from './run-folder';

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
  readonly now: () => Date;
  /** Waits between two looks at the host. */
  readonly pause?: (durationMs: number) => Promise<void>;
  readonly onProgress?: (progress: ExecutionProgress) => void;
  /** Aborting asks the host to stop before the next step at which nothing is half done; the report then says where. */
  readonly stopSignal?: AbortSignal;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const LONGEST_POLL_MS = 5_000;
/** Six listings and the seconds between them. */
const READ_BACK_MAX_SECONDS = 20;

/**
 * Carries a plan out on its host and reports what is known to have happened.
 *
 * The host works on its own; we only watch. When the connection is lost we reconnect with growing pauses and read the
 * journal until the run has ended, or until the time that all steps may take at most is over. A run that turns out
 * not to have begun is prevented from ever beginning. Connection failures become the outcome `unknown` with a
 * diagnostic, never an exception.
 */
export async function executePlan(input: ExecutePlanInput): Promise<ExecutionReport> {
  const startedAt = utcSeconds(input.now());
  const follower = followRun(input.plan, input.runId, (progress) => input.onProgress?.(progress));
  const report = (isOver: boolean, diagnostics: readonly Diagnostic[]): ExecutionReport =>
    reportOfRun({
      ...input,
      records: follower.records,
      isOver,
      diagnostics,
      startedAt,
      endedAt: utcSeconds(input.now()),
    });

  const timeoutMs = longestRunMs(input.plan);
  const runner = compileRunner(input.plan, {
    runId: input.runId,
    planDigest: input.planDigest,
    owner: input.owner,
    createdAt: startedAt,
  });
  if (!runner.ok) return { ...report(true, runner.diagnostics), outcome: 'failed' };
  if (input.stopSignal?.aborted === true) return report(true, []);

  const deadline = input.now().getTime() + timeoutMs;
  const connection = connectionOf(input);
  try {
    const loss = await shipRunner(input, follower, runner.value, timeoutMs);
    if (follower.hasEnded) return report(true, []);
    const rest = await readToTheEnd(input, follower, connection, deadline, loss);
    return report(rest.isOver, rest.diagnostics);
  } finally {
    await connection.close();
  }
}

/** Time within which a run must be over, in milliseconds: what its steps may take at most, and a margin. */
function longestRunMs(plan: Plan): number {
  const steps = plan.steps.reduce(
    (total, step) => total + step.durationSeconds.max + (step.readBack === undefined ? 5 : 5 + READ_BACK_MAX_SECONDS),
    0,
  );
  return Math.ceil((steps + 60) * 1000);
}

/** Runs the runner and feeds the follower; gives the reason when its end was not seen. */
async function shipRunner(
  input: ExecutePlanInput,
  follower: RunFollower,
  script: string,
  timeoutMs: number,
): Promise<string> {
  try {
    const outcome = await input.shell.runScript(script, { timeoutMs, onStdout: (text) => follower.takeText(text) });
    return `the shell ended with ${outcome.signal ?? `exit status ${String(outcome.exitStatus)}`} ${outcome.stderr.trim()}`.trim();
  } catch (error) {
    return messageOf(error);
  }
}

async function readToTheEnd(
  input: ExecutePlanInput,
  follower: RunFollower,
  connection: Connection,
  deadline: number,
  loss: string,
): Promise<{ isOver: boolean; diagnostics: readonly Diagnostic[] }> {
  const pause = input.pause ?? sleep;
  let reason = loss;
  let isConnected = true;
  let pauseMs = FIRST_PAUSE_MS;
  input.onProgress?.({ kind: 'connection-lost', reason });
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (!isConnected) {
        if (input.reconnect === undefined) break;
        await connection.replace(await input.reconnect());
        isConnected = true;
        pauseMs = FIRST_PAUSE_MS;
        input.onProgress?.({ kind: 'reconnected' });
      }
      const reading = await readRun(connection.shell, input.runId);
      follower.takeRecords(reading.records);
      if (follower.hasEnded || reading.runner === 'gone') return { isOver: true, diagnostics: reading.diagnostics };
      const hasBegun =
        reading.run === 'present' ||
        (reading.run === 'absent' && (await requestStop(connection.shell, input.runId)) === 'asked');
      if (!hasBegun) return { isOver: true, diagnostics: [neverBegan(input.plan.host, reason)] };
      await connection.passOnStop();
    } catch (error) {
      reason = messageOf(error);
      isConnected = false;
      if (input.reconnect === undefined) break;
    }
    if (input.now().getTime() >= deadline) break;
    if (!isConnected) input.onProgress?.({ kind: 'reconnecting', attempt, inMs: pauseMs, reason });
    await pause(pauseMs);
    pauseMs = Math.min(pauseMs * 2, isConnected ? LONGEST_POLL_MS : LONGEST_PAUSE_MS);
  }
  return { isOver: false, diagnostics: [outcomeUnknown(input, reason)] };
}

/** The shell in use, and the stop request that has to reach the host through whichever it is. */
interface Connection {
  readonly shell: HostShell;
  replace(shell: HostShell): Promise<void>;
  /** Hands a stop request on, once; does nothing when nobody asked. Failures are progress, not exceptions. */
  passOnStop(): Promise<void>;
  close(): Promise<void>;
}

function connectionOf(input: ExecutePlanInput): Connection {
  let shell = input.shell;
  let isStopPassedOn = false;
  const passOnStop = async (): Promise<void> => {
    if (input.stopSignal?.aborted !== true || isStopPassedOn) return;
    isStopPassedOn = true;
    try {
      input.onProgress?.({ kind: 'stop-requested', answer: await requestStop(shell, input.runId) });
    } catch (error) {
      isStopPassedOn = false;
      input.onProgress?.({ kind: 'stop-request-failed', reason: messageOf(error) });
    }
  };
  let asking: Promise<void> = Promise.resolve();
  const onAbort = (): void => {
    asking = passOnStop();
  };
  input.stopSignal?.addEventListener('abort', onAbort);
  return {
    get shell() {
      return shell;
    },
    async replace(next) {
      const previous = shell;
      shell = next;
      if (previous !== input.shell) await previous.close();
    },
    passOnStop,
    async close() {
      input.stopSignal?.removeEventListener('abort', onAbort);
      await asking;
      // The first connection is the caller's; one that we opened is ours to close.
      if (shell !== input.shell) await shell.close();
    },
  };
}

function neverBegan(host: string, reason: string): Diagnostic {
  return errorDiagnostic(
    'run-never-began',
    `The run never began on ${host}`,
    `The connection failed before the runner had arrived (${reason}). It can not begin any more, and nothing was changed. Apply again.`,
  );
}

function outcomeUnknown(input: ExecutePlanInput, reason: string): Diagnostic {
  return errorDiagnostic(
    'outcome-unknown',
    `What became of run ${input.runId} on ${input.plan.host} is not known`,
    `${reason}\nThe runner on the host goes on without us. Its journal is ${STATE_FOLDER}/runs/${input.runId}/journal; read it, or observe the host, before applying again.`,
  );
}

function utcSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
