import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { wrongKind } from '../model/document-kind';
import { firstProblems } from '../model/first-problems';
import type { ObservedHost } from '../model/observed-host';
import { failure, success, type Result } from '../model/result';
import { observedHostSchema } from './observed-host-schema';

/**
 * Decodes a snapshot, as `hpvmctl discover --out` writes it. Unknown properties are errors.
 *
 * @param source - file name, for the diagnostics
 * @returns the observed host, or one `invalid-snapshot` diagnostic for each place that is wrong (the first twelve), with
 *   its path; a file of another kind, or of another format version, has one diagnostic only
 */
export function decodeObservedHost(json: unknown, source: string): Result<ObservedHost> {
  const wrong = wrongKind(json, 'hpvm-observed-host', source);
  if (wrong !== undefined) return failure(wrong);
  const decoded = observedHostSchema.safeParse(json);
  if (decoded.success) return success(decoded.data);
  const problems = decoded.error.issues.map((issue) => invalid(issue.path, issue.message, source));
  return failure(...firstProblems(problems, source));
}

function invalid(path: readonly PropertyKey[], message: string, source: string): Diagnostic {
  const pointer = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return errorDiagnostic(
    'invalid-snapshot',
    `${source} is not a snapshot of this version`,
    `At ${pointer === '' ? 'the top' : pointer}: ${message}.\n` +
      'Snapshots are written by hpvmctl discover --out and not edited; write it again, or undo the edit.',
    pointer,
  );
}
