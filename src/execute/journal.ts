import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { posixChecksum } from './posix-checksum';

/**
 * How a run on the host ended, in its own words. `refused`: it could not be guarded, or its folder was there already; `broken`: the host could not keep a journal
 * or a lock; `failed`, `stopped`: as it says, and nothing was taken back; `reverted`: all that was done was taken back, as far as the commands say.
 */
export const RUN_RESULTS = [
  'applied',
  'reverted',
  'revert-failed',
  'failed',
  'stopped',
  'locked',
  'refused',
  'broken',
] as const;
export type RunResult = (typeof RUN_RESULTS)[number];

/** Where a text of a step came from; `readback` is the last answer of its read-back. */
const OUTPUT_STREAMS = ['stdout', 'stderr', 'readback'] as const;
export type OutputStream = (typeof OUTPUT_STREAMS)[number];

/** Who wrote a record: a process of the run on the host, or a script of ours that started or looked at it. */
const WRITERS = ['run', 'guard', 'back', 'boot', 'launch', 'look'] as const;
export type JournalWriter = (typeof WRITERS)[number];

/** What the host showed after a command; `unasked`: nothing shows it; `unseen`: it could not be seen, or not all of it. */
const EFFECTS = ['unasked', 'shown', 'missing', 'unseen'] as const;
export type Effect = (typeof EFFECTS)[number];

interface RecordBase {
  readonly runId: string;
  readonly writer: JournalWriter;
  /** Counts up within a writer. */
  readonly sequence: number;
  /** Host clock, ISO 8601, UTC, seconds; null when the host could not tell. */
  readonly at: string | null;
}

/** One fact about a run. The processes of a run on the host write them to its journals. */
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
    /** Another run holds the lock, or held it and is dead; `holder` is the text of its owner file, empty when unreadable. */
    | { readonly kind: 'lock-held'; readonly holder: string }
    | { readonly kind: 'lock-taken-over'; readonly holder: string }
    /** The lock is held; the run waits for `go`. */
    | { readonly kind: 'ready'; readonly seconds: number }
    /** `takesBack`: false for a run without a guard, of which only hanging commands are watched. */
    | { readonly kind: 'arming'; readonly seconds: number; readonly takesBack: boolean }
    /** The guard was seen to be there, and the boot script to be in place. */
    | { readonly kind: 'armed'; readonly processId: number }
    | { readonly kind: 'guarding'; readonly seconds: number }
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
        readonly effect: Effect;
        readonly ownership: 'none' | 'recorded' | 'failed';
      }
    /** The guard ended a command that took too long. */
    | { readonly kind: 'took-too-long'; readonly stepId: string; readonly seconds: number }
    /** A command that nobody of us may end goes on, as this process; it is not waited for any longer. */
    | { readonly kind: 'hangs'; readonly stepId: string; readonly processId: number }
    /** The guarded steps are done; the run waits so long for the confirmation. */
    | { readonly kind: 'awaiting'; readonly seconds: number }
    | { readonly kind: 'confirmed' }
    /** All steps are done; the run waits so long for the client's last look. */
    | { readonly kind: 'carried-out'; readonly seconds: number }
    | { readonly kind: 'reverting'; readonly reason: string }
    /** `turn`: the try of this process, from 1. */
    | { readonly kind: 'undo-intent'; readonly stepId: string; readonly turn: number }
    /** The host shows what it was to bring about: nothing had to be done. */
    | { readonly kind: 'undo-needless'; readonly stepId: string }
    | {
        readonly kind: 'undo-outcome';
        readonly stepId: string;
        readonly turn: number;
        readonly exitStatus: number;
        readonly effect: Effect;
      }
    /** It is still to be taken back: it failed, or what it takes back is needed by what stands. */
    | { readonly kind: 'undo-left'; readonly stepId: string }
    /** `woke`: the host was booted, and its boot script has found this run. `back`: somebody asked for it to be taken back. */
    | { readonly kind: 'woke'; readonly processId: number }
    | { readonly kind: 'back'; readonly processId: number }
    /** The host goes down, so nothing was taken back: the boot script does it. */
    | { readonly kind: 'left-to-boot' }
    | { readonly kind: 'disarmed'; readonly isHookLeft: boolean }
    | { readonly kind: 'end'; readonly result: RunResult; readonly reason: string }
    /** Output of a step. */
    | {
        readonly kind: 'output';
        readonly stepId: string;
        readonly stream: OutputStream;
        readonly text: string;
      }
    /**
     * What the script that looked saw of the run at its end; only in its answer. `over`: how the run ended, when it could not write a record of it;
     * `isHooked`: its boot script stands; `owes`: the host's record of debts names it.
     */
    | {
        readonly kind: 'seen';
        readonly run: 'present' | 'absent' | 'prevented';
        readonly runner: 'alive' | 'gone' | 'unknown';
        readonly over: RunResult | null;
        readonly isHooked: boolean;
        readonly owes: boolean;
      }
  );

/** Records in the order they stood in, and what could not be read. */
export interface ParsedJournal {
  readonly records: readonly JournalRecord[];
  readonly diagnostics: readonly Diagnostic[];
}

/** First word of every record line. */
export const RECORD_MARK = '@hpvm';

const RECORD_LINE = /^@hpvm ([A-Za-z0-9._-]+) ([a-z]+)\.([0-9]+) ([a-z-]+)((?: [a-z-]+=[A-Za-z0-9_.:,@%+/-]*)*)$/;
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
 * Reads journal text or what the follow script printed. Lines that do not begin with the mark are not ours and are left
 * out; text behind the last line end is a torn record and is left out too, with a warning when it began like one.
 * Lines of another run, and lines that their own checksum contradicts, are reported and left out. Never throws.
 */
export function parseJournal(text: string, runId: string): ParsedJournal {
  const records: JournalRecord[] = [];
  const diagnostics: Diagnostic[] = [];
  const reader = journalReader(runId);
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
    const read = reader(line);
    if (read.status === 'record') {
      records.push(read.record);
      continue;
    }
    diagnostics.push(
      errorDiagnostic(
        'journal-unreadable',
        `Journal line ${String(index + 1)} ${read.why}`,
        `It reads ${quote(line)}; it is left out.`,
      ),
    );
  }
  return { records, diagnostics };
}

type ReadLine =
  | { readonly status: 'record'; readonly record: JournalRecord }
  | { readonly status: 'unreadable'; readonly why: string };

/**
 * Reads the record lines of one run one after the other, and checks each against its checksum: the POSIX checksum of that of the record before it
 * by the same writer (0 for its first) and the line.
 */
export function journalReader(runId: string): (line: string) => ReadLine {
  const lastSum = new Map<string, string>();
  return (line) => {
    const summed = /^(.*) sum=([0-9]+)$/.exec(line);
    const record = parseRecord(summed?.[1] ?? line);
    if (record === undefined) return { status: 'unreadable', why: 'cannot be read' };
    if (record.runId !== runId) return { status: 'unreadable', why: `belongs to run ${record.runId}, not to ${runId}` };
    const { writer } = record;
    // What our own scripts print carries no checksum; it is never in a file.
    if (writer === 'launch' || writer === 'look') return { status: 'record', record };
    const sum = summed?.[2] ?? '';
    // A process that took over from one that died begins a chain of its own.
    const fits = [lastSum.get(writer) ?? '0', '0'].some((before) => checksumOf(before, summed?.[1] ?? '') === sum);
    // The records behind a line that is lost or altered can still be vouched for.
    lastSum.set(writer, sum);
    if (!fits) return { status: 'unreadable', why: 'does not fit its checksum' };
    return { status: 'record', record };
  };
}

/** Checksum of a record line that follows one with checksum `before`. */
export function checksumOf(before: string, line: string): string {
  return posixChecksum(`${before} ${line}\n`).split(' ')[0] ?? '';
}

/** Reads one complete record line without its checksum and line end; `undefined` when it is not one. */
export function parseRecord(line: string): JournalRecord | undefined {
  const match = RECORD_LINE.exec(line);
  if (match === null) return undefined;
  const [, runId = '', writerWord = '', sequence = '', kind = '', assignments = ''] = match;
  const writer = oneOf(writerWord, WRITERS);
  if (writer === undefined) return undefined;
  const values = new Map(
    assignments
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const),
  );
  const at = values.get('at') ?? '';
  const base: RecordBase = { runId, writer, sequence: Number(sequence), at: TIME.test(at) ? at : null };
  return recordOf(kind, base, values);
}

/** Whether a step did what it was to do, as far as its outcome says. */
export function hasSucceeded(outcome: Extract<JournalRecord, { kind: 'outcome' }>): boolean {
  return outcome.exitStatus === 0 && (outcome.effect === 'shown' || outcome.effect === 'unasked');
}

function recordOf(kind: string, base: RecordBase, values: ReadonlyMap<string, string>): JournalRecord | undefined {
  const stepId = values.get('step') ?? values.get('undo');
  const seconds = wholeNumber(values.get('seconds'));
  const turn = wholeNumber(values.get('turn'));
  const exitStatus = wholeNumber(values.get('exit'));
  const effect = oneOf(values.get('effect'), EFFECTS);
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
    case 'confirmed':
    case 'left-to-boot':
      return { ...base, kind };
    case 'woke':
    case 'back': {
      const processId = wholeNumber(values.get('pid'));
      return processId === undefined ? undefined : { ...base, kind, processId };
    }
    case 'lock-held':
    case 'lock-taken-over': {
      const holder = decodeHex(values.get('holder'));
      return holder === undefined ? undefined : { ...base, kind, holder };
    }
    case 'ready':
    case 'guarding':
    case 'awaiting':
    case 'carried-out':
      return seconds === undefined ? undefined : { ...base, kind, seconds };
    case 'arming':
      return seconds === undefined ? undefined : { ...base, kind, seconds, takesBack: values.get('back') !== 'no' };
    case 'armed': {
      const processId = wholeNumber(values.get('guard'));
      return processId === undefined ? undefined : { ...base, kind, processId };
    }
    case 'undo-intent':
      return stepId === undefined || turn === undefined ? undefined : { ...base, kind, stepId, turn };
    case 'intent':
    case 'undo-needless':
    case 'undo-left':
      return stepId === undefined ? undefined : { ...base, kind, stepId };
    case 'outcome': {
      const ownership = oneOf(values.get('ownership'), ['none', 'recorded', 'failed']);
      if (stepId === undefined || exitStatus === undefined || effect === undefined || ownership === undefined)
        return undefined;
      return { ...base, kind, stepId, exitStatus, effect, ownership };
    }
    case 'undo-outcome':
      if (stepId === undefined || turn === undefined || exitStatus === undefined || effect === undefined)
        return undefined;
      return { ...base, kind, stepId, turn, exitStatus, effect };
    case 'took-too-long':
      return stepId === undefined || seconds === undefined ? undefined : { ...base, kind, stepId, seconds };
    case 'hangs': {
      const processId = wholeNumber(values.get('process'));
      return stepId === undefined || processId === undefined ? undefined : { ...base, kind, stepId, processId };
    }
    case 'reverting':
      return { ...base, kind, reason: decodeValue(values.get('reason')) ?? '' };
    case 'disarmed':
      return { ...base, kind, isHookLeft: values.get('hook-left') !== 'no' };
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
      const over = oneOf(values.get('over'), RUN_RESULTS) ?? null;
      const [isHooked, owes] = [values.get('hook') === 'yes', values.get('owes') === 'yes'];
      return run === undefined || runner === undefined
        ? undefined
        : { ...base, kind, run, runner, over, isHooked, owes };
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
