import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic } from '../model/diagnostic';
import { wrongKind } from '../model/document-kind';
import { firstProblems } from '../model/first-problems';
import { findJsonFault } from '../model/json-syntax';
import { failure, type Result } from '../model/result';
import { decodeDesiredHost } from './decode-desired-host';

/**
 * Reads a desired-state document from its text. Never throws: text that is not JSON is reported with its line and
 * column (both from 1, columns in characters); a file of another kind, or of another format version, with one error.
 *
 * @param source what the reader calls the document, usually its path
 */
export function decodeDesiredText(text: string, source: string): Result<DesiredHost> {
  // Editors on Windows put a byte order mark in front, which is not JSON (RFC 8259, section 8.1, lets us ignore it).
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  const fault = findJsonFault(json);
  if (fault !== undefined) {
    const before = json.slice(0, fault.offset).split('\n');
    const column = Array.from(before.at(-1) ?? '').length + 1;
    const place = `${source}:${String(before.length)}:${String(column)}`;
    return failure(
      errorDiagnostic(
        fault.code,
        `${place} ${fault.code === 'json-syntax' ? 'is not JSON: ' : ''}${fault.what}`,
        'Nothing was read from this file. Correct the text at that place, or synthesize the document again.',
      ),
    );
  }
  const document: unknown = JSON.parse(json);
  const wrong = wrongKind(document, 'hpvm-desired-host', source);
  if (wrong !== undefined) return failure(wrong);
  const decoded = decodeDesiredHost(document, source);
  return decoded.ok ? decoded : failure(...firstProblems(decoded.diagnostics, source));
}
