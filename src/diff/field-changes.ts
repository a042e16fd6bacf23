import { canonicalJson, type JsonValue } from '../model/canonical-json';
import type { FieldChange } from './change';

/**
 * Compares the managed fields of a resource. A field whose desired value is `undefined` is not managed and
 * never differs. The result keeps the order of `fields`.
 */
export function changedFields(
  fields: readonly { readonly path: string; readonly before: JsonValue; readonly after: JsonValue | undefined }[],
): readonly FieldChange[] {
  return fields.flatMap(({ path, before, after }) =>
    after === undefined || isSame(before, after) ? [] : [{ path, before, after }],
  );
}

function isSame(before: JsonValue, after: JsonValue): boolean {
  if (before === after) return true;
  const isPlain = before === null || after === null || typeof before !== 'object' || typeof after !== 'object';
  return !isPlain && canonicalJson(before) === canonicalJson(after);
}
