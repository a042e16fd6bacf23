import { compareText } from '../model/canonical-json';
import type { Edge } from './edges';
import type { Operation } from './operation';
import type { PlacedOperation } from './outage';
import { persistEdges } from './persist-edges';
import type { PlanStep, StepReason } from './plan-document';
import { reduceEdges } from './reduce-edges';
import { undoInSequence } from './undo-in-sequence';

/**
 * Numbers the operations in their order and attaches the reasons: those that make the order, and apart from them those
 * that follow from it. Ids are zero-padded (`s01`), so that their text order is the execution order. Saving steps stand
 * behind all running ones.
 */
export function planSteps(
  operations: readonly Operation[],
  edges: readonly Edge[],
  sequence: readonly number[],
): { readonly steps: readonly PlanStep[]; readonly placed: readonly PlacedOperation[] } {
  const width = Math.max(2, String(sequence.length).length);
  const idOf = new Map(sequence.map((index, place) => [index, `s${String(place + 1).padStart(width, '0')}`]));
  const reduced = reduceEdges([...edges, ...persistEdges(operations, edges, sequence)], sequence);
  const after = reasonsByLater(reduced.necessary, idOf);
  const implied = reasonsByLater(reduced.implied, idOf);
  const placed: PlacedOperation[] = [];
  const steps: PlanStep[] = [];
  const inSequence = sequence.flatMap((index) => operations[index] ?? []);
  const undo = undoInSequence(inSequence);
  sequence.forEach((index, place) => {
    const operation = inSequence[place];
    const id = idOf.get(index);
    if (operation === undefined || id === undefined) return;
    placed.push({ step: id, operation });
    const shown = { ...operation, undo: undo[place] ?? null };
    steps.push(toStep(id, shown, after.get(index) ?? [], implied.get(index) ?? []));
  });
  return { steps, placed };
}

function reasonsByLater(
  edges: readonly Edge[],
  idOf: ReadonlyMap<number, string>,
): ReadonlyMap<number, readonly StepReason[]> {
  const reasons = new Map<number, StepReason[]>();
  for (const edge of edges) {
    const reason = { step: idOf.get(edge.earlier) ?? '', rule: edge.rule, why: edge.why };
    const list = reasons.get(edge.later);
    if (list === undefined) reasons.set(edge.later, [reason]);
    else list.push(reason);
  }
  for (const list of reasons.values()) {
    list.sort((left, right) => compareText(left.step, right.step) || compareText(left.rule, right.rule));
  }
  return reasons;
}

function toStep(
  id: string,
  operation: Operation,
  after: readonly StepReason[],
  implied: readonly StepReason[],
): PlanStep {
  const {
    title,
    address,
    command,
    answers,
    phase,
    durationSeconds,
    undo,
    confidence,
    source,
    ownership,
    readBack,
    purpose,
  } = operation;
  return {
    id,
    title,
    address,
    command,
    ...(answers === undefined ? {} : { answers }),
    phase,
    purpose,
    after,
    ...(implied.length === 0 ? {} : { implied }),
    durationSeconds,
    undo,
    confidence,
    source,
    ...(ownership === undefined ? {} : { ownership }),
    ...(readBack === undefined ? {} : { readBack }),
  };
}
