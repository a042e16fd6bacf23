/**
 * Marks an object as being of a construct type. A registered symbol is recognised across copies of this library, where
 * `instanceof` is not.
 */
export function tagType(construct: object, type: string): void {
  Object.defineProperty(construct, symbolOf(type), { value: true });
}

/** True when {@link tagType} marked the object. */
export function hasTypeTag(candidate: unknown, type: string): boolean {
  return typeof candidate === 'object' && candidate !== null && symbolOf(type) in candidate;
}

function symbolOf(type: string): symbol {
  return Symbol.for(`cdktf-hpvm.${type}`);
}
