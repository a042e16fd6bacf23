import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { displayCommand } from '../model/shell-word';
import type { Certificate, EdgeWitness, Plan, PlanStep } from '../plan/plan-document';
import { wrongOutages } from './announced-outages';
import { CLAUSES } from './clauses';
import { FINAL_STATE } from './final-state';
import { stepAt } from './follow';
import { Goals } from './goals';
import { obligationsOf } from './obligations';
import { PartialOrder } from './partial-order';
import { readCommand } from './read-command';
import { recoveryOf } from './recovery';
import { SAVED_TOO_EARLY, savedTooEarly } from './saved-too-early';
import { situationOf, type CheckedStep } from './situation';
import { walk } from './walk';
import { WAY_BACK, wrongWayBack } from './way-back/way-back';
import { WitnessSearch } from './witness';
import { wrongStepList } from './wrong-step-list';

/** Name and version of this checker, as certificates give it. */
const CHECKER = 'cdktf-hpvm check 1';

/** Name of the clause that interruptions are announced. */
const OUTAGE_ANNOUNCED = 'outage-announced';

/** Name of the clause that undo commands do what they claim. */
const UNDO_RESTORES = 'undo-restores';

/** What the checker found: a proof, or what speaks against the plan. */
export type CheckResult =
  | { readonly status: 'proven'; readonly certificate: Certificate }
  | { readonly status: 'refuted'; readonly diagnostics: readonly Diagnostic[] };

/**
 * Proves a plan from its commands and the host it was made for, without anything the planner concluded: in every order
 * that `after` allows no clause is broken and the promised state is reached; every edge of the order is needed; the
 * interruptions are the announced ones; every beginning can be taken back, or the plan says where that ends.
 *
 * A plan without steps needs no proof and gets an empty certificate. Pure; time grows with steps and with pairs of
 * objects that meet in a clause, not with the number of orders.
 */
export function checkPlan(plan: Plan): CheckResult {
  if (plan.steps.length === 0) return proven([], 0, []);
  const { snapshot } = plan;
  if (snapshot === undefined)
    return refuted([disagreement('the plan does not hold the host it was made for', 'No plan is proven without it.')]);
  const read = readSteps(plan.steps);
  if ('diagnostics' in read) return refuted(read.diagnostics);
  const { steps, undo } = read;
  const disorder = wrongStepList(plan.steps, steps);
  if (disorder.length > 0) return refuted(disorder.map(({ harm, how }) => disagreement(harm, how)));
  const situation = situationOf(snapshot, steps);
  const order = new PartialOrder(predecessors(plan.steps));
  const obligations = obligationsOf(situation, new Goals(plan.changes));
  const diagnostics: Diagnostic[] = [];
  let statesChecked = 0;
  for (const { clause, projection } of obligations) {
    const result = walk(projection, (earlier, later) => order.isBefore(earlier, later));
    statesChecked += result.states;
    if (result.isCutShort === true) diagnostics.push(tooMuch(clause, projection.about));
    if (result.violation === undefined) continue;
    const { after, step, harm } = result.violation;
    diagnostics.push(disagreement(harm, pathText(plan.steps, after, step), clause));
  }
  const early = savedTooEarly(steps, order);
  if (early !== undefined) {
    const harm = `${early.save.id} may save before ${early.running.id} has run: a reboot then brings up a mixture`;
    diagnostics.push(disagreement(harm, 'Saving steps wait for every running step.', SAVED_TOO_EARLY));
  }
  for (const wrong of wrongOutages(plan, snapshot, steps))
    diagnostics.push(disagreement(wrong, 'The interruptions were worked out from the commands.', OUTAGE_ANNOUNCED));
  const recovery = recoveryOf(
    snapshot,
    steps.map(({ id, action }, place) => ({ id, action, undo: undo[place] ?? null })),
  );
  for (const { step, why } of recovery.wrong)
    diagnostics.push(disagreement(`step ${step} is not taken back as the plan says`, why, UNDO_RESTORES));
  // What a plan that does harm would do on its way back is of no interest.
  const wayBack = diagnostics.length > 0 ? [] : wrongWayBack(plan, snapshot, steps);
  for (const { harm, how } of wayBack) diagnostics.push(disagreement(harm, how, WAY_BACK));
  const search = new WitnessSearch(situation, order, obligations);
  const witnesses: EdgeWitness[] = [];
  steps.forEach(({ place, id }) => {
    for (const earlier of [...order.directlyBefore(place)].sort((left, right) => left - right)) {
      const witness = search.witnessOf({ earlier, later: place });
      if (witness === undefined) diagnostics.push(needless(stepAt(situation, earlier).id, id));
      else witnesses.push(witness);
    }
  });
  return diagnostics.length > 0 ? refuted(diagnostics) : proven(witnesses, statesChecked, recovery.pointsOfNoReturn);
}

function readSteps(
  steps: readonly PlanStep[],
):
  | { readonly steps: readonly CheckedStep[]; readonly undo: readonly (readonly CheckedStep['action'][] | null)[] }
  | { readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const read = (step: PlanStep, command: readonly string[], isWayBack: boolean): readonly CheckedStep['action'][] => {
    const action = readCommand(command, isWayBack);
    if (action !== undefined) return [action];
    const harm = `the checker does not know what a command of step ${step.id} does`;
    diagnostics.push(disagreement(harm, displayCommand(command), 'readable-command'));
    return [];
  };
  const checked = steps.flatMap((step, place) =>
    read(step, step.command, false).map((action) => ({ place, id: step.id, action })),
  );
  const undo = steps.map((step) => step.undo?.flatMap((command) => read(step, command, true)) ?? null);
  return diagnostics.length > 0 ? { diagnostics } : { steps: checked, undo };
}

function predecessors(steps: readonly PlanStep[]): readonly (readonly number[])[] {
  const placeOf = new Map(steps.map((step, place) => [step.id, place]));
  return steps.map((step) => [
    ...new Set(
      step.after.flatMap(({ step: id }) => {
        const place = placeOf.get(id);
        return place === undefined ? [] : [place];
      }),
    ),
  ]);
}

/** The way into harm, for a person: which steps have run, and which comes then. */
function pathText(steps: readonly PlanStep[], after: readonly number[], step: number | null): string {
  const names = steps.map(({ id, title }) => `${id} (${title})`);
  const done =
    after.length === 0 ? 'At the start of the plan' : `After ${after.map((place) => names[place]).join(', ')}`;
  return step === null ? `${done}, when all is done.` : `${done}, in step ${String(names[step])}.`;
}

function proven(
  witnesses: readonly EdgeWitness[],
  statesChecked: number,
  pointsOfNoReturn: Certificate['pointsOfNoReturn'],
): CheckResult {
  const rules = [
    ...CLAUSES.map(({ id }) => id),
    FINAL_STATE,
    SAVED_TOO_EARLY,
    OUTAGE_ANNOUNCED,
    UNDO_RESTORES,
    WAY_BACK,
  ].sort();
  return { status: 'proven', certificate: { checker: CHECKER, statesChecked, rules, witnesses, pointsOfNoReturn } };
}

function refuted(diagnostics: readonly Diagnostic[]): CheckResult {
  return { status: 'refuted', diagnostics };
}

function disagreement(harm: string, how: string, clause = 'readable-plan'): Diagnostic {
  const source = CLAUSES.find(({ id }) => id === clause)?.source;
  return errorDiagnostic(
    'checker-disagrees',
    harm,
    `${how}${source === undefined ? '' : `\nSource: ${source}.`}\nClause ${clause} of the checker.`,
  );
}

function needless(earlier: string, later: string): Diagnostic {
  return disagreement(
    `nothing bad happens when ${later} does not wait for ${earlier}`,
    'Every requirement on the order must be one that somebody needs.',
    'edge-needed',
  );
}

function tooMuch(clause: string, about: string): Diagnostic {
  return errorDiagnostic(
    'search-limit-reached',
    `the checker gave up on ${about}: too many orders are possible`,
    `Clause ${clause}. The plan may be safe, but it is not proven, so it is not run. Split the change into smaller plans.`,
  );
}
