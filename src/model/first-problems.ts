import { errorDiagnostic, type Diagnostic } from './diagnostic';

/** As many as a person reads before correcting the first. */
const MOST = 12;

/** The first problems of one file, and how many more there are. */
export function firstProblems(problems: readonly Diagnostic[], file: string): readonly Diagnostic[] {
  if (problems.length <= MOST) return problems;
  const more = errorDiagnostic(
    'more-problems',
    `and ${String(problems.length - MOST)} more in ${file}`,
    'Correct the ones above first; many may have one cause.',
  );
  return [...problems.slice(0, MOST), more];
}
