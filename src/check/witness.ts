import type { EdgeWitness } from '../plan/plan-document';
import { isSaving } from './action';
import type { Projection } from './clause';
import { actionAt, stepAt } from './follow';
import type { PartialOrder } from './partial-order';
import { pushTo } from './push-to';
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
  private readonly byStep = new Map<number, Obligation[]>();

  constructor(
    private readonly situation: Situation,
    private readonly order: PartialOrder,
    private readonly obligations: readonly Obligation[],
  ) {
    for (const obligation of obligations)
      for (const step of obligation.projection.steps) pushTo(this.byStep, step, obligation);
  }

  /** The witness, or undefined when no clause is broken without the edge: then nobody needs it. */
  witnessOf(edge: Edge): EdgeWitness | undefined {
    if (this.isSavingEdge(edge)) return this.savingWitness(edge);
    const isBefore = (earlier: number, later: number): boolean => this.order.isBeforeWithout(edge, earlier, later);
    for (const { clause, projection } of this.candidates(edge)) {
      const { violation } = walk(projection, isBefore);
      if (violation === undefined) continue;
      return {
        earlier: this.idOf(edge.earlier),
        later: this.idOf(edge.later),
        after: violation.after.map((place) => this.idOf(place)),
        step: violation.step === null ? null : this.idOf(violation.step),
        clause,
        harm: violation.harm,
      };
    }
    return undefined;
  }

  /** Projections with a step at or before the edge and one at or behind it; those with both ends first. */
  private *candidates({ earlier, later }: Edge): Generator<Obligation> {
    const ofEarlier = new Set(this.concerning(earlier));
    const ofBoth = this.concerning(later).filter((obligation) => ofEarlier.has(obligation));
    yield* ofBoth;
    const tried = new Set(ofBoth);
    for (const list of [this.concerning(later), ofEarlier, this.obligations])
      for (const obligation of list)
        if (!tried.has(obligation) && this.spans(obligation, earlier, later)) {
          tried.add(obligation);
          yield obligation;
        }
  }

  private concerning(step: number): readonly Obligation[] {
    return this.byStep.get(step) ?? [];
  }

  private spans({ projection: { steps } }: Obligation, earlier: number, later: number): boolean {
    return (
      steps.some((step) => step === earlier || this.order.isBefore(step, earlier)) &&
      steps.some((step) => step === later || this.order.isBefore(later, step))
    );
  }

  /** Edges into saving steps carry the whole of `saved-too-early`: every saving step waits through them. */
  private isSavingEdge({ later }: Edge): boolean {
    return isSaving(actionAt(this.situation, later));
  }

  private savingWitness(edge: Edge): EdgeWitness | undefined {
    const isFree = (place: number): boolean => !this.order.isBeforeWithout(edge, place, edge.later);
    // The earlier end itself, or where that saves too, any running step: they all come before only through the edge.
    const earlier = stepAt(this.situation, edge.earlier);
    const running = isSaving(earlier.action) ? this.situation.steps.find(({ action }) => !isSaving(action)) : earlier;
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
    return stepAt(this.situation, place).id;
  }
}
