import type { Plan } from '../../src/plan/plan-document';
import { RULES } from '../../src/plan/rules/registry.generated';
import { count, type Tally } from './tally';

/** Ways in which a rule shows in a plan. */
export const WAYS = ['edge', 'step', 'change', 'refusal', 'warning'] as const;

/** Codes under which a rule speaks when they are not its id. */
const CODES: Readonly<Record<string, string>> = {
  'needs-approval': 'approve-recalled-commands',
  'recalled-command-accepted': 'approve-recalled-commands',
  'pending-guest-configuration': 'guest-off-for-nic-change',
  'stale-vswitch': 'restart-after-uplink-mac-change',
};

/** Counts, once a plan, each rule that was at work and how. */
export function countRules(plan: Plan, tally: Tally): void {
  const seen = new Set<string>();
  const note = (rule: string, way: (typeof WAYS)[number]): void => {
    const name = `rule ${rule} ${way}`;
    if (!seen.has(name)) count(tally, name);
    seen.add(name);
  };
  for (const step of plan.steps) {
    for (const { rule } of [...step.after, ...(step.implied ?? [])]) note(rule, 'edge');
    note(step.purpose.rule, 'step');
  }
  for (const { derivedBy } of plan.changes) if (derivedBy !== undefined) note(derivedBy, 'change');
  for (const { code, severity, address } of plan.diagnostics) {
    // An unfinished run that cannot be read is none of the rule's; it has no address.
    const isGuess = code === 'unknown-state' && address !== undefined;
    note(isGuess ? 'no-plan-on-a-guess' : (CODES[code] ?? code), severity === 'error' ? 'refusal' : 'warning');
  }
}

/** Every rule id, and for each way how often it showed. */
export function coverageRows(tally: Tally): readonly (readonly [rule: string, ...counts: number[]])[] {
  return RULES.map(({ id }) => [id, ...WAYS.map((way) => tally.counts[`rule ${id} ${way}`] ?? 0)] as const);
}
