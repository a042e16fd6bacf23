import { tenths } from './outage';
import type { Stretch } from './outage-windows';
import type { PlanStep, StepReason } from './plan-document';

/** A step that the order keeps inside an interruption. */
export interface ForcedStep {
  readonly step: PlanStep;
  /** Shortest chain of reasons from the step that begins the interruption to this one; empty for that step itself. */
  readonly sinceBegin: readonly StepReason[];
  /** Shortest chain from this one to the step that ends it. */
  readonly untilEnd: readonly StepReason[];
}

/**
 * The steps that every order of the plan runs within a stretch: those between its first and last step in the partial
 * order, and these two. Empty when the partial order does not tie the two together.
 */
export function forcedSteps(steps: readonly PlanStep[], { from, to }: Stretch): readonly ForcedStep[] {
  const [first, last] = [steps[from], steps[to]];
  if (first === undefined || last === undefined) return [];
  const before = chains(last.id, earlierOf(steps));
  const after = chains(first.id, laterOf(steps));
  return steps.flatMap((step) => {
    const untilEnd = before.get(step.id);
    const sinceBegin = after.get(step.id);
    return untilEnd === undefined || sinceBegin === undefined
      ? []
      : [{ step, untilEnd, sinceBegin: [...sinceBegin].reverse() }];
  });
}

/** The fewest of these steps that may take longer together than a budget, in plan order; undefined when all may not. */
export function fewestOver(forced: readonly ForcedStep[], budgetSeconds: number): readonly ForcedStep[] | undefined {
  const longestFirst = [...forced].sort(
    (left, right) => right.step.durationSeconds.max - left.step.durationSeconds.max,
  );
  for (let count = 1; count <= longestFirst.length; count += 1) {
    const chosen = new Set(longestFirst.slice(0, count));
    if (longestTogether([...chosen]) > budgetSeconds) return forced.filter((item) => chosen.has(item));
  }
  return undefined;
}

/** Seconds that steps may take at most, one after the other; sums of decimal fractions are rounded to tenths. */
export function longestTogether(forced: readonly { readonly step: PlanStep }[]): number {
  return tenths(forced.reduce((total, { step }) => total + step.durationSeconds.max, 0));
}

interface Hop {
  readonly to: string;
  readonly reason: StepReason;
}

function earlierOf(steps: readonly PlanStep[]): ReadonlyMap<string, readonly Hop[]> {
  return new Map(steps.map((step) => [step.id, reasonsOf(step).map((reason) => ({ to: reason.step, reason }))]));
}

/** What `after` meets through other steps is said as directly as the rule says it. */
function reasonsOf(step: PlanStep): readonly StepReason[] {
  return [...step.after, ...(step.implied ?? [])];
}

/** A reason leads from the step that it names to the step that it belongs to. */
function laterOf(steps: readonly PlanStep[]): ReadonlyMap<string, readonly Hop[]> {
  const later = new Map<string, Hop[]>(steps.map((step) => [step.id, []]));
  for (const step of steps) for (const reason of reasonsOf(step)) later.get(reason.step)?.push({ to: step.id, reason });
  return later;
}

/** Everything that can be reached, with the reasons on a shortest way, the nearest to the reached one first. */
function chains(start: string, hops: ReadonlyMap<string, readonly Hop[]>): ReadonlyMap<string, readonly StepReason[]> {
  const found = new Map<string, readonly StepReason[]>([[start, []]]);
  const queue = [start];
  for (const here of queue) {
    for (const { to, reason } of hops.get(here) ?? []) {
      if (found.has(to)) continue;
      found.set(to, [reason, ...(found.get(here) ?? [])]);
      queue.push(to);
    }
  }
  return found;
}
