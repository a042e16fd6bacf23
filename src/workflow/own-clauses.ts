/** A clause by which the checker holds a plan to its own words; it rests on no document. */
export interface OwnClause {
  readonly id: string;
  /** What has to be true, and what it is good for, in sentences. */
  readonly meaning: string;
}

/** The clauses that no hazard of the vendor stands behind, sorted by id. */
export const OWN_CLAUSES: readonly OwnClause[] = [
  {
    id: 'edge-needed',
    meaning:
      'Every edge of the order must be one that somebody needs: without it, some order of the steps does harm or ends wrongly. An edge that nothing needs would hide that the planner and the checker judge the steps differently.',
  },
  {
    id: 'final-state',
    meaning:
      'Every order that the plan allows must end with the host as the changes of the plan promise, running and saved, and with nothing else changed.',
  },
  {
    id: 'outage-announced',
    meaning:
      'The interruptions that the plan announces must be those that its commands cause: what is interrupted, which guests, from which step to which, and for how long. Nobody is cut off unannounced.',
  },
  {
    id: 'readable-command',
    meaning:
      'The checker must know what every command and every undo command does. It proves nothing about a plan that runs anything it cannot read.',
  },
  {
    id: 'readable-plan',
    meaning:
      'The plan must hold the host it was made for, and list its steps so that each waits only for steps before it. The proof begins there.',
  },
  {
    id: 'saved-too-early',
    meaning:
      'Nothing is saved before every running change has worked. A reboot before the saving steps brings the old settings back as a whole; one after a change that was saved too early would bring up a mixture.',
  },
  {
    id: 'undo-restores',
    meaning:
      'The undo commands of the steps that have run must lead back to where the plan began, from every beginning of it; or the plan must name the step from which nothing leads back.',
  },
  {
    id: 'way-back',
    meaning:
      'The way back of the plan must lead to where the plan began, from every beginning that it reaches (of a long plan a sample), at once and behind a reboot, and do no harm on the way. A plan whose way back does not is shown without one.',
  },
];
