import type { ChangeAction } from '../diff/change';
import type { Diagnostic } from '../model/diagnostic';
import type { Outage, Plan } from '../plan/plan-document';
import { printableText } from './printable-text';
import { secondsText } from './seconds-text';
import { shortenedList } from './shortened-list';

/** The one line that says how much a plan does and what it costs, as `terraform plan` ends; of a blocked plan, where the reasons stand. */
export function planSummary(plan: Plan, reasonsAre: 'above' | 'below' | 'elsewhere' = 'above'): string {
  if (plan.status === 'no-op') return 'Plan: nothing to do; the host is as desired.';
  if (plan.status === 'blocked') {
    const errors = plan.diagnostics.filter(({ severity }) => severity === 'error');
    const word = waitsForApproval(errors) ? 'needs approval' : 'blocked';
    return `Plan: ${word}; ${countText(errors.length, 'reason')}${reasonsAre === 'elsewhere' ? '' : ` ${reasonsAre}`}.`;
  }
  const counts = (['create', 'update', 'delete'] as const).map((action) => `${countOf(plan, action)} to ${action}`);
  return `Plan: ${counts.join(', ')}; ${countText(plan.steps.length, 'step')}; ${interruptionText(plan)}.`;
}

/** Whether somebody's word is all that is missing: such a plan is not blocked for good, it waits. */
export function waitsForApproval(errors: readonly Diagnostic[]): boolean {
  return errors.length > 0 && errors.every(({ code }) => code === 'needs-approval');
}

/** The interruption expected to last longest; of equal ones what causes others, then the first in the plan. */
function longestOutage(plan: Plan): Outage | undefined {
  const passing = causesFirst(plan.outages).filter((outage) => outage.isPermanent !== true);
  return passing.reduce<Outage | undefined>(
    (longest, outage) =>
      longest === undefined || outage.seconds.expected > longest.seconds.expected ? outage : longest,
    undefined,
  );
}

function causesFirst(outages: readonly Outage[]): readonly Outage[] {
  const isCaused = (outage: Outage): boolean => outage.cause !== undefined;
  return [...outages.filter((outage) => !isCaused(outage)), ...outages.filter(isCaused)];
}

/** `1 step`, `2 steps`. */
export function countText(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function countOf(plan: Plan, action: ChangeAction): string {
  return String(plan.changes.filter((change) => change.action === action).length);
}

function interruptionText(plan: Plan): string {
  if (plan.steps.every((step) => step.phase === 'persist'))
    return 'takes effect at the next boot; nothing is interrupted';
  const lasting = causesFirst(plan.outages).filter((outage) => outage.isPermanent === true);
  const outage = longestOutage(plan);
  const parts = [
    ...(lasting.length === 0 ? [] : [`cut off for good: ${lastingText(lasting)}`]),
    ...(outage === undefined
      ? []
      : [`longest interruption about ${secondsText(outage.seconds.expected)} (${printableText(outage.address)})`]),
  ];
  return parts.length === 0 ? 'no interruption' : parts.join('; ');
}

function lastingText(outages: readonly Outage[]): string {
  return shortenedList(
    outages.map(({ address }) => printableText(address)),
    MOST_LASTING_COLUMNS,
  );
}

const MOST_LASTING_COLUMNS = 80;
