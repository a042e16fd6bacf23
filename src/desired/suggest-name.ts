/**
 * The candidate that a misspelt name most likely meant, or `undefined` when none is near: equal but for case,
 * `-` and `_`; a beginning of it; or at most a third of its letters different.
 */
export function suggestName(name: string, candidates: readonly string[]): string | undefined {
  const wanted = fold(name);
  if (wanted === '' || wanted.length > 64) return undefined;
  const scored = candidates.map((candidate) => ({ candidate, distance: distanceTo(wanted, fold(candidate)) }));
  const best = scored.reduce<{ candidate: string; distance: number } | undefined>(
    (nearest, next) => (nearest === undefined || next.distance < nearest.distance ? next : nearest),
    undefined,
  );
  return best !== undefined && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.candidate : undefined;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

function distanceTo(wanted: string, candidate: string): number {
  if (wanted === candidate) return 0;
  if (wanted.length >= 3 && (candidate.startsWith(wanted) || wanted.startsWith(candidate))) return 1;
  return editDistance(wanted, candidate);
}

/** Letters to insert, delete or replace (Levenshtein, 1965). */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(left).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(right).entries()) {
      const replace = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replace, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
