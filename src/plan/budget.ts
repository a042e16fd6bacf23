import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { resourceAddress } from '../model/resource';
import { fewestOver, forcedSteps, longestTogether, type ForcedStep } from './budget-reason';
import type { PlacedOperation } from './outage';
import type { OutageWindow, Stretch } from './outage-windows';
import type { PlanStep, StepReason } from './plan-document';
import type { PlanningContext } from './planning-context';
import { addressesOf, causesAtVswitch, causesOf, type OperationCause } from './restart-causes';

/** An ordered plan, as budgets look at it: steps, operations and windows speak of the same positions. */
export interface PricedPlan {
  readonly steps: readonly PlanStep[];
  readonly placed: readonly PlacedOperation[];
  readonly windows: readonly OutageWindow[];
}

interface Budget {
  readonly address: string;
  readonly maxSeconds: number;
  readonly from: string | undefined;
}

/**
 * What the budgets of the desired state refuse: an interruption that may last longer than its `maxOutageSeconds`
 * (`over-budget`), each with the fewest steps that make it so long, and a budget for a vswitch that nobody describes
 * (`budget-of-a-missing-vswitch`). A guest NIC counts while its guest runs.
 */
export function budgetProblems(plan: PricedPlan, context: PlanningContext): readonly Diagnostic[] {
  const budgets = new Map(budgetsOf(context).map((budget) => [budget.address, budget]));
  if (budgets.size === 0) return missingVswitches(context);
  const over = plan.windows.flatMap((window): readonly Diagnostic[] => {
    const budget = budgets.get(window.address);
    const isFelt = window.guests.length > 0 || window.address.startsWith('vswitch.');
    if (budget === undefined || !isFelt) return [];
    if (window.isPermanent) return [forGood(window, budget, plan, context)];
    return secondsOf(window, plan) > budget.maxSeconds ? [overBudget(window, budget, plan, context)] : [];
  });
  return [...missingVswitches(context), ...over];
}

function budgetsOf({ desired }: PlanningContext): readonly Budget[] {
  const vswitches = (desired.vswitches ?? []).map((vswitch) => ({
    ...vswitch,
    address: resourceAddress('vswitch', vswitch.name),
  }));
  const nics = (desired.guestNics ?? []).map((nic) => ({
    ...nic,
    address: resourceAddress('guestNic', `${nic.guest}:${nic.slot}`),
  }));
  return [...vswitches, ...nics].flatMap(({ address, maxOutageSeconds, from }) =>
    maxOutageSeconds === undefined ? [] : [{ address, maxSeconds: maxOutageSeconds, from }],
  );
}

/** An element with nothing but budgets would otherwise make a guest-only vswitch of a mistyped name. */
function missingVswitches({ desired, index }: PlanningContext): readonly Diagnostic[] {
  return (desired.vswitches ?? []).flatMap(({ name, uplink, state, maxOutageSeconds, protect }) => {
    const isBudget = maxOutageSeconds !== undefined || protect !== undefined;
    if (!isBudget || uplink !== undefined || state !== undefined || index.vswitch.has(name)) return [];
    return [
      errorDiagnostic(
        'budget-of-a-missing-vswitch',
        `vswitch ${name} has a budget, but does not exist and is not described`,
        `hpvmnet lists: ${[...index.vswitch.keys()].join(', ')}. Correct the name, or say which uplink the vswitch is to have (null for none).`,
        resourceAddress('vswitch', name),
      ),
    ];
  });
}

function forGood(window: OutageWindow, budget: Budget, plan: PricedPlan, context: PlanningContext): Diagnostic {
  const step = plan.steps[window.from];
  return errorDiagnostic(
    'over-budget',
    `${budget.address} would be out of service for good, and maxOutageSeconds allows ${seconds(budget.maxSeconds)}`,
    [
      `It ends with ${step?.id ?? ''} (${step?.title ?? ''})${causeOf(window, plan)}, and no step brings it back.`,
      ...becauseOf(window, plan, context),
      `Take the budget away${declaredAt(budget)}, or leave the change out.`,
    ].join('\n'),
    budget.address,
  );
}

function overBudget(window: OutageWindow, budget: Budget, plan: PricedPlan, context: PlanningContext): Diagnostic {
  const { steps } = plan;
  const [first, last] = [steps[window.from], steps[window.to]];
  const begin = `from ${first?.id ?? ''} (${first?.title ?? ''})`;
  const end = `to ${last?.id ?? ''} (${last?.title ?? ''})`;
  const reason = smallestReason(window, budget.maxSeconds, plan);
  const isAssumed = steps.slice(window.from, window.to + 1).some((step) => step.durationSeconds.basis === 'assumed');
  return errorDiagnostic(
    'over-budget',
    `${budget.address} may be out of service for ${seconds(secondsOf(window, plan))}, and maxOutageSeconds allows ${seconds(budget.maxSeconds)}`,
    [
      `It is out of service ${begin} ${end}${causeOf(window, plan)}.`,
      ...becauseOf(window, plan, context),
      ...(reason === undefined ? searchOrder(window, plan) : forcedOrder(reason, budget, last?.id ?? '')),
      ...(isAssumed
        ? ['Some of these times are assumed; once a step has run three times on this host, what it took there counts.']
        : []),
      `Raise the budget${declaredAt(budget)}, or take the changes of ${addressesIn(reason, window, plan, context)} out of this plan.`,
    ].join('\n'),
    budget.address,
  );
}

/** Of the stretches that are one interruption in whatever order, the one that exceeds the budget with the fewest steps. */
function smallestReason(
  window: OutageWindow,
  budgetSeconds: number,
  plan: PricedPlan,
): readonly ForcedStep[] | undefined {
  return inseparable(window, plan)
    .map((stretch) => fewestOver(forcedSteps(plan.steps, stretch), budgetSeconds))
    .filter((found) => found !== undefined)
    .sort((left, right) => left.length - right.length)[0];
}

/**
 * Stretches of which the first step takes out of service and the last one brings back the same thing. A guest NIC that
 * is replaced while its vswitch is down is out of service through either, so each is looked at alone.
 */
function inseparable(window: OutageWindow, { placed }: PricedPlan): readonly Stretch[] {
  const effectAt = (position: number) => placed[position]?.operation.effect;
  const [first, last] = [effectAt(window.from), effectAt(window.to)];
  const isOneVswitch =
    first?.type === 'vswitch-halt' &&
    (last?.type === 'vswitch-boot' || last?.type === 'port-vlan') &&
    first.vswitch === last.vswitch;
  return [...(isOneVswitch ? [window] : []), ...window.parts.filter((part) => part.cause === undefined)];
}

function forcedOrder(reason: readonly ForcedStep[], budget: Budget, last: string): readonly string[] {
  const together = seconds(longestTogether(reason));
  const because = tellOnce();
  return [
    reason.length === 1
      ? `It cannot be shorter than the budget of ${seconds(budget.maxSeconds)}, because this step has to run in between and may take ${together}:`
      : `It cannot be shorter than the budget of ${seconds(budget.maxSeconds)}, because these steps have to run in between and may take ${together} together:`,
    ...reason.map(
      (item) =>
        `- ${item.step.id} ${item.step.title}, up to ${seconds(item.step.durationSeconds.max)}${why(item, last, because)}`,
    ),
  ];
}

function searchOrder(window: OutageWindow, plan: PricedPlan): readonly string[] {
  const forced = inseparable(window, plan).flatMap((stretch) => forcedSteps(plan.steps, stretch));
  const isForced = new Set(forced.map(({ step }) => step.id));
  const others = plan.steps.slice(window.from, window.to + 1).filter((step) => !isForced.has(step.id));
  const least = longestTogether([...new Map(forced.map((item) => [item.step.id, item])).values()]);
  return [
    `What has to run in between may take ${seconds(least)}, which the budget allows. No order was found that keeps these steps out of it:`,
    ...others.map((step) => `- ${step.id} ${step.title}, up to ${seconds(step.durationSeconds.max)}`),
  ];
}

function why({ sinceBegin, untilEnd }: ForcedStep, last: string, because: (reason: StepReason) => string): string {
  if (sinceBegin.length === 0) return ', which begins it';
  if (untilEnd.length === 0) return ', which ends it';
  const since = sinceBegin.map((reason) => `after ${reason.step} ${because(reason)}`).reverse();
  // The reason of a hop stands with the step it leads to, whose id the next hop names.
  const until = untilEnd.map((reason, hop) => `before ${untilEnd[hop + 1]?.step ?? last} ${because(reason)}`);
  return `: ${since.join(', that ')}; ${until.join(', that ')}`;
}

/** A rule in brackets, with its words the first time. */
function tellOnce(): (reason: StepReason) => string {
  const told = new Set<string>();
  return ({ rule, why: text }) => {
    if (rule === 'change') return `(${text})`;
    if (told.has(`${rule} ${text}`)) return `(${rule})`;
    told.add(`${rule} ${text}`);
    return `(${rule}: ${text})`;
  };
}

/** What somebody may leave out of the desired state; the addresses of the steps themselves where nothing written leads to them. */
function addressesIn(
  reason: readonly ForcedStep[] | undefined,
  window: OutageWindow,
  plan: PricedPlan,
  context: PlanningContext,
): string {
  const steps = reason?.map(({ step }) => step) ?? plan.steps.slice(window.from, window.to + 1);
  const ids = new Set(steps.map(({ id }) => id));
  const causes = plan.placed.flatMap(({ step, operation }) => (ids.has(step) ? causesOf(operation, context) : []));
  const addresses = causes.length > 0 ? addressesOf(causes) : [...new Set(steps.map((step) => step.address))].sort();
  return addresses.join(', ');
}

/** The changes that make an interruption necessary, in a sentence; none where nothing written leads to it. */
function becauseOf(window: OutageWindow, { placed }: PricedPlan, context: PlanningContext): readonly string[] {
  const opening = placed[window.from]?.operation;
  const through = window.parts[0]?.cause ?? window.address;
  const vswitch = through.startsWith('vswitch.') ? through.slice('vswitch.'.length) : undefined;
  const causes: readonly OperationCause[] =
    vswitch === undefined
      ? opening === undefined
        ? []
        : causesOf(opening, context)
      : causesAtVswitch(vswitch, context);
  if (causes.length === 0) return [];
  const what = vswitch === undefined ? 'It begins' : `${vswitch} goes down`;
  return [`${what} because ${causes.map(({ because }) => because).join('; and because ')}.`];
}

function secondsOf({ from, to }: Stretch, { steps }: PricedPlan): number {
  return longestTogether(steps.slice(from, to + 1).map((step) => ({ step })));
}

/** Why a guest NIC is out of service: its vswitch is down, it is made anew, and at last its port waits for a VLAN. */
function causeOf({ from, to, parts }: OutageWindow, { steps, placed }: PricedPlan): string {
  const cause = parts[0]?.cause;
  if (cause === undefined) return '';
  const within = placed.slice(from, to + 1).map(({ operation }) => operation.effect);
  const booted = within.map((effect) => effect.type).lastIndexOf('vswitch-boot');
  // After its vswitch came back, a NIC is still cut off until its port is on its VLAN again.
  const isWaiting = booted >= 0 && within.at(-1)?.type === 'port-vlan';
  const boot = steps[from + booted]?.id ?? '';
  return isWaiting
    ? `, because ${cause} is down until ${boot}, and from then on its port waits for its VLAN`
    : `, because ${cause} is down`;
}

function declaredAt({ from }: Budget): string {
  return from === undefined ? '' : ` (${from})`;
}

function seconds(count: number): string {
  return `${String(count)} s`;
}
