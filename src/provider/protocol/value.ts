/** A value that Terraform does not know before apply; the same in both parts of the bundle. */
export const UNKNOWN: unique symbol = Symbol.for('cdktf-hpvm: known after apply');

/** A value of Terraform's type system, without its type. Sets are lists here. */
export type Value =
  null | boolean | number | string | typeof UNKNOWN | readonly Value[] | { readonly [key: string]: Value };

/** The attributes of an object. */
export type ObjectValue = Readonly<Record<string, Value>>;

/** True for objects and maps, false for lists. */
export function isObjectValue(value: Value | undefined): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value and everything in it is known. */
export function isWhollyKnown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return false;
  if (Array.isArray(value)) return (value as readonly Value[]).every(isWhollyKnown);
  return !isObjectValue(value) || Object.values(value).every(isWhollyKnown);
}

/** Text of a known string, else undefined. */
export function textOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
