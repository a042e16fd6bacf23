import type { Plan, PlanStep } from '../plan/plan-document';
import { hasSucceeded, parseRecord, RECORD_MARK, type JournalRecord } from './journal';

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
  | { readonly kind: 'stop-requested'; readonly answer: 'asked' | 'prevented' }
  | { readonly kind: 'stop-request-failed'; readonly reason: string }
  | { readonly kind: 'connection-lost'; readonly reason: string }
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly inMs: number; readonly reason: string }
  | { readonly kind: 'reconnected' };

/** Collects a run's records from several readings of it and tells each piece of progress once. */
export interface RunFollower {
  /** Takes a piece of the live stream, cut anywhere. */
  takeText(text: string): void;
  takeRecords(records: readonly JournalRecord[]): void;
  readonly records: readonly JournalRecord[];
  readonly hasEnded: boolean;
}

/** Follows one run of a plan. */
export function followRun(plan: Plan, runId: string, onProgress: (progress: ExecutionProgress) => void): RunFollower {
  const records = new Map<string, JournalRecord>();
  let rest = '';

  const take = (record: JournalRecord): void => {
    const key = keyOf(record);
    if (record.runId !== runId || records.has(key)) return;
    records.set(key, record);
    const progress = progressOf(plan, record);
    if (progress !== undefined) onProgress(progress);
  };

  return {
    takeText(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const record = line.startsWith(RECORD_MARK) ? parseRecord(line) : undefined;
        if (record !== undefined) take(record);
      }
    },
    takeRecords(more) {
      for (const record of more) take(record);
    },
    get records() {
      return [...records.values()];
    },
    get hasEnded() {
      return [...records.values()].some((record) => record.kind === 'end');
    },
  };
}

/** The same fact read twice, from the stream and from the journal, counts once. */
function keyOf(record: JournalRecord): string {
  if (record.kind === 'output') return `output ${record.stepId} ${record.stream}`;
  return `${String(record.sequence)} ${record.kind}`;
}

function progressOf(plan: Plan, record: JournalRecord): ExecutionProgress | undefined {
  if (record.kind === 'begin') return { kind: 'started', stepCount: plan.steps.length };
  if (record.kind !== 'intent' && record.kind !== 'outcome') return undefined;
  const index = plan.steps.findIndex((step) => step.id === record.stepId);
  const step = plan.steps[index];
  if (step === undefined) return undefined;
  const place = { step, index, stepCount: plan.steps.length };
  if (record.kind === 'intent') return { kind: 'step-started', ...place };
  const status = hasSucceeded(record) ? 'done' : 'failed';
  return { kind: 'step-finished', ...place, status, exitStatus: record.exitStatus };
}
