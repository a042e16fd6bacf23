import { errorDiagnostic, infoDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { OrderOutcome } from './order';
import type { PlanningContext } from './planning-context';
import { whyNotAside, type Untangled } from './temporary-moves';

/**
 * What a person must know about the order: that there is none, and what excludes one; that the search for one was given
 * up, which says nothing about whether there is one; or that a shorter interruption was not searched for to the end.
 */
export function orderDiagnostics(
  outcome: OrderOutcome,
  { operations, hasGivenUp }: Untangled,
  context: PlanningContext,
): readonly Diagnostic[] {
  if (outcome.status === 'ordered') return outcome.isCheapest ? [] : [NOT_PROVEN_SHORTEST];
  const requirements = outcome.conflict.map(
    (edge) =>
      `- "${operations[edge.earlier]?.title ?? ''}" before "${operations[edge.later]?.title ?? ''}" (${edge.rule}: ${edge.why})`,
  );
  if (hasGivenUp) {
    return [
      errorDiagnostic(
        'search-limit-reached',
        'no safe order was found before the search was given up; there may be one',
        `Too many guest NICs wait for one another's ports, for example:\n${requirements.join('\n')}\nMove some of these NICs in a plan of their own first.`,
      ),
    ];
  }
  const obstacles = whyNotAside(outcome.conflict, operations, context);
  const next =
    obstacles.length === 0
      ? 'Split the change into two plans, so that one of the operations is done before the other is asked for.'
      : `${obstacles.join('\n')}\nStop one of these guests, free a port, or leave "port" out so that the planner chooses a free one; then plan again.`;
  return [
    errorDiagnostic(
      'no-safe-order',
      'no order of these operations is safe',
      `These requirements exclude one another, and without any one of them the others could be met:\n${requirements.join('\n')}\n${next}`,
    ),
  ];
}

const NOT_PROVEN_SHORTEST = infoDiagnostic(
  'shortest-order-not-proven',
  'another order might interrupt for less time',
  'Too many vswitches must be down together to compare every order. The one chosen takes those down last, and brings those back first, that most running guest NICs use.',
);
