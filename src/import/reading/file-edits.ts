import type { SameUnit, UnitChange } from './changes-between';
import { importFate } from './import-fate';
import type { ReadUnit } from './read-source';
import { unitSupply, type UnitSupply } from './unit-supply';

/** What the host's changes make of a file, statement by statement. */
export interface FileEdits {
  /** Where a statement of import stands in the file. */
  readonly places: ReadonlyMap<ReadUnit, ReadUnit>;
  /** Statements of the file, with what comes in their place; undefined: they go. */
  readonly replaced: ReadonlyMap<ReadUnit, Replacement | undefined>;
  /** Statements that came and stand nowhere in the file yet; true where people took away what they came instead of. */
  readonly inserted: ReadonlyMap<ReadUnit, boolean>;
}

/** What comes in the place of a statement of a file. */
export type Replacement =
  | { readonly kind: 'unit'; readonly before: ReadUnit | undefined; readonly after: ReadUnit }
  | { readonly kind: 'comments'; readonly after: ReadUnit }
  | { readonly kind: 'line'; readonly text: string }
  /** People and the host have both changed it; null: on the host it is gone. */
  | { readonly kind: 'conflict'; readonly after: ReadUnit | null };

interface Edits extends FileEdits {
  readonly supply: UnitSupply;
  readonly places: Map<ReadUnit, ReadUnit>;
  readonly replaced: Map<ReadUnit, Replacement | undefined>;
  readonly inserted: Map<ReadUnit, boolean>;
  /** Statements of import about which all is said. */
  readonly done: Set<ReadUnit>;
}

/**
 * Finds for each change of the host what it makes of a file; nothing, where the file says it already, however it is written. Undefined where people changed
 * something that cannot be found again and the host changed it as well.
 */
export function fileEdits(
  segments: readonly (SameUnit | UnitChange)[],
  file: readonly ReadUnit[],
): FileEdits | undefined {
  const edits: Edits = {
    ...{ supply: unitSupply(file), places: new Map(), replaced: new Map() },
    ...{ inserted: new Map(), done: new Set() },
  };
  for (const segment of segments) {
    if (segment.kind === 'change') continue;
    const { before, after } = segment;
    const own = edits.supply.take(before.meaning) ?? edits.supply.takeFirst((each) => isAbout(before, each));
    if (own !== undefined) edits.places.set(after, own);
  }
  const changes = segments.filter((segment): segment is UnitChange => segment.kind === 'change');
  const removed = changes.flatMap((change) => change.removed);
  const added = changes.flatMap((change) => change.added);
  comments(removed, added, edits);
  foundAlready(removed, added, edits);
  if (!changes.every((change) => goneOrChanged(change, edits))) return undefined;
  for (const change of changes) imports(change, edits, file);
  for (const unit of added) if (!edits.done.has(unit)) edits.inserted.set(unit, edits.inserted.get(unit) ?? false);
  constantsInNeed(removed, added, edits);
  return edits;
}

/** What only moved, or has other comments: worked in where the file has it as import wrote it, and left alone where not. */
function comments(removed: readonly ReadUnit[], added: readonly ReadUnit[], edits: Edits): void {
  for (const after of added.filter(({ tokens }) => tokens.length > 0)) {
    const before = removed.find((unit) => unit.meaning === after.meaning && !edits.done.has(unit));
    if (before === undefined) continue;
    edits.done.add(before).add(after);
    const own = edits.supply.take(before.meaning);
    if (own === undefined) continue;
    edits.places.set(after, own);
    if (own.bare === before.bare) edits.replaced.set(own, { kind: 'comments', after });
  }
}

/** What came and is in the file, perhaps with more that people have said of it. */
function foundAlready(removed: readonly ReadUnit[], added: readonly ReadUnit[], edits: Edits): void {
  for (const unit of open(added, edits)) {
    const isNew = !removed.some((each) => isAbout(unit, each));
    const own =
      edits.supply.take(unit.meaning) ??
      edits.supply.takeFirst((each) => isNew && isAbout(unit, each) && saysAll(each, propertiesOf(unit)));
    if (own === undefined) continue;
    edits.done.add(unit);
    edits.places.set(unit, own);
  }
}

/** What went, perhaps with another of it in its place. False where it cannot be said what people made of it. */
function goneOrChanged({ removed, added }: UnitChange, edits: Edits): boolean {
  const { supply, places, replaced, inserted, done } = edits;
  return open(removed, edits).every((before) => {
    const after = open(added, edits).find((each) => isAbout(before, each));
    const same = supply.take(before.meaning);
    const own = same ?? supply.takeFirst((each) => isAbout(before, each));
    if (own === undefined) {
      // Taken away by people: what the host changed of it is for them to see.
      if (after !== undefined) inserted.set(after, true);
      const isReplaced = added.some((each) => done.has(each) && each.statement.kind === before.statement.kind);
      return before.made !== undefined || isReplaced;
    }
    if (after !== undefined) {
      done.add(after);
      places.set(after, own);
    }
    if (same !== undefined) replaced.set(own, after === undefined ? undefined : { kind: 'unit', before, after });
    else if (after === undefined || !saysAll(own, differing(before, after)))
      replaced.set(own, { kind: 'conflict', after: after ?? null });
    return true;
  });
}

function open(units: readonly ReadUnit[], { done }: Edits): readonly ReadUnit[] {
  return units.filter((unit) => !done.has(unit) && unit.statement.kind !== 'import');
}

/** Whether two statements are about the same thing, and perhaps say otherwise. */
function isAbout(one: ReadUnit, other: ReadUnit): boolean {
  return one.made !== undefined && one.scope === other.scope && one.made.identity === other.made?.identity;
}

function propertiesOf({ made }: ReadUnit): ReadonlyMap<string, string> {
  return made?.properties ?? new Map<string, string>();
}

/** Whether a statement has these properties, whatever else people have said; undefined: must not be there. */
function saysAll(unit: ReadUnit, properties: ReadonlyMap<string, string | undefined>): boolean {
  return [...properties].every(([name, value]) => propertiesOf(unit).get(name) === value);
}

/** What is said of a thing in another way than before. */
function differing(before: ReadUnit, after: ReadUnit): ReadonlyMap<string, string | undefined> {
  const [was, is] = [propertiesOf(before), propertiesOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
  return new Map(names.map((name) => [name, is.get(name)]));
}

function imports({ removed, added }: UnitChange, edits: Edits, file: readonly ReadUnit[]): void {
  const { supply, places, replaced, done } = edits;
  const own = supply.left().filter(({ statement }) => statement.kind !== 'import');
  const used = new Set(own.flatMap(({ tokens }) => tokens.map(({ text }) => text)));
  for (const module of new Set([...removed, ...added].flatMap((unit) => moduleOf(unit) ?? []))) {
    const isOf = (unit: ReadUnit): boolean => moduleOf(unit) === module && !done.has(unit);
    const [before, after] = [removed.find(isOf), added.find(isOf)];
    const lines = file.filter((unit) => moduleOf(unit) === module);
    const [line] = lines;
    const fate = importFate({ before, after, own: lines, used });
    if (fate.kind === 'insert') continue;
    if (after !== undefined) {
      done.add(after);
      if (line !== undefined) places.set(after, line);
    }
    if (fate.kind !== 'settled' && line !== undefined) replaced.set(line, fate.kind === 'gone' ? undefined : fate);
  }
}

function moduleOf({ statement }: ReadUnit): string | undefined {
  if (statement.kind !== 'import') return undefined;
  return `${statement.isTypeOnly ? 'type ' : ''}${statement.module}`;
}

/** What people wrote without a constant gets it where something that came needs it. */
function constantsInNeed(removed: readonly ReadUnit[], added: readonly ReadUnit[], edits: Edits): void {
  const { places, replaced, inserted } = edits;
  const coming = new Set(inserted.keys());
  for (const each of replaced.values()) if (each?.kind === 'unit') coming.add(each.after);
  for (const after of added) {
    const own = places.get(after);
    if (own === undefined || constantsOf(own).length > 0 || coming.has(after)) continue;
    const names = constantsOf(after);
    const isNeeded = [...coming].some(
      ({ scope, tokens }) =>
        scope === after.scope && tokens.some(({ kind, text }) => kind === 'word' && names.includes(text)),
    );
    const before = removed.find((unit) => unit.meaning === after.meaning);
    if (isNeeded) replaced.set(own, { kind: 'unit', before, after });
  }
}

function constantsOf({ statement }: ReadUnit): readonly string[] {
  return statement.kind === 'value' ? statement.constants : [];
}
