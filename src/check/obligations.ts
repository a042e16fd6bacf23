import { CLAUSES } from './clauses';
import { FINAL_STATE, finalState } from './final-state';
import type { Goals } from './goals';
import type { Situation } from './situation';
import type { Obligation } from './witness';

/** Everything that must hold in every order of the steps: each clause about each object it concerns. */
export function obligationsOf(situation: Situation, goals: Goals): readonly Obligation[] {
  return [
    ...CLAUSES.flatMap((clause) =>
      clause.projections(situation).map((projection) => ({ clause: clause.id, projection })),
    ),
    ...finalState(situation, goals).map((projection) => ({ clause: FINAL_STATE, projection })),
  ];
}
