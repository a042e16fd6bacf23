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
    after === undefined || canonicalJson(before) === canonicalJson(after) ? [] : [{ path, before, after }],
  );
}
