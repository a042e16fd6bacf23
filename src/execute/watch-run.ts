import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { STATE_FOLDER } from '../model/state-folder';
import type { Plan } from '../plan/plan-document';
import type { HostShell } from '../transport/host-shell';
import { answersOf, type Look, type Refusal } from './answer-questions';
import { followScript, takeBackScript } from './follow-script';
import type { ExecutionProgress, RunFollower, SeenRecord } from './follow-run';
import type { RunResult } from './journal';
import { isRefusal, PAUSE_WHEN_REFUSED_MS, REFUSALS } from './is-refusal';
import { lineTo } from './line';
import { messageOf } from './message-of';
import { nextMove } from './next-move';
import type { ProgramOptions } from './program/program-options';
import { requestStop } from './run-requests';
import { longestWayBackSeconds } from './run-time';

export interface WatchInput {
  readonly plan: Plan;
  readonly shell: HostShell;
  readonly reconnect?: () => Promise<HostShell>;
  readonly runId: string;
  readonly look?: Look;
  readonly now: () => Date;
  readonly pause?: (durationMs: number) => Promise<void>;
  readonly onProgress?: (progress: ExecutionProgress) => void;
  readonly stopSignal?: AbortSignal;
  readonly follower: RunFollower;
  readonly options: Pick<ProgramOptions, 'confirmToken' | 'longestSeconds' | 'takesBack'>;
  /** Starts the run and follows it, or follows one that is there. */
  readonly firstScript: string;
  /** True for one that is there: its program was found on the host. */
  readonly isFound: boolean;
}

export interface WatchedRun {
  /** True when no further record can come. */
  readonly isOver: boolean;
  /** How the run ended when it could not write a record of it. */
  readonly over: RunResult | null;
  /** What the last look saw of it; undefined when it did not come to its end. */
  readonly seen: SeenRecord | undefined;
  /** What a look at the host found when the run asked, and the answer was no. */
  readonly refusal: Refusal | null;
  readonly diagnostics: readonly Diagnostic[];
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** What a host needs to boot, and somebody to mend a network. */
const PATIENCE_MS = 1_200_000;

/**
 * Watches a run to its end over as many connections as that takes, and answers what it asks. Never throws for what a host does.
 *
 * A follower is given the time that the run may take, and no less: while a long step runs it has nothing to say. A connection whose other end is dead
 * is ended long before by the keepalive of SSH (`keepaliveIntervalMs` of a hop, 45 s by default), and the run is followed over a new one. A login that
 * is refused is tried only a few times.
 */
export async function watchRun(input: WatchInput): Promise<WatchedRun> {
  const { follower, runId, options } = input;
  const { host } = input.plan;
  const pause = input.pause ?? sleep;
  const tell = (progress: ExecutionProgress): void => input.onProgress?.(progress);
  const line = lineTo(input.shell, input.reconnect);
  const { look, stopSignal } = input;
  const { confirmToken } = options;
  let isCatchingUp = input.isFound;
  const answers = answersOf({
    ...{ host, runId, line, follower, confirmToken, look, stopSignal, pause, tell },
    isCatchingUp: () => isCatchingUp,
  });
  const wayBack = longestWayBackSeconds(input.plan);
  const followMsOf = ({ longestSeconds, takesBack }: Pick<ProgramOptions, 'longestSeconds' | 'takesBack'>): number =>
    (longestSeconds + (takesBack ? wayBack : 0)) * 1000;
  const beganAt = input.now().getTime();
  let followMs = followMsOf(options);
  follower.listen((record) => {
    // A run that was found may have said only now what it was started with.
    if (record.kind === 'arming')
      followMs = followMsOf({ longestSeconds: record.seconds, takesBack: record.takesBack });
    if (record.kind === 'ready' || record.kind === 'awaiting' || record.kind === 'carried-out')
      answers.ask(record.kind);
  });
  const over = (rest: Partial<WatchedRun>): WatchedRun => ({
    isOver: true,
    over: null,
    seen: follower.seen,
    refusal: answers.refusal(),
    diagnostics: follower.diagnostics,
    ...rest,
  });
  let script = input.firstScript;
  let takeOvers = 0;
  let looksAtBeginning = 0;
  let pauseMs = FIRST_PAUSE_MS;
  let refusals = 0;
  let reason = '';
  try {
    for (let attempt = 1; ; attempt += 1) {
      let inMs: number;
      try {
        if (!line.isOpen()) {
          if (input.reconnect === undefined) break;
          await line.open();
          tell({ kind: 'reconnected' });
        }
        follower.restart();
        const outcome = await line.shell().runScript(script, {
          timeoutMs: followMs,
          onStdout: (text) => {
            pauseMs = FIRST_PAUSE_MS;
            refusals = 0;
            follower.takeText(text);
          },
        });
        if (follower.hasEnded) return over({});
        const { seen } = follower;
        if (seen === undefined) {
          const how = outcome.signal ?? `exit status ${String(outcome.exitStatus)}`;
          throw new Error(`the shell ended with ${how} ${outcome.stderr.trim()}`.trim());
        }
        script = followScript(runId);
        isCatchingUp = true;
        const hasBegun = follower.records.length > 0 || follower.diagnostics.length > 0;
        const move = nextMove({ seen, hasBegun, isFound: input.isFound, takeOvers, looksAtBeginning });
        if (move === 'give-up') break;
        if (move === 'over') return over({ over: seen.over });
        if (move === 'never-began') return over({ diagnostics: [neverBegan(host, reason)] });
        if (move === 'records-gone')
          return over({ isOver: false, diagnostics: [...follower.diagnostics, recordsGone(host, runId)] });
        if (move === 'take-over') {
          takeOvers += 1;
          tell({ kind: 'taking-over' });
          script = takeBackScript(runId);
          continue;
        }
        if (move === 'ask-to-stop' || move === 'look-again') looksAtBeginning += 1;
        if (move === 'ask-to-stop') await requestStop(line.shell(), runId);
        if (move === 'call-off' && (await requestStop(line.shell(), runId)) === 'prevented')
          return over({ diagnostics: [neverBegan(host, reason)] });
        await pause(FIRST_PAUSE_MS);
        continue;
      } catch (error) {
        if (follower.hasEnded) return over({});
        reason = messageOf(error);
        if (line.isOpen()) tell({ kind: 'connection-lost', reason });
        line.lose();
        isCatchingUp = true;
        script = followScript(runId);
        inMs = pauseMs;
        if (isRefusal(error)) {
          refusals += 1;
          if (refusals >= REFUSALS) break;
          inMs = PAUSE_WHEN_REFUSED_MS;
        }
        if (input.reconnect === undefined || input.now().getTime() >= beganAt + followMs + PATIENCE_MS) break;
      }
      tell({ kind: 'reconnecting', attempt, inMs, reason });
      await pause(inMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
    const diagnostics = [...follower.diagnostics, outcomeUnknown(host, runId, reason)];
    return over({ isOver: false, diagnostics });
  } finally {
    await answers.end();
    await line.close();
  }
}

/** What nobody could find out. */
function outcomeUnknown(host: string, runId: string, reason: string): Diagnostic {
  return errorDiagnostic(
    'outcome-unknown',
    `What became of run ${runId} on ${host} is not known`,
    `${reason}\nThe host goes on without us. Run "hpvmctl resume" as soon as it can be reached.`,
  );
}

/** Somebody removed what a run had written. Its processes may live; nothing can be heard of them any more. */
function recordsGone(host: string, runId: string): Diagnostic {
  return errorDiagnostic(
    'run-records-gone',
    `The records of run ${runId} on ${host} are gone`,
    `It had begun, and its folder ${STATE_FOLDER}/runs/${runId} was removed since. What it did after that, and whether it is taken back, nobody can say. Whoever removed it should know why; look at the host before anything else is applied there.`,
  );
}

function neverBegan(host: string, reason: string): Diagnostic {
  return errorDiagnostic(
    'run-never-began',
    `The run never began on ${host}`,
    `${reason === '' ? 'It was called off, or ended before it had begun' : `The connection failed before the program had begun (${reason})`}. It can not begin any more. Apply again.`,
  );
}

function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
