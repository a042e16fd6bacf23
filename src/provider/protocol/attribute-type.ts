/** Type of an attribute that is no object: as Terraform's JSON writes types. */
export type PlainType = 'string' | 'number' | 'bool' | readonly ['list' | 'set' | 'map', 'string' | 'number' | 'bool'];

/** An attribute with attributes of its own: one object, some in an order, or one for each key. */
export interface NestedType {
  readonly nesting: 'single' | 'list' | 'map';
  readonly attributes: Attributes;
}

/** One attribute of a schema. */
export interface Attribute {
  readonly type: PlainType | NestedType;
  /** `required` and `optional` are written by the user, `computed` is told by the provider. */
  readonly mode: 'required' | 'optional' | 'computed';
  /** In Markdown. */
  readonly description: string;
  readonly isSensitive?: true;
  /** Is given with each run and stored nowhere (Terraform 1.11, OpenTofu 1.11). */
  readonly isWriteOnly?: true;
}

/** Attributes by name. */
export interface Attributes {
  readonly [name: string]: Attribute;
}

/** True for an attribute with attributes of its own. */
export function isNested(type: PlainType | NestedType): type is NestedType {
  return typeof type === 'object' && 'nesting' in type;
}
