import type { Outage, Plan, PlanStep, RevertStep, StepReason } from '../plan/plan-document';
import type { ExplainedReason, Harm, NamedStep } from '../review/explanation';

/** Answers questions about the steps of one plan. */
export class PlanReader {
  private readonly places: ReadonlyMap<string, number>;

  constructor(private readonly plan: Plan) {
    this.places = new Map(plan.steps.map(({ id }, place) => [id, place]));
  }

  /** A step by its id; `s2` finds `s02`. */
  step(id: string): PlanStep | undefined {
    const number = Number(/^s(\d+)$/i.exec(id)?.[1] ?? '0');
    return this.plan.steps.find((step) => Number(step.id.slice(1)) === number);
  }

  /** A step of the way back by its id; `r2` finds `r02`. */
  revertStep(id: string): RevertStep | undefined {
    const number = Number(/^r(\d+)$/i.exec(id)?.[1] ?? '0');
    return this.plan.revert?.steps.find((step) => Number(step.id.slice(1)) === number);
  }

  named(id: string): NamedStep {
    return { id, title: this.plan.steps[this.places.get(id) ?? -1]?.title ?? '' };
  }

  /** Every reason why a step waits, edges first, with what happens without each edge. */
  reasonsOf(step: PlanStep): readonly ExplainedReason[] {
    const explained = (reason: StepReason, isEdge: boolean): ExplainedReason => ({
      earlier: this.named(reason.step),
      rule: reason.rule,
      why: reason.why,
      isEdge,
      without: isEdge ? this.without(reason.step, step.id) : null,
    });
    return [
      ...step.after.map((reason) => explained(reason, true)),
      ...(step.implied ?? []).map((reason) => explained(reason, false)),
    ];
  }

  /** Steps that wait directly for one. */
  awaiting(id: string): readonly NamedStep[] {
    return this.plan.steps
      .filter((step) => step.after.some((reason) => reason.step === id))
      .map((step) => ({ id: step.id, title: step.title }));
  }

  /** Whether a step begins, ends or stands in an interruption. */
  isWithin(id: string, { fromStep, toStep, isPermanent }: Outage): boolean {
    const place = this.places.get(id) ?? -1;
    const from = this.places.get(fromStep) ?? Infinity;
    const to = isPermanent === true ? from : (this.places.get(toStep) ?? -Infinity);
    return from <= place && place <= to;
  }

  /** A shortest way over edges from one step to another, both included; empty when there is none. */
  way(earlier: string, later: string): readonly NamedStep[] {
    const next = new Map<string, string>();
    let frontier = [later];
    while (frontier.length > 0 && !next.has(earlier)) {
      const reached: string[] = [];
      for (const id of frontier)
        for (const { step } of this.plan.steps[this.places.get(id) ?? -1]?.after ?? [])
          if (!next.has(step)) {
            next.set(step, id);
            reached.push(step);
          }
      frontier = reached;
    }
    if (!next.has(earlier)) return [];
    const way = [earlier];
    for (let id = next.get(earlier); id !== undefined; id = next.get(id)) way.push(id);
    return way.map((id) => this.named(id));
  }

  private without(earlier: string, later: string): Harm | null {
    const witness = this.plan.certificate?.witnesses.find((each) => each.earlier === earlier && each.later === later);
    if (witness === undefined) return null;
    return {
      after: witness.after.map((id) => this.named(id)),
      step: witness.step === null ? null : this.named(witness.step),
      clause: witness.clause,
      harm: witness.harm,
    };
  }
}
