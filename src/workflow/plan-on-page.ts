import { decodeObservedHost } from '../discovery/decode-observed-host';
import type { Plan } from '../plan/plan-document';
import type { PagePlan } from '../review/page/page-context';

/**
 * A saved plan for a page, with the host that it holds. A plan file is foreign, so the host in it is read by its own decoder; one
 * that does not pass, or that is not there, is said to be unknown.
 */
export function planOnPage(plan: Plan): PagePlan {
  if (plan.snapshot === undefined) {
    const why =
      plan.steps.length === 0
        ? 'A saved plan without steps does not hold the host it was made for. "hpvmctl plan --format html" draws it.'
        : 'This plan does not hold the host it was made for.';
    return { plan, observed: undefined, whyUnobserved: why };
  }
  const decoded = decodeObservedHost(plan.snapshot, `the snapshot in the plan for ${plan.host}`);
  if (decoded.ok) return { plan, observed: decoded.value };
  const whyUnobserved = `The host in this plan cannot be read: ${decoded.diagnostics[0]?.detail ?? 'it is damaged'}`;
  return { plan, observed: undefined, whyUnobserved };
}
