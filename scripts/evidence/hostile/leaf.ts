type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A place in a document at which a text or a number stands. */
export type Leaf = readonly (string | number)[];

/** Every place of a document that holds a text or a number. */
export function leavesOf(document: unknown): readonly Leaf[] {
  const found: Leaf[] = [];
  const walk = (value: unknown, path: Leaf): void => {
    if (typeof value === 'string' || typeof value === 'number') found.push(path);
    else if (Array.isArray(value)) value.forEach((each, index) => walk(each, [...path, index]));
    else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) walk(each, [...path, key]);
  };
  walk(document, []);
  return found;
}

/** The text that stands at a place. */
export function textAt(document: unknown, leaf: Leaf): string {
  let value: unknown = document;
  for (const key of leaf) value = (value as Readonly<Record<string | number, unknown>>)[key];
  return String(value);
}

/** A copy of the document with another text there. */
export function withText<T>(document: T, leaf: Leaf, text: string): T {
  return replaced(document as Json, leaf, () => text) as T;
}

/** A copy of the document in which the property there has another name. */
export function withName<T>(document: T, leaf: Leaf, name: string): T {
  const parent = leaf.slice(0, -1);
  return replaced(document as Json, parent, (value) =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).map(([key, each]) => [key === leaf.at(-1) ? name : key, each])),
  ) as T;
}

/** The place as a field, the same for all elements of a list: `steps[].command[]`. */
export function fieldName(leaf: Leaf): string {
  return leaf.map((key) => (typeof key === 'number' ? '[]' : `.${key}`)).join('');
}

function replaced(value: Json, [key, ...rest]: Leaf, change: (value: Json) => Json): Json {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((each: Json, at) => (at === key ? replaced(each, rest, change) : each));
  const object = value as Readonly<Record<string, Json>>;
  return { ...object, [key]: replaced(object[key] ?? null, rest, change) };
}
