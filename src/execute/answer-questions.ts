import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { HostShell } from '../transport/host-shell';
import type { ExecutionProgress, RunFollower, RunQuestion } from './follow-run';
import { PAUSE_WHEN_REFUSED_MS, REFUSALS } from './is-refusal';
import type { JournalRecord } from './journal';
import type { Line } from './line';
import { messageOf } from './message-of';
import { requestOfRun, requestStop, type RunRequest } from './run-requests';

/** What a look at the host says. `unknown`: it could not be looked at; the run waits, and it is tried again, a few times where the login was refused. */
export type Answer =
  | { readonly status: 'yes' }
  | { readonly status: 'no'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly status: 'unknown'; readonly reason: string; readonly isRefused?: boolean };

/** What a look at the host found when the run asked, and the answer was no. */
export interface Refusal {
  readonly question: RunQuestion;
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at the host; `over` is the connection in use, undefined while it is lost. */
export type Look = (question: RunQuestion, over?: HostShell) => Promise<Answer>;

export interface AnswersInput {
  readonly host: string;
  readonly runId: string;
  readonly line: Line;
  readonly follower: RunFollower;
  readonly confirmToken: string;
  /** Whether what is read may have been written before: then it asks what was answered long ago. */
  readonly isCatchingUp: () => boolean;
  /** Absent: always yes. */
  readonly look?: Look | undefined;
  readonly stopSignal?: AbortSignal | undefined;
  readonly pause: (durationMs: number) => Promise<void>;
  readonly tell: (progress: ExecutionProgress) => void;
}

/** Answers to one run. */
export interface Answers {
  /** To be called once for each question. */
  ask(question: RunQuestion): void;
  refusal(): Refusal | null;
  /** Nothing more is answered; resolves when what is under way has ended. */
  end(): Promise<void>;
}

/** Between two tries of something that failed. */
const PAUSE_MS = 1_000;

/** Time in which a journal that was written before we came has been read to its end. */
const READING_MS = 200;

const REQUEST_OF: Readonly<Record<RunQuestion, RunRequest>> = {
  ready: 'go',
  awaiting: 'confirm',
  'carried-out': 'finish',
};

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

/** Whether a run was confirmed, and is not taken back all the same. */
export function isKept(records: readonly JournalRecord[]): boolean {
  const kinds = records.map(({ kind }) => kind);
  return kinds.includes('confirmed') && !kinds.includes('reverting');
}

/** Looks at the host when the run asks, and carries the answer there; stop requests of a person take the same way. */
export function answersOf(input: AnswersInput): Answers {
  const { follower, runId, line, pause, tell } = input;
  const pending: Promise<void>[] = [];
  let refusal: Refusal | null = null;
  let isEnded = false;
  const isDone = (): boolean => isEnded || follower.hasEnded;

  const deliver = async (request: RunRequest, text: string): Promise<void> => {
    while (!isDone()) {
      try {
        await requestOfRun(line.shell(), runId, request, text);
        return;
      } catch {
        // The connection may come back, and the host may find room; if not, it takes the run back by itself.
        await pause(PAUSE_MS);
      }
    }
  };
  const lookAt = async (question: RunQuestion): Promise<Answer> => {
    try {
      return (await input.look?.(question, line.isOpen() ? line.shell() : undefined)) ?? { status: 'yes' };
    } catch (error) {
      return { status: 'no', diagnostics: [faultDiagnostic(input.host, error)] };
    }
  };
  const answer = async (question: RunQuestion): Promise<void> => {
    if (input.isCatchingUp()) await pause(READING_MS);
    let refusals = 0;
    while (!isDone() && isAsked(question, follower.records)) {
      const found = await lookAt(question);
      if (!isAsked(question, follower.records)) return;
      if (found.status === 'yes') {
        await deliver(REQUEST_OF[question], input.confirmToken);
        return;
      }
      if (found.status === 'no') {
        refusal = { question, diagnostics: found.diagnostics };
        if (question !== 'ready') tell({ kind: 'revert-requested', reason: question });
        await (question === 'ready' ? deliver('stop', 'not-as-planned') : deliver('revert', question));
        return;
      }
      refusals = found.isRefused === true ? refusals + 1 : 0;
      if (refusals >= REFUSALS) {
        // It goes on without the answer, or somebody else gives it.
        tell({ kind: 'look-refused', what: question, reason: found.reason });
        return;
      }
      tell({ kind: 'look-failed', what: question, reason: found.reason });
      await pause(refusals > 0 ? PAUSE_WHEN_REFUSED_MS : PAUSE_MS * 2);
    }
  };
  const passOnStop = async (): Promise<void> => {
    let told = '';
    while (!isDone()) {
      if (isKept(follower.records)) {
        tell({ kind: 'stop-too-late' });
        return;
      }
      try {
        tell({ kind: 'stop-requested', answer: await requestStop(line.shell(), runId) });
        return;
      } catch (error) {
        const reason = messageOf(error);
        if (reason !== told) tell({ kind: 'stop-request-failed', reason });
        told = reason;
        await pause(PAUSE_MS);
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
      pending.push(answer(question));
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
  return errorDiagnostic(
    'internal-error',
    `hpvmctl itself failed while it looked at ${host}`,
    `${messageOf(error)}\nThe run is taken back. Please report this fault.`,
  );
}
