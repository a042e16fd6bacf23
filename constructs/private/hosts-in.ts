import type { IConstruct } from 'constructs';

import { hasTypeTag } from './type-tag';

/** All hosts of a tree. Does not look below a host, where most of the constructs are. */
export function hostsIn(root: IConstruct): readonly IConstruct[] {
  return hasTypeTag(root, 'IntegrityVmHost') ? [root] : root.node.children.flatMap(hostsIn);
}
