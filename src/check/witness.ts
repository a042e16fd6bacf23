import type { EdgeWitness } from '../plan/plan-document';
import { isSaving } from './action';
import type { Projection } from './clause';
import type { PartialOrder } from './partial-order';
import { SAVED_TOO_EARLY } from './saved-too-early';
import type { Situation } from './situation';
import { walk } from './walk';

/** A projection with the clause it belongs to. */
export interface Obligation {
  readonly clause: string;
  readonly projection: Projection;
}

interface Edge {
  readonly earlier: number;
  readonly later: number;
}

/** Finds for edges of the order the bad state that is reached without them. */
export class WitnessSearch {
  private readonly byStep = new Map<number, number[]>();

  constructor(
    private readonly situation: Situation,
    private readonly order: PartialOrder,
    private readonly obligations: readonly Obligation[],
  ) {
    obligations.forEach(({ projection }, index) => {
      for (const step of projection.steps) {
        const list = this.byStep.get(step);
        if (list === undefined) this.byStep.set(step, [index]);
        else list.push(index);
      }
    });
  }

  /** The witness, or undefined when no clause is broken without the edge: then nobody needs it. */
  witnessOf(edge: Edge): EdgeWitness | undefined {
    if (this.isSavingEdge(edge)) return this.savingWitness(edge);
    const isBefore = (earlier: number, later: number): boolean => this.order.isBeforeWithout(edge, earlier, later);
    for (const index of this.candidates(edge)) {
      const obligation = this.obligations[index];
      if (obligation === undefined) continue;
      const { violation } = walk(obligation.projection, isBefore);
      if (violation === undefined) continue;
      return {
        earlier: this.idOf(edge.earlier),
        later: this.idOf(edge.later),
        after: violation.after.map((place) => this.idOf(place)),
        step: violation.step === null ? null : this.idOf(violation.step),
        clause: obligation.clause,
        harm: violation.harm,
      };
    }
    return undefined;
  }

  /** Projections with a step at or before the edge and one at or behind it; those with both ends first. */
  private *candidates({ earlier, later }: Edge): Generator<number> {
    const ofEarlier = new Set(this.byStep.get(earlier));
    const tried = new Set<number>();
    for (const index of this.byStep.get(later) ?? []) {
      if (!ofEarlier.has(index)) continue;
      tried.add(index);
      yield index;
    }
    const sides = [...(this.byStep.get(later) ?? []), ...ofEarlier];
    for (const index of new Set(sides))
      if (!tried.has(index) && this.spans(index, earlier, later)) {
        tried.add(index);
        yield index;
      }
    for (let index = 0; index < this.obligations.length; index += 1)
      if (!tried.has(index) && this.spans(index, earlier, later)) yield index;
  }

  private spans(index: number, earlier: number, later: number): boolean {
    const steps = this.obligations[index]?.projection.steps ?? [];
    return (
      steps.some((step) => step === earlier || this.order.isBefore(step, earlier)) &&
      steps.some((step) => step === later || this.order.isBefore(later, step))
    );
  }

  /** Edges into saving steps carry the whole of `saved-too-early`: every saving step waits through them. */
  private isSavingEdge({ later }: Edge): boolean {
    const step = this.situation.steps[later];
    return step !== undefined && isSaving(step.action);
  }

  private savingWitness(edge: Edge): EdgeWitness | undefined {
    const isFree = (place: number): boolean => !this.order.isBeforeWithout(edge, place, edge.later);
    // The earlier end itself, or where that saves too, any running step: they all come before only through the edge.
    const earlier = this.situation.steps[edge.earlier];
    const running =
      earlier !== undefined && !isSaving(earlier.action)
        ? earlier
        : this.situation.steps.find(({ action }) => !isSaving(action));
    if (running === undefined || !isFree(running.place)) return undefined;
    return {
      earlier: this.idOf(edge.earlier),
      later: this.idOf(edge.later),
      after: [],
      step: this.idOf(edge.later),
      clause: SAVED_TOO_EARLY,
      harm: `${this.idOf(edge.later)} saves while ${running.id} has not run: a reboot then brings up a mixture of old and new`,
    };
  }

  private idOf(place: number): string {
    return this.situation.steps[place]?.id ?? '';
  }
}
