import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { Plan, PlanStep, RevertStep } from '../plan/plan-document';
import { hasSucceeded, journalReader, RECORD_MARK, type JournalRecord } from './journal';

/** What a person who watches a run is told, as it happens. */
export type ExecutionProgress =
  | { readonly kind: 'started'; readonly stepCount: number }
  | { readonly kind: 'step-started'; readonly step: PlanStep; readonly index: number; readonly stepCount: number }
  | {
      readonly kind: 'step-finished';
      readonly step: PlanStep;
      readonly index: number;
      readonly stepCount: number;
      /** `failed` with exit status 0: the host does not show the effect of the command. */
      readonly status: 'done' | 'failed';
      readonly exitStatus: number;
    }
  /** The guard stands; from here on the host takes the run back by itself unless it is confirmed. */
  | { readonly kind: 'armed'; readonly seconds: number }
  /** The guarded steps are done; the host waits so long for the confirmation. */
  | { readonly kind: 'awaiting'; readonly seconds: number }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'reverting'; readonly reason: string }
  | { readonly kind: 'undo-started'; readonly step: RevertStep }
  | {
      readonly kind: 'undo-finished';
      readonly step: RevertStep;
      readonly exitStatus: number;
      readonly isShown: boolean;
    }
  /** The host shows what it was to bring about: it is not run. */
  | { readonly kind: 'undo-needless'; readonly step: RevertStep }
  | { readonly kind: 'host-rebooted' }
  | { readonly kind: 'lock-taken-over'; readonly holder: string }
  /** A look at the host that the run waits for failed; it is tried again. */
  | { readonly kind: 'look-failed'; readonly what: RunQuestion; readonly reason: string }
  /** It failed because the login was refused, again and again: it is not tried any more. */
  | { readonly kind: 'look-refused'; readonly what: RunQuestion; readonly reason: string }
  | { readonly kind: 'revert-requested'; readonly reason: string }
  | { readonly kind: 'stop-requested'; readonly answer: 'asked' | 'prevented' }
  /** It was confirmed before: nothing was told to the host, and nothing is taken back any more. */
  | { readonly kind: 'stop-too-late' }
  | { readonly kind: 'stop-request-failed'; readonly reason: string }
  | { readonly kind: 'connection-lost'; readonly reason: string }
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly inMs: number; readonly reason: string }
  | { readonly kind: 'reconnected' }
  /** Nobody works on the run any more, and it has not ended: it is taken back. */
  | { readonly kind: 'taking-over' };

/** What a run waits for the client to say: that the host is unchanged, that it is as desired, that it was saved. */
export type RunQuestion = 'ready' | 'awaiting' | 'carried-out';

/** Collects a run's records from several readings of it and tells each piece of progress once. */
export interface RunFollower {
  /** Takes a piece of what a follow script prints, cut anywhere. Each script begins anew: the end of one is told with `restart`. */
  takeText(text: string): void;
  restart(): void;
  /** From now on this hears of every record once, after the progress it makes. */
  listen(onRecord: (record: JournalRecord) => void): void;
  readonly records: readonly JournalRecord[];
  /** What the last script saw at its end; undefined when it did not come to its end. */
  readonly seen: SeenRecord | undefined;
  readonly hasEnded: boolean;
  /** Lines that could not be read. */
  readonly diagnostics: readonly Diagnostic[];
}

export type SeenRecord = Extract<JournalRecord, { kind: 'seen' }>;

/** Follows one run of a plan. */
export function followRun(plan: Plan, runId: string, onProgress: (progress: ExecutionProgress) => void): RunFollower {
  let onRecord: (record: JournalRecord) => void = () => undefined;
  /** By the whole line: two readings of a record give the same, and of two records that claim one number none is lost. */
  const records = new Map<string, JournalRecord>();
  const unreadable = new Map<string, Diagnostic>();
  let reader = journalReader(runId);
  let rest = '';
  let seen: SeenRecord | undefined;

  const take = (line: string): void => {
    if (!line.startsWith(`${RECORD_MARK} `)) return;
    const read = reader(line);
    if (read.status === 'unreadable') {
      unreadable.set(line, unreadableLine(line, read.why));
      return;
    }
    const { record } = read;
    if (record.kind === 'seen') {
      seen = record;
      return;
    }
    if (records.has(line)) return;
    records.set(line, record);
    const progress = progressOf(plan, record);
    if (progress !== undefined) onProgress(progress);
    onRecord(record);
  };

  return {
    takeText(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    },
    listen(listener) {
      onRecord = listener;
    },
    restart() {
      reader = journalReader(runId);
      rest = '';
      seen = undefined;
    },
    get records() {
      return [...records.values()];
    },
    get seen() {
      return seen;
    },
    get hasEnded() {
      return [...records.values()].some((record) => record.kind === 'end');
    },
    get diagnostics() {
      return [...unreadable.values()];
    },
  };
}

/** The same record read twice counts once. */
function unreadableLine(line: string, why: string): Diagnostic {
  const shown = JSON.stringify(line.length > 200 ? `${line.slice(0, 200)}...` : line);
  return errorDiagnostic('journal-unreadable', `A line of the journal ${why}`, `It reads ${shown}; it is left out.`);
}

function progressOf(plan: Plan, record: JournalRecord): ExecutionProgress | undefined {
  switch (record.kind) {
    case 'begin':
      return { kind: 'started', stepCount: plan.steps.length };
    case 'lock-taken-over':
      return { kind: 'lock-taken-over', holder: record.holder };
    case 'arming':
      return record.takesBack ? { kind: 'armed', seconds: record.seconds } : undefined;
    case 'awaiting':
      return { kind: 'awaiting', seconds: record.seconds };
    case 'confirmed':
      return { kind: 'confirmed' };
    case 'reverting':
      return { kind: 'reverting', reason: record.reason };
    case 'woke':
      return { kind: 'host-rebooted' };
    case 'intent':
    case 'outcome':
      return progressOfStep(plan, record);
    case 'undo-intent':
    case 'undo-needless':
    case 'undo-outcome': {
      const step = plan.revert?.steps.find(({ id }) => id === record.stepId);
      if (step === undefined) return undefined;
      if (record.kind === 'undo-intent') return { kind: 'undo-started', step };
      if (record.kind === 'undo-needless') return { kind: 'undo-needless', step };
      const { exitStatus, effect } = record;
      return { kind: 'undo-finished', step, exitStatus, isShown: effect === 'shown' || effect === 'unasked' };
    }
    case 'locked':
    case 'lock-held':
    case 'ready':
    case 'armed':
    case 'guarding':
    case 'took-too-long':
    case 'hangs':
    case 'carried-out':
    case 'undo-left':
    case 'back':
    case 'left-to-boot':
    case 'disarmed':
    case 'end':
    case 'output':
    case 'seen':
      // Told with what comes before or after it, or in the report.
      return undefined;
  }
}

function progressOfStep(
  plan: Plan,
  record: Extract<JournalRecord, { kind: 'intent' | 'outcome' }>,
): ExecutionProgress | undefined {
  const index = plan.steps.findIndex((step) => step.id === record.stepId);
  const step = plan.steps[index];
  if (step === undefined) return undefined;
  const place = { step, index, stepCount: plan.steps.length };
  if (record.kind === 'intent') return { kind: 'step-started', ...place };
  const status = hasSucceeded(record) ? 'done' : 'failed';
  return { kind: 'step-finished', ...place, status, exitStatus: record.exitStatus };
}
