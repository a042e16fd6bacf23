import type { ReadUnit } from './read-source';

/** Statements of a text, each given out once. */
export interface UnitSupply {
  /** The first that means this and was not given out; undefined: none is left. */
  take(meaning: string): ReadUnit | undefined;
  /** The first that was not given out and fits. */
  takeFirst(fits: (unit: ReadUnit) => boolean): ReadUnit | undefined;
  /** Those that were not given out. */
  left(): readonly ReadUnit[];
}

/** Supplies the statements of a text in their order. */
export function unitSupply(units: readonly ReadUnit[]): UnitSupply {
  const byMeaning = new Map<string, ReadUnit[]>();
  for (const unit of units) {
    const same = byMeaning.get(unit.meaning);
    if (same === undefined) byMeaning.set(unit.meaning, [unit]);
    else same.push(unit);
  }
  const given = new Set<ReadUnit>();
  const takeFirst = (of: readonly ReadUnit[], fits: (unit: ReadUnit) => boolean): ReadUnit | undefined => {
    const found = of.find((unit) => !given.has(unit) && fits(unit));
    if (found !== undefined) given.add(found);
    return found;
  };
  return {
    take: (meaning) => takeFirst(byMeaning.get(meaning) ?? [], () => true),
    takeFirst: (fits) => takeFirst(units, fits),
    left: () => units.filter((unit) => !given.has(unit)),
  };
}
