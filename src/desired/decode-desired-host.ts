import type { DesiredHost } from '../model/desired-host';
import { hasErrors } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import { checkDesiredField } from './desired-fields';
import { toDiagnostic, type DesiredProblem } from './desired-problem';
import { desiredHostSchema, type DesiredDocument } from './desired-schema';
import { documentProblems } from './document-rules';
import { locateElements } from './located-document';
import { normaliseDesiredHost } from './normalise-desired-host';
import { schemaProblems } from './schema-problems';

/** What a look at a document shows: every problem, and the document where no value alone is wrong. */
interface Inspection {
  readonly problems: readonly DesiredProblem[];
  readonly document: DesiredDocument | undefined;
}

/** Every problem of a document at once, errors and warnings, in a fixed order: values first, then kind by kind. */
export function findDesiredProblems(json: unknown): readonly DesiredProblem[] {
  return inspect(json).problems;
}

/**
 * Reads a desired-state document: validated, in canonical spelling and order.
 *
 * Never throws. All problems are reported together, each with its path, the value, what is allowed and the document,
 * section and page that say so. A success may carry warnings.
 *
 * @param source what the reader calls the document, usually its path
 */
export function decodeDesiredHost(json: unknown, source: string): Result<DesiredHost> {
  const { problems, document } = inspect(json);
  const diagnostics = problems.map((problem) => toDiagnostic(problem, source, declarationOf(json, problem.at)));
  if (document === undefined || hasErrors(diagnostics)) return failure(...diagnostics);
  // Every branded text has matched the pattern of its brand, and `aviolan` is what normalising takes care of.
  return success(normaliseDesiredHost(document as unknown as DesiredHost), diagnostics);
}

function inspect(json: unknown): Inspection {
  const parsed = desiredHostSchema.safeParse(json);
  const inValues = parsed.success ? [] : schemaProblems(parsed.error.issues, json);
  const malformed = inValues.filter(({ code }) => code !== 'unknown-property').map(({ at }) => at);
  return {
    problems: [...inValues, ...documentProblems(locateElements(json, malformed))],
    document: parsed.success ? parsed.data : undefined,
  };
}

/** Where the code declares the element a pointer leads into, when the document says so. */
function declarationOf(json: unknown, at: string): string | undefined {
  let value: unknown = json;
  let from: string | undefined;
  for (const key of at.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) break;
    value = (value as Record<string, unknown>)[key];
    const declared =
      value !== null && typeof value === 'object' ? (value as { readonly from?: string }).from : undefined;
    if (declared !== undefined && checkDesiredField('from', declared) === undefined) from = declared;
  }
  return from;
}
