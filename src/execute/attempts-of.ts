import type { JournalRecord, JournalWriter, OutputStream } from './journal';
import type { RecordOf } from './last-record';

interface AttemptBase {
  /** Of the step, or of what takes one back. */
  readonly id: string;
  readonly writer: JournalWriter;
}

/** One time that a command was run, or was found to be needless. */
export type Attempt =
  | (AttemptBase & {
      readonly kind: 'step' | 'undo';
      /** Counts the tries of one writer at one time up from 1. */
      readonly turn: number;
      /** Absent when its record could not be read. */
      readonly intent?: RecordOf<'intent' | 'undo-intent'>;
      /** Absent when its end was not recorded. */
      readonly outcome?: RecordOf<'outcome' | 'undo-outcome'>;
      /** What this try printed. */
      readonly outputs: readonly RecordOf<'output'>[];
    })
  /** The host showed what the command was to bring about: it was not run. */
  | (AttemptBase & { readonly kind: 'needless'; readonly needless: RecordOf<'undo-needless'> });

export type Try = Extract<Attempt, { kind: 'step' | 'undo' }>;

/**
 * What was tried in a run, in the order of its records. An outcome and an output belong to the try of their own writer: who takes a run
 * over from one that died tries anew.
 */
export function attemptsOf(records: readonly JournalRecord[]): readonly Attempt[] {
  const attempts: Attempt[] = [];
  const lastPlace = new Map<string, number>();
  const put = (place: number, attempt: Attempt): void => {
    attempts[place] = attempt;
    lastPlace.set(`${attempt.writer} ${attempt.id}`, place);
  };
  const tryOf = ({ writer, stepId }: JournalRecord & { readonly stepId: string }): [number, Try] | undefined => {
    const place = lastPlace.get(`${writer} ${stepId}`);
    const last = place === undefined ? undefined : attempts[place];
    return place === undefined || last === undefined || last.kind === 'needless' ? undefined : [place, last];
  };
  for (const record of records) {
    switch (record.kind) {
      case 'intent':
      case 'undo-intent':
        put(attempts.length, { ...begun(record), intent: record });
        break;
      case 'outcome':
      case 'undo-outcome': {
        const [place, open] = tryOf(record) ?? [];
        const isOfIt = open !== undefined && open.outcome === undefined && open.turn === turnOf(record);
        if (isOfIt && place !== undefined) put(place, { ...open, outcome: record });
        else put(attempts.length, { ...begun(record), outcome: record });
        break;
      }
      case 'undo-needless':
        put(attempts.length, { kind: 'needless', id: record.stepId, writer: record.writer, needless: record });
        break;
      case 'output': {
        const [place, open] = tryOf(record) ?? [];
        if (open !== undefined && place !== undefined) put(place, { ...open, outputs: [...open.outputs, record] });
        break;
      }
      default:
    }
  }
  return attempts;
}

/** The last attempt at a step, or at what takes one back; undefined when there is none. */
export function lastAttempt(attempts: readonly Attempt[], id: string): Attempt | undefined {
  return attempts.filter((attempt) => attempt.id === id).at(-1);
}

/** What a try printed there, as far as it travelled here; empty when it printed nothing. */
export function printedBy(attempt: Try | undefined, stream: OutputStream): string {
  return attempt?.outputs.find((output) => output.stream === stream)?.text ?? '';
}

function begun(record: RecordOf<'intent' | 'undo-intent' | 'outcome' | 'undo-outcome'>): Try {
  const kind = record.kind === 'intent' || record.kind === 'outcome' ? 'step' : 'undo';
  return { kind, id: record.stepId, writer: record.writer, turn: turnOf(record), outputs: [] };
}

/** A command of the plan is tried once. */
function turnOf(record: RecordOf<'intent' | 'undo-intent' | 'outcome' | 'undo-outcome'>): number {
  return 'turn' in record ? record.turn : 1;
}
