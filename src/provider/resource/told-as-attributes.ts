import type { Diagnostic } from '../../model/diagnostic';
import { pathText } from '../diagnostics';
import type { WrittenDocument } from './desired-document';
import { KIND_MAPPINGS } from './kinds';

/** JSON pointers into a desired-state document, wherever they stand in a text. */
const POINTERS = new RegExp(
  `/(?:${[...Object.values(KIND_MAPPINGS).map(({ list }) => list), 'connection', 'host'].join('|')})(?:/[A-Za-z0-9]+)*\\b`,
  'g',
);

/** Properties that a configuration has no attribute for: the key of a map says them. */
const IN_KEY: Readonly<Record<string, string>> = {
  name: 'the key',
  guest: 'the guest in the key',
  slot: 'the slot in the key',
};

/**
 * A diagnostic about a document, for the reader of a configuration: attributes instead of JSON pointers, and `"none"` where the
 * document says null. What it is about is named by its last step alone; the whole path is told elsewhere.
 */
export function toldAsAttributes(diagnostic: Diagnostic, written: WrittenDocument): Diagnostic {
  const { address: own = '', summary, detail } = diagnostic;
  const nameOf = (pointer: string): string => {
    const path = written.pathOf(pointer);
    const last = path.at(-1);
    if (pointer !== own || last === undefined) return path.length === 0 ? pointer : pathText(path);
    return 'key' in last ? (IN_KEY[pointer.split('/').at(-1) ?? ''] ?? pathText(path)) : last.attribute;
  };
  const tell = (text: string): string =>
    (mayBeNone(own) ? text.replaceAll(', or null', ', or "none"') : text).replaceAll(POINTERS, nameOf);
  return { ...diagnostic, summary: tell(summary), detail: tell(detail) };
}

function mayBeNone(pointer: string): boolean {
  const [, list, , property] = pointer.split('/');
  const kind = Object.values(KIND_MAPPINGS).find((mapping) => mapping.list === list);
  return kind?.fields.find((mapping) => mapping.property === property)?.toAttribute?.(null) === 'none';
}
