import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';

/** How a run on the host ended, in its own words. `refused`: its folder was there already; `broken`: the host could not keep a journal or a lock. */
const RUN_RESULTS = ['applied', 'failed', 'stopped', 'locked', 'refused', 'broken'] as const;
export type RunResult = (typeof RUN_RESULTS)[number];

/** Where a text of a step came from; `readback` is the last answer of its read-back. */
const OUTPUT_STREAMS = ['stdout', 'stderr', 'readback'] as const;
export type OutputStream = (typeof OUTPUT_STREAMS)[number];

interface RecordBase {
  readonly runId: string;
  /** Counts up by one within a run; records that only exist in the stream carry 0. */
  readonly sequence: number;
  /** Host clock, ISO 8601, UTC, seconds; null when the host could not tell. */
  readonly at: string | null;
}

/** One fact about a run. The runner writes it to the journal on the host and echoes the same line on stdout. */
export type JournalRecord = RecordBase &
  (
    | {
        readonly kind: 'begin';
        readonly owner: string;
        readonly planDigest: string;
        /** Process id of the runner's shell. */
        readonly processId: number;
        readonly stepCount: number;
      }
    | { readonly kind: 'locked' }
    /** Another run holds the lock; `holder` is the text of its owner file, empty when unreadable. */
    | { readonly kind: 'lock-held'; readonly holder: string }
    /** Written before a step's command starts. */
    | { readonly kind: 'intent'; readonly stepId: string }
    /**
     * Written after a step's command ended; `effect` says whether the host showed it when it was read back,
     * `ownership` whether the ownership record took the claim or release.
     */
    | {
        readonly kind: 'outcome';
        readonly stepId: string;
        readonly exitStatus: number;
        readonly effect: 'unasked' | 'shown' | 'missing';
        readonly ownership: 'none' | 'recorded' | 'failed';
      }
    | { readonly kind: 'end'; readonly result: RunResult; readonly reason: string }
    /** Output of a step; only in the stream and in answers of the run reader. */
    | {
        readonly kind: 'output';
        readonly stepId: string;
        readonly stream: OutputStream;
        readonly text: string;
      }
    /** What the run reader saw on the host; only in its answer. */
    | {
        readonly kind: 'seen';
        readonly run: 'present' | 'absent' | 'prevented';
        readonly runner: 'alive' | 'gone' | 'unknown';
      }
  );

/** Records in the order they stood in, and what could not be read. */
export interface ParsedJournal {
  readonly records: readonly JournalRecord[];
  readonly diagnostics: readonly Diagnostic[];
}

/** First word of every record line. */
export const RECORD_MARK = '@hpvm';

const RECORD_LINE = /^@hpvm ([A-Za-z0-9._-]+) ([0-9]+) ([a-z-]+)((?: [a-z]+=[A-Za-z0-9_.:,@%+/-]*)*)$/;
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;

/**
 * Encodes any text as a journal value: everything but letters, digits and `_.:,@+/-` as `%XX` of its UTF-8 bytes,
 * so that no value can hold a blank, a line end or an equals sign.
 */
export function encodeJournalValue(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /^[A-Za-z0-9_.:,@+/-]$/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

/**
 * Reads journal text or the runner's live stream. Lines that do not begin with the mark are not ours and are left
 * out; text behind the last line end is a torn record and is left out too, with a warning when it began like one.
 * Lines of another run are reported, never mixed in. Never throws.
 */
export function parseJournal(text: string, runId: string): ParsedJournal {
  const records: JournalRecord[] = [];
  const diagnostics: Diagnostic[] = [];
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  if (torn.startsWith(RECORD_MARK)) {
    diagnostics.push(
      warningDiagnostic(
        'journal-torn',
        'The last journal record is incomplete',
        `It reads ${quote(torn)}; it is left out.`,
      ),
    );
  }
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith(`${RECORD_MARK} `)) continue;
    const record = parseRecord(line);
    if (record === undefined || record.runId !== runId) {
      const what = record === undefined ? 'cannot be read' : `belongs to run ${record.runId}, not to ${runId}`;
      diagnostics.push(
        errorDiagnostic(
          'journal-unreadable',
          `Journal line ${String(index + 1)} ${what}`,
          `It reads ${quote(line)}; it is left out.`,
        ),
      );
      continue;
    }
    records.push(record);
  }
  return { records, diagnostics };
}

/** Reads one complete record line without its line end; `undefined` when it is not one. */
export function parseRecord(line: string): JournalRecord | undefined {
  const match = RECORD_LINE.exec(line);
  if (match === null) return undefined;
  const [, runId = '', sequence = '', kind = '', assignments = ''] = match;
  const values = new Map(
    assignments
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const),
  );
  const at = values.get('at') ?? '';
  const base: RecordBase = { runId, sequence: Number(sequence), at: TIME.test(at) ? at : null };
  return recordOf(kind, base, values);
}

/** Whether a step did what it was to do, as far as its outcome says. */
export function hasSucceeded(outcome: Extract<JournalRecord, { kind: 'outcome' }>): boolean {
  return outcome.exitStatus === 0 && outcome.effect !== 'missing';
}

function recordOf(kind: string, base: RecordBase, values: ReadonlyMap<string, string>): JournalRecord | undefined {
  const stepId = values.get('step');
  switch (kind) {
    case 'begin': {
      const owner = decodeValue(values.get('owner'));
      const planDigest = decodeValue(values.get('plan'));
      const processId = wholeNumber(values.get('pid'));
      const stepCount = wholeNumber(values.get('steps'));
      if (owner === undefined || planDigest === undefined || processId === undefined || stepCount === undefined)
        return undefined;
      return { ...base, kind, owner, planDigest, processId, stepCount };
    }
    case 'locked':
      return { ...base, kind };
    case 'lock-held': {
      const holder = decodeHex(values.get('holder'));
      return holder === undefined ? undefined : { ...base, kind, holder };
    }
    case 'intent':
      return stepId === undefined ? undefined : { ...base, kind, stepId };
    case 'outcome': {
      const exitStatus = wholeNumber(values.get('exit'));
      const effect = oneOf(values.get('effect'), ['unasked', 'shown', 'missing']);
      const ownership = oneOf(values.get('ownership'), ['none', 'recorded', 'failed']);
      if (stepId === undefined || exitStatus === undefined) return undefined;
      if (effect === undefined || ownership === undefined) return undefined;
      return { ...base, kind, stepId, exitStatus, effect, ownership };
    }
    case 'end': {
      const result = oneOf(values.get('result'), RUN_RESULTS);
      return result === undefined
        ? undefined
        : { ...base, kind, result, reason: decodeValue(values.get('reason')) ?? '' };
    }
    case 'output': {
      const stream = oneOf(values.get('stream'), OUTPUT_STREAMS);
      const text = decodeHex(values.get('hex'));
      if (stepId === undefined || stream === undefined || text === undefined) return undefined;
      return { ...base, kind, stepId, stream, text };
    }
    case 'seen': {
      const run = oneOf(values.get('run'), ['present', 'absent', 'prevented']);
      const runner = oneOf(values.get('runner'), ['alive', 'gone', 'unknown']);
      return run === undefined || runner === undefined ? undefined : { ...base, kind, run, runner };
    }
    default:
      return undefined;
  }
}

function oneOf<const Word extends string>(text: string | undefined, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === text);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined;
}

function decodeValue(text: string | undefined): string | undefined {
  if (text === undefined || !/^(?:[^%]|%[0-9A-F]{2})*$/.test(text)) return undefined;
  const bytes = text.replace(
    /%([0-9A-F]{2})|([^%])/g,
    (_, hex: string | undefined, plain: string) => hex ?? plain.charCodeAt(0).toString(16).padStart(2, '0'),
  );
  return Buffer.from(bytes, 'hex').toString('utf8');
}

/** Bytes that are not UTF-8 become U+FFFD: output is shown to people, never parsed. */
function decodeHex(text: string | undefined): string | undefined {
  return text !== undefined && /^(?:[0-9a-f]{2})*$/.test(text) ? Buffer.from(text, 'hex').toString('utf8') : undefined;
}

function quote(line: string): string {
  return JSON.stringify(line.length > 200 ? `${line.slice(0, 200)}...` : line);
}
