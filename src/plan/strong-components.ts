/** A node whose successors are being walked: the node, and how many of them are done. */
interface Visit {
  readonly node: number;
  next: number;
}

/**
 * Strongly connected components of a directed graph (Tarjan, without recursion): for each node the number of its
 * component. A component has a smaller number than every component from which an edge leads to it.
 */
export function strongComponents(successors: readonly (readonly number[])[]): Int32Array {
  const size = successors.length;
  const component = new Int32Array(size).fill(-1);
  const found = new Int32Array(size).fill(-1);
  const lowest = new Int32Array(size);
  const open: number[] = [];
  let count = 0;
  let clock = 0;
  const enter = (node: number): Visit => {
    found[node] = lowest[node] = clock;
    clock += 1;
    open.push(node);
    return { node, next: 0 };
  };
  const leave = (node: number): void => {
    if (lowest[node] !== found[node]) return;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      component[member] = count;
      if (member === node) break;
    }
    count += 1;
  };
  for (let start = 0; start < size; start += 1) {
    if (found[start] !== -1) continue;
    const path = [enter(start)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const { node } = visit;
      const successor = successors[node]?.[visit.next];
      visit.next += 1;
      if (successor === undefined) {
        path.pop();
        leave(node);
        const parent = path.at(-1)?.node;
        if (parent !== undefined) lowest[parent] = Math.min(lowest[parent] ?? 0, lowest[node] ?? 0);
      } else if (found[successor] === -1) {
        path.push(enter(successor));
      } else if (component[successor] === -1) {
        lowest[node] = Math.min(lowest[node] ?? 0, found[successor] ?? 0);
      }
    }
  }
  return component;
}
