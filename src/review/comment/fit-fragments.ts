import { CUT_ORDER, type CutKind, type Fitted, type Fragment } from './fragment';

/**
 * Writes fragments one behind the other within so many bytes of UTF-8: cuts in the order of {@link CUT_ORDER}, of one kind from the
 * last to the first, and no more than needed. `noteOf` writes what was cut, and stands behind `head`; it counts, too.
 */
export function fitFragments(
  head: string,
  noteOf: (cut: ReadonlyMap<CutKind, number>) => string,
  fragments: readonly Fragment[],
  mostBytes: number,
): Fitted {
  const sizes = new Map<Fragment, number>();
  const parents = new Map<Fragment, Fragment>();
  const cuttable: Fragment[] = [];
  const measure = (fragment: Fragment): number => {
    const { content, cut } = fragment;
    const size =
      typeof content === 'string'
        ? Buffer.byteLength(content)
        : content.reduce((sum, child) => {
            parents.set(child, fragment);
            return sum + measure(child);
          }, 0);
    sizes.set(fragment, size);
    if (cut !== undefined) cuttable.push(fragment);
    return size;
  };
  const removed = new Set<Fragment>();
  const cut = new Map<CutKind, number>();
  let bytes = Buffer.byteLength(head) + fragments.reduce((sum, fragment) => sum + measure(fragment), 0);
  for (const fragment of inCutOrder(cuttable)) {
    if (bytes + Buffer.byteLength(noteOf(cut)) <= mostBytes) break;
    if (fragment.cut === undefined || isGone(fragment, parents, removed)) continue;
    const saved = (sizes.get(fragment) ?? 0) - Buffer.byteLength(fragment.cut.instead);
    removed.add(fragment);
    cut.set(fragment.cut.kind, (cut.get(fragment.cut.kind) ?? 0) + fragment.cut.count);
    bytes -= saved;
    for (let above = parents.get(fragment); above !== undefined; above = parents.get(above))
      sizes.set(above, (sizes.get(above) ?? 0) - saved);
  }
  return { text: `${head}${noteOf(cut)}${fragments.map((fragment) => textOf(fragment, removed)).join('')}`, cut };
}

function inCutOrder(cuttable: readonly Fragment[]): readonly Fragment[] {
  return CUT_ORDER.flatMap((kind) => cuttable.filter(({ cut }) => cut?.kind === kind).reverse());
}

function isGone(fragment: Fragment, parents: ReadonlyMap<Fragment, Fragment>, removed: ReadonlySet<Fragment>): boolean {
  const above = parents.get(fragment);
  return above !== undefined && (removed.has(above) || isGone(above, parents, removed));
}

function textOf(fragment: Fragment, removed: ReadonlySet<Fragment>): string {
  if (removed.has(fragment)) return fragment.cut?.instead ?? '';
  return typeof fragment.content === 'string'
    ? fragment.content
    : fragment.content.map((child) => textOf(child, removed)).join('');
}
