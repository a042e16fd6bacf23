import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { CoverageGap } from '../model/observed-host';
import { failure, type Result } from '../model/result';
import type { ProbeFrame } from './parsers/parse-frames';
import { quoteOutput } from './parsers/quote-output';
import { displayProbe, type ProbeId } from './probes/probe';
import { PROBES } from './probes/probes';

/** Reads the text of a command or file; `command` is how a person would ask for it. */
export type Parser<T> = (text: string, command: string) => Result<T>;

/** What a probe is asked: its name, the object it is about, and how to read the answer. */
export interface Question<T> {
  readonly probe: ProbeId;
  /** Null for the host as a whole. */
  readonly object: string | null;
  readonly parse: Parser<T>;
  /** Read the answer whatever the exit status was. Default: only status 0 is an answer. */
  readonly whateverStatus?: true;
}

/** The answers of one host, and everything in them that could not be read. */
export interface Evidence {
  /** The raw answer; `undefined` when the probe was not asked. */
  frame(probe: ProbeId, object: string | null): ProbeFrame | undefined;
  /** Reads an answer; a failure says why not, and records nothing. */
  attempt<T>(question: Question<T>): Result<T>;
  /** Reads an answer; on failure records that `subject` is unknown. */
  read<T>(subject: string, question: Question<T>): T | undefined;
  /** Records that `subject` is unknown, and why. */
  miss(subject: string, probe: ProbeId, object: string | null, why: string | readonly Diagnostic[]): void;
  /** Records a diagnostic about something that stays known all the same. */
  warn(diagnostics: readonly Diagnostic[]): void;
  readonly gaps: readonly CoverageGap[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Collects answers and gaps while an observed host is put together. */
export function gatherEvidence(frames: readonly ProbeFrame[]): Evidence {
  const byKey = new Map(frames.map((frame) => [keyOf(frame.probe, frame.object), frame]));
  const gaps: CoverageGap[] = [];
  const diagnostics: Diagnostic[] = [];
  const evidence: Evidence = {
    gaps,
    diagnostics,
    frame: (probe, object) => byKey.get(keyOf(probe, object)),
    attempt: (question) => attempt(question, evidence.frame(question.probe, question.object)),
    read: (subject, question) => {
      const result = evidence.attempt(question);
      if (result.ok) return result.value;
      evidence.miss(subject, question.probe, question.object, result.diagnostics);
      return undefined;
    },
    miss: (subject, probe, object, why) => {
      const command = displayProbe(PROBES[probe], object);
      const reasons =
        typeof why === 'string' ? [errorDiagnostic('unreadable-output', `${subject} is not known`, why)] : why;
      const [first] = reasons;
      gaps.push({ subject, probe: command, reason: first === undefined ? 'unknown' : reasonOf(first, reasons.length) });
      evidence.warn(reasons);
    },
    warn: (found) => {
      diagnostics.push(...found.map((each) => warningDiagnostic(each.code, each.summary, each.detail, each.address)));
    },
  };
  return evidence;
}

function attempt<T>(question: Question<T>, frame: ProbeFrame | undefined): Result<T> {
  const probe = PROBES[question.probe];
  const command = displayProbe(probe, question.object);
  const failed = (what: string): Result<T> =>
    failure(errorDiagnostic('probe-failed', `${command} gave no answer`, `${what}.\nCheck ${command} on the host.`));
  if (frame === undefined)
    return failed('It was not asked, because the listing that names its objects could not be read');
  if (frame.status === 'missing') return failed('It is not on the host');
  if (frame.status === 'unreadable') return failed('It is not there, or the login user may not read it');
  if (frame.status !== 0 && question.whateverStatus !== true) {
    const isPrivate = probe.kind === 'command' && probe.isPrivate === true;
    const said = frame.stderr.trim() === '' && !isPrivate ? frame.stdout : frame.stderr;
    return failed(`It ended with exit status ${frame.status} and said ${quoteOutput(said.trim())}`);
  }
  return question.parse(frame.stdout, command);
}

function reasonOf(first: Diagnostic, count: number): string {
  const reason = first.detail.split('\n').slice(0, 2).join(' ');
  return count > 1 ? `${reason} (and ${count - 1} more)` : reason;
}

function keyOf(probe: string, object: string | null): string {
  return `${probe} ${object ?? '-'}`;
}
