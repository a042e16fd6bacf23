import type { Diagnostic } from '../model/diagnostic';

/** Something wrong in a desired-state document, before it is put into words for the reader of a file or of a construct. */
export interface DesiredProblem {
  readonly severity: 'error' | 'warning';
  /** Stable kebab-case code. */
  readonly code: string;
  /** JSON pointer (RFC 6901) of the value; empty for the whole document. */
  readonly at: string;
  /** What is wrong, with the value; completes a sentence that starts with the path. */
  readonly what: string;
  /** What may stand there. */
  readonly allowed: string;
  /** Document, section and page of the rule. */
  readonly source: string;
  /** What to do next, when `allowed` does not say it already. */
  readonly next?: string;
}

/** An element of a document with the JSON pointer it was found at. */
export interface Located<T> {
  readonly at: string;
  readonly value: T;
}

/**
 * The problem as a diagnostic for the reader of a file.
 *
 * @param document what the reader calls the document, usually its path
 * @param from where the code declares the element, when the document says so
 */
export function toDiagnostic(problem: DesiredProblem, document: string, from: string | undefined): Diagnostic {
  const where = problem.at === '' ? 'the document' : problem.at;
  const declared = from === undefined ? '' : `, declared at ${from}`;
  return {
    severity: problem.severity,
    code: problem.code,
    summary: `${where} ${problem.what}`,
    detail: [
      `In ${document}${declared}.`,
      `Source: ${problem.source}.`,
      `Allowed: ${problem.allowed}.${problem.next === undefined ? '' : ` ${problem.next}`}`,
    ].join('\n'),
    address: problem.at === '' ? '/' : problem.at,
  };
}
