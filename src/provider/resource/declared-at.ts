import { isObjectValue, textOf, type ObjectValue } from '../protocol/value';
import type { AttributePath } from './desired-document';
import { KIND_MAPPINGS } from './kinds';

/** Key of `declared_at` for the host itself. */
const HOST = 'host';

/** Where in the code the object that a path leads into is declared; undefined where nobody said it. */
export function declaredAt(config: ObjectValue, [first, second]: AttributePath): string | undefined {
  const { declared_at: said } = config;
  if (!isObjectValue(said) || first === undefined || !('attribute' in first)) return undefined;
  const found = Object.entries(KIND_MAPPINGS).find(([, { attribute }]) => attribute === first.attribute);
  if (found === undefined) return undefined;
  const [kind, { key: hasKeys }] = found;
  if (hasKeys === undefined) return textOf(said[kind]);
  return second !== undefined && 'key' in second ? textOf(said[`${kind}.${second.key}`]) : undefined;
}

/** Where the host of a resource or a data source is declared. */
export function hostDeclaredAt({ declared_at: said }: ObjectValue): string | undefined {
  return textOf(isObjectValue(said) ? said[HOST] : said);
}
