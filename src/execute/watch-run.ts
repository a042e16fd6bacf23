import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';
import type { HostShell } from '../transport/host-shell';
import { followScript, takeBackScript } from './follow-script';
import type { ExecutionProgress, RunFollower, RunQuestion } from './follow-run';
import type { JournalRecord, RunResult } from './journal';
import type { ProgramOptions } from './program/program-options';
import { requestOfRun, requestStop, type RunRequest } from './run-requests';
import { longestWayBackSeconds } from './run-time';

/** What a look at the host says. `unknown`: it could not be looked at; the run waits, and it is tried again. */
export type Answer =
  | { readonly status: 'yes' }
  | { readonly status: 'no'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly status: 'unknown'; readonly reason: string };

export interface WatchInput {
  readonly plan: Plan;
  readonly shell: HostShell;
  readonly reconnect?: () => Promise<HostShell>;
  readonly runId: string;
  readonly look?: (question: RunQuestion) => Promise<Answer>;
  readonly now: () => Date;
  readonly pause?: (durationMs: number) => Promise<void>;
  readonly onProgress?: (progress: ExecutionProgress) => void;
  readonly stopSignal?: AbortSignal;
  readonly follower: RunFollower;
  readonly options: Pick<ProgramOptions, 'confirmToken' | 'longestSeconds' | 'takesBack'>;
  /** Starts the run and follows it, or follows one that is there. */
  readonly firstScript: string;
}

export interface WatchedRun {
  /** True when no further record can come. */
  readonly isOver: boolean;
  /** How the run ended when it could not write a record of it. */
  readonly over: RunResult | null;
  /** What a look at the host found when the run asked, and the answer was no. */
  readonly refusal: { readonly question: RunQuestion; readonly diagnostics: readonly Diagnostic[] } | null;
  readonly diagnostics: readonly Diagnostic[];
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** What a host needs to boot, and somebody to mend a network. */
const PATIENCE_MS = 1_200_000;

/** How often a run that nobody works on is taken up. */
const TAKE_OVERS = 3;

const REQUEST_OF: Readonly<Record<RunQuestion, RunRequest>> = {
  ready: 'go',
  awaiting: 'confirm',
  'carried-out': 'finish',
};

/** Watches a run to its end over as many connections as that takes, and answers what it asks. Never throws for what a host does. */
export async function watchRun(input: WatchInput): Promise<WatchedRun> {
  const { follower, runId, options } = input;
  const pause = input.pause ?? sleep;
  const tell = (progress: ExecutionProgress): void => input.onProgress?.(progress);
  const line = lineTo(input);
  const answers = answersOf(input, line, pause);
  follower.listen((record) => {
    if (record.kind === 'ready' || record.kind === 'awaiting' || record.kind === 'carried-out') answers.ask(record.kind);
  });
  const way = options.takesBack ? longestWayBackSeconds(input.plan) : 0;
  const longestMs = (options.longestSeconds + way) * 1000 + PATIENCE_MS;
  const deadline = input.now().getTime() + longestMs;
  const over = (rest: Partial<WatchedRun>): WatchedRun => ({
    isOver: true,
    over: null,
    refusal: answers.refusal(),
    diagnostics: follower.diagnostics,
    ...rest,
  });
  let script = input.firstScript;
  let takeOvers = 0;
  let hasPutAway = false;
  let pauseMs = FIRST_PAUSE_MS;
  let reason = '';
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (!line.isOpen()) {
          if (input.reconnect === undefined) break;
          await line.open();
          pauseMs = FIRST_PAUSE_MS;
          tell({ kind: 'reconnected' });
        }
        follower.restart();
        const outcome = await line.shell().runScript(script, {
          timeoutMs: longestMs,
          onStdout: (text) => follower.takeText(text),
        });
        if (follower.hasEnded) return over({});
        const { seen } = follower;
        if (seen === undefined) {
          const how = outcome.signal ?? `exit status ${String(outcome.exitStatus)}`;
          throw new Error(`the shell ended with ${how} ${outcome.stderr.trim()}`.trim());
        }
        if (seen.over !== null && seen.runner === 'gone') {
          // It went while it put things away: a lock or its own record may still lie there.
          if (hasPutAway) return over({ over: seen.over });
          hasPutAway = true;
          script = takeBackScript(runId);
          continue;
        }
        if (seen.run === 'prevented') return over({ diagnostics: [neverBegan(input.plan.host, reason)] });
        if (seen.run === 'absent') {
          if ((await requestStop(line.shell(), runId)) === 'prevented')
            return over({ diagnostics: [neverBegan(input.plan.host, reason)] });
        } else if (seen.runner === 'gone') {
          takeOvers += 1;
          if (takeOvers > TAKE_OVERS) break;
          tell({ kind: 'taking-over' });
          script = takeBackScript(runId);
          continue;
        }
        script = followScript(runId);
        await pause(FIRST_PAUSE_MS);
        continue;
      } catch (error) {
        if (follower.hasEnded) return over({});
        reason = messageOf(error);
        if (line.isOpen()) tell({ kind: 'connection-lost', reason });
        line.lose();
        script = followScript(runId);
        if (input.reconnect === undefined || input.now().getTime() >= deadline) break;
      }
      tell({ kind: 'reconnecting', attempt, inMs: pauseMs, reason });
      await pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
    const until = guardText(input, follower.records);
    return {
      ...over({}),
      isOver: false,
      diagnostics: [...follower.diagnostics, outcomeUnknown(input.plan.host, runId, reason, until)],
    };
  } finally {
    await answers.end();
    await line.close();
  }
}

/** Until when the guard stands, for a person: the host's clock and the time from the moment it was armed. */
function guardText(input: WatchInput, records: readonly JournalRecord[]): string {
  if (!input.options.takesBack) return 'It is not guarded: nothing is taken back by itself.';
  const guarding = records.find((record) => record.kind === 'guarding');
  if (guarding === undefined || guarding.at === null || records.some((record) => record.kind === 'disarmed'))
    return 'Its guard had not been seen armed.';
  const until = new Date(Date.parse(guarding.at) + guarding.seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  return `Its guard is armed until ${until} (clock of the host) at the latest: by then the run is confirmed or taken back.`;
}

/** What tells that a question was answered, or that nobody waits for the answer any more. */
const ANSWERED_BY: Readonly<Record<RunQuestion, readonly JournalRecord['kind'][]>> = {
  ready: ['arming', 'intent', 'disarmed'],
  awaiting: ['confirmed', 'reverting', 'disarmed'],
  'carried-out': ['reverting', 'disarmed'],
};

function isAsked(question: RunQuestion, records: readonly JournalRecord[]): boolean {
  const place = records.map(({ kind }) => kind).lastIndexOf(question);
  return !records.some(({ kind }, index) => index > place && ANSWERED_BY[question].includes(kind));
}

/** The connection in use: lost and opened again, and given back at the end. */
interface Line {
  shell(): HostShell;
  isOpen(): boolean;
  open(): Promise<void>;
  lose(): void;
  close(): Promise<void>;
}

function lineTo(input: WatchInput): Line {
  let shell: HostShell | undefined = input.shell;
  const closeOwn = async (old: HostShell | undefined): Promise<void> => {
    // The first connection is the caller's; one that we opened is ours to close.
    if (old !== undefined && old !== input.shell) await old.close().catch(() => undefined);
  };
  return {
    shell() {
      if (shell === undefined) throw new Error('the connection is lost');
      return shell;
    },
    isOpen: () => shell !== undefined,
    async open() {
      if (input.reconnect === undefined) throw new Error('the connection is lost');
      shell = await input.reconnect();
    },
    lose() {
      const old = shell;
      shell = undefined;
      void closeOwn(old);
    },
    close: () => closeOwn(shell),
  };
}

interface Answers {
  ask(question: RunQuestion): void;
  refusal(): WatchedRun['refusal'];
  end(): Promise<void>;
}

/** Looks at the host when the run asks, and carries the answer there; stop requests of a person take the same way. */
function answersOf(input: WatchInput, line: Line, pause: (durationMs: number) => Promise<void>): Answers {
  const { follower, runId, options } = input;
  const asked = new Set<RunQuestion>();
  const pending: Promise<void>[] = [];
  let refusal: WatchedRun['refusal'] = null;
  let isEnded = false;
  const isDone = (): boolean => isEnded || follower.hasEnded;

  const deliver = async (request: RunRequest, text: string): Promise<void> => {
    while (!isDone()) {
      try {
        return await requestOfRun(line.shell(), runId, request, text);
      } catch {
        // The connection may come back, and the host may find room; if not, it takes the run back by itself.
        await pause(FIRST_PAUSE_MS);
      }
    }
  };
  const answer = async (question: RunQuestion): Promise<void> => {
    while (!isDone() && isAsked(question, follower.records)) {
      const found: Answer = (await input.look?.(question)) ?? { status: 'yes' };
      // Who reads an old journal hears of questions that were answered long ago.
      if (!isAsked(question, follower.records)) return;
      if (found.status === 'yes') return deliver(REQUEST_OF[question], options.confirmToken);
      if (found.status === 'no') {
        refusal = { question, diagnostics: found.diagnostics };
        if (question === 'ready') return deliver('stop', 'not-as-planned');
        input.onProgress?.({ kind: 'revert-requested', reason: question });
        return deliver('revert', question);
      }
      input.onProgress?.({ kind: 'look-failed', what: question, reason: found.reason });
      await pause(FIRST_PAUSE_MS * 2);
    }
  };
  const passOnStop = async (): Promise<void> => {
    while (!isDone()) {
      try {
        input.onProgress?.({ kind: 'stop-requested', answer: await requestStop(line.shell(), runId) });
        return;
      } catch (error) {
        input.onProgress?.({ kind: 'stop-request-failed', reason: messageOf(error) });
        await pause(FIRST_PAUSE_MS);
      }
    }
  };
  const onAbort = (): void => {
    pending.push(passOnStop());
  };
  if (input.stopSignal?.aborted === true) onAbort();
  else input.stopSignal?.addEventListener('abort', onAbort);
  return {
    ask(question) {
      if (asked.has(question)) return;
      asked.add(question);
      pending.push(
        answer(question).catch((error: unknown) => {
          refusal = { question, diagnostics: [faultDiagnostic(input.plan.host, error)] };
          return deliver(question === 'ready' ? 'stop' : 'revert', 'internal-error');
        }),
      );
    },
    refusal: () => refusal,
    async end() {
      isEnded = true;
      input.stopSignal?.removeEventListener('abort', onAbort);
      await Promise.allSettled(pending);
    },
  };
}

function faultDiagnostic(host: string, error: unknown): Diagnostic {
  return errorDiagnostic('internal-error', `hpvmctl itself failed while it looked at ${host}`, `${messageOf(error)}\nThe run is taken back. Please report this fault.`);
}

/** What nobody could find out. */
function outcomeUnknown(host: string, runId: string, reason: string, guard: string): Diagnostic {
  return errorDiagnostic(
    'outcome-unknown',
    `What became of run ${runId} on ${host} is not known`,
    `${reason}\n${guard}\nThe host goes on without us. Run "hpvmctl resume" as soon as it can be reached.`,
  );
}

function neverBegan(host: string, reason: string): Diagnostic {
  return errorDiagnostic(
    'run-never-began',
    `The run never began on ${host}`,
    `The connection failed before the program had arrived (${reason}). It can not begin any more, and nothing was changed. Apply again.`,
  );
}

function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
