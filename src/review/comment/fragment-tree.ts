import type { Fragment } from './fragment';

/** A fragment of a comment that is being shortened. */
export interface FragmentNode {
  readonly fragment: Fragment;
  readonly above: FragmentNode | undefined;
  readonly below: readonly FragmentNode[];
  /** The one before it in its list that can be cut, too. */
  readonly before: FragmentNode | undefined;
  isCut: boolean;
  /** Of what stands below it and is not cut, in bytes of UTF-8. */
  inside: number;
  /** What it takes where it stands. */
  bytes: number;
  /** Rows of a list that are not cut, and how much those told that are. */
  standing: number;
  lost: number;
}

/** The tree of fragments below one that stands for all of them, with nothing cut. */
export function fragmentTree(content: readonly Fragment[]): FragmentNode {
  return nodeOf({ content }, undefined, undefined);
}

/** Cuts a fragment, or puts it back, and tells those above it what that means to them. */
export function setCut(node: FragmentNode, isCut: boolean): void {
  const { above, fragment } = node;
  node.isCut = isCut;
  if (above === undefined) return;
  const sign = isCut ? 1 : -1;
  above.lost += sign * (fragment.cut?.count ?? 0);
  above.standing -= sign;
  grow(above, -sign * node.bytes);
}

/** True where something that it stands in is cut. */
export function isWithinCut({ above }: FragmentNode): boolean {
  return above !== undefined && (above.isCut || isWithinCut(above));
}

/** What is left of a fragment. */
export function textOf({ fragment, below, isCut, standing, lost }: FragmentNode): string {
  if (isCut) return '';
  if (typeof fragment.content === 'string') return fragment.content;
  const rest = lost === 0 ? '' : (fragment.rest?.(lost) ?? '');
  return rest !== '' && standing === 0 ? rest : `${below.map(textOf).join('')}${rest}`;
}

function nodeOf(fragment: Fragment, above: FragmentNode | undefined, before: FragmentNode | undefined): FragmentNode {
  const below: FragmentNode[] = [];
  const node = { fragment, above, below, before, isCut: false, inside: 0, bytes: 0, standing: 0, lost: 0 };
  if (typeof fragment.content === 'string') node.bytes = Buffer.byteLength(fragment.content);
  else {
    let last: FragmentNode | undefined;
    for (const each of fragment.content) {
      const child = nodeOf(each, node, last);
      below.push(child);
      node.inside += child.bytes;
      if (each.cut === undefined) continue;
      node.standing += 1;
      last = child;
    }
    node.bytes = node.inside;
  }
  return node;
}

function grow(node: FragmentNode, by: number): void {
  const { fragment, above } = node;
  node.inside += by;
  const rest = node.lost === 0 ? 0 : Buffer.byteLength(fragment.rest?.(node.lost) ?? '');
  const bytes = rest > 0 && node.standing === 0 ? rest : node.inside + rest;
  const more = bytes - node.bytes;
  node.bytes = bytes;
  if (above !== undefined && !node.isCut) grow(above, more);
}
