/** Every element after the first with the same key, with the first one. Elements without a key are passed over. */
export function repeated<T>(
  elements: readonly T[],
  keyOf: (element: T) => string | undefined,
): readonly { readonly element: T; readonly first: T }[] {
  const firsts = new Map<string, T>();
  return elements.flatMap((element) => {
    const key = keyOf(element);
    if (key === undefined) return [];
    const first = firsts.get(key);
    if (first !== undefined) return [{ element, first }];
    firsts.set(key, element);
    return [];
  });
}
