import type { JsonValue } from '../../model/canonical-json';
import type { PlannedChange } from '../../plan/plan-document';

/** What the fields of a change become; for a field that does not change, or is none of the kind asked for, what was known. */
export interface ChangedFields {
  text<T>(path: string, known: T): string | T;
  /** Null is a value here: no uplink. */
  textOrNull<T>(path: string, known: T): string | T | null;
  /** Null is a value here: untagged. */
  numberOrNull<T>(path: string, known: T): number | T | null;
  texts<T>(path: string, known: T): readonly string[] | T;
}

/** Reads the fields of a change by their paths. A plan is a file that anybody may have edited, so no type is taken for granted. */
export function changedFields({ fields }: Pick<PlannedChange, 'fields'>): ChangedFields {
  const after = new Map<string, JsonValue>(fields.map((field) => [field.path, field.after]));
  return {
    text: (path, known) => valueOf(after.get(path), isText) ?? known,
    textOrNull: (path, known) => (after.get(path) === null ? null : (valueOf(after.get(path), isText) ?? known)),
    numberOrNull: (path, known) => (after.get(path) === null ? null : (valueOf(after.get(path), isNumber) ?? known)),
    texts: (path, known) => {
      const value = after.get(path);
      return Array.isArray(value) ? value.filter(isText) : known;
    },
  };
}

function valueOf<T extends JsonValue>(
  value: JsonValue | undefined,
  isWanted: (value: unknown) => value is T,
): T | undefined {
  return isWanted(value) ? value : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
