import type { Edge } from './edges';
import type { Operation } from './operation';

const RULE = 'persist-last';

/**
 * Puts what saves behind all that runs, with as few edges as can be: the first saving operation waits for each running
 * one that no other running one waits for, every further saving operation for the one before it. Where nothing runs, what
 * is saved needs no order.
 */
export function persistEdges(
  operations: readonly Operation[],
  edges: readonly Edge[],
  sequence: readonly number[],
): readonly Edge[] {
  const isSaving = (index: number): boolean => operations[index]?.phase === 'persist';
  const saving = sequence.filter(isSaving);
  const first = saving[0];
  if (first === undefined) return [];
  const waitedFor = new Set(edges.flatMap(({ earlier, later }) => (isSaving(later) ? [] : [earlier])));
  const lastRunning = sequence.filter((index) => !isSaving(index) && !waitedFor.has(index));
  if (lastRunning.length === 0) return [];
  return [
    ...lastRunning.map((earlier) => ({
      earlier,
      later: first,
      rule: RULE,
      why: 'nothing is saved before every running change has worked: until then a reboot brings the old NIC, VLAN and APA settings back',
    })),
    ...saving.slice(1).map((later, place) => ({
      earlier: saving[place] ?? first,
      later,
      rule: RULE,
      why: 'the saving steps stand in one row behind the running changes, so that each of them waits for all of those',
    })),
  ];
}
