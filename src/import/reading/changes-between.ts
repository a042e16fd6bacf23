import { diffArrays } from 'diff';
import type { ReadUnit } from './read-source';

/** A statement that two texts have alike, comments included. */
export interface SameUnit {
  readonly kind: 'same';
  readonly before: ReadUnit;
  readonly after: ReadUnit;
}

/** What went and what came between statements that two texts have alike. */
export interface UnitChange {
  readonly kind: 'change';
  readonly removed: readonly ReadUnit[];
  readonly added: readonly ReadUnit[];
}

/** Aligns the statements of two texts of import. */
export function changesBetween(
  before: readonly ReadUnit[],
  after: readonly ReadUnit[],
): readonly (SameUnit | UnitChange)[] {
  const bare = (units: readonly ReadUnit[]): string[] => units.map((unit) => unit.bare);
  const segments: (SameUnit | UnitChange)[] = [];
  let [at, then] = [0, 0];
  let open: { kind: 'change'; removed: ReadUnit[]; added: ReadUnit[] } | undefined;
  for (const { added, removed, count } of diffArrays(bare(before), bare(after))) {
    if (added || removed) {
      if (open === undefined) segments.push((open = { kind: 'change', removed: [], added: [] }));
      if (removed) open.removed.push(...before.slice(at, (at += count)));
      else open.added.push(...after.slice(then, (then += count)));
      continue;
    }
    open = undefined;
    const others = after.slice(then, (then += count));
    before.slice(at, (at += count)).forEach((unit, index) => {
      segments.push({ kind: 'same', before: unit, after: others[index] ?? unit });
    });
  }
  return segments;
}
