import { CUT_ORDER, type CutKind, type Fitted, type Fragment } from './fragment';
import { fragmentTree, isWithinCut, setCut, textOf, type FragmentNode } from './fragment-tree';

/**
 * Writes fragments one behind the other within so many bytes of UTF-8: cuts in the order of {@link CUT_ORDER}, of one kind from the
 * last to the first, and no more than needed; then puts back what fits into the room that is left, what weighs most first. `noteOf` writes
 * what was cut, and stands behind `head`; it counts, too.
 */
export function fitFragments(
  head: string,
  noteOf: (cut: ReadonlyMap<CutKind, number>) => string,
  fragments: readonly Fragment[],
  mostBytes: number,
): Fitted {
  const tree = fragmentTree(fragments);
  const cut = new Map<CutKind, number>();
  const mostOfTree = mostBytes - Buffer.byteLength(head);
  const room = (): number => mostOfTree - tree.bytes;
  const fits = (): boolean => room() >= 0 && room() >= Buffer.byteLength(noteOf(cut));
  const change = (node: FragmentNode, isCut: boolean): void => {
    const { kind, count } = node.fragment.cut ?? { kind: 'notes', count: 0 };
    const total = (cut.get(kind) ?? 0) + (isCut ? count : -count);
    if (total === 0) cut.delete(kind);
    else cut.set(kind, total);
    setCut(node, isCut);
  };
  const gone: FragmentNode[] = [];
  for (const node of inCutOrder(tree)) {
    if (fits()) break;
    if (isWithinCut(node)) continue;
    change(node, true);
    gone.push(node);
  }
  let noteBytes = Buffer.byteLength(noteOf(cut));
  for (const node of gone.reverse()) {
    if (leavesGap(node) || isWithinCut(node) || node.bytes > room() - noteBytes + MOST_REST_BYTES) continue;
    change(node, false);
    if (fits()) noteBytes = Buffer.byteLength(noteOf(cut));
    else change(node, true);
  }
  return { text: `${head}${noteOf(cut)}${textOf(tree)}`, cut };
}

/** Within a list what stands before something comes back before it, unless nobody would read it there. */
function leavesGap({ fragment, above, before }: FragmentNode): boolean {
  if (above?.fragment.rest === undefined || before?.isCut !== true) return false;
  return before.fragment.cut?.depth !== 'beyond' || fragment.cut?.depth === 'beyond';
}

/** What a list says of its missing rows is never longer. */
const MOST_REST_BYTES = 80;

function inCutOrder(tree: FragmentNode): readonly FragmentNode[] {
  const stages = new Map<string, FragmentNode[]>();
  const place = (node: FragmentNode): void => {
    const { cut } = node.fragment;
    if (cut !== undefined) {
      const stage = `${cut.kind} ${cut.depth}`;
      const known = stages.get(stage);
      if (known === undefined) stages.set(stage, [node]);
      else known.push(node);
    }
    node.below.forEach(place);
  };
  place(tree);
  return CUT_ORDER.flatMap(([kind, ...depths]) =>
    depths.flatMap((depth) => stages.get(`${kind} ${depth}`) ?? []).reverse(),
  );
}
