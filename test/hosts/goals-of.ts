import type { Clause } from '../../src/check/clause';
import { FINAL_STATE, finalState } from '../../src/check/final-state';
import { Goals } from '../../src/check/goals';
import type { JsonValue } from '../../src/model/canonical-json';
import type { PlannedChange } from '../../src/plan/plan-document';

/** What a plan says that it changes: `change('update', 'vswitch.vmlan4', { uplink: 'lan3' })`. */
export function change(
  action: PlannedChange['action'],
  address: string,
  fields: Readonly<Record<string, JsonValue>> = {},
): PlannedChange {
  return {
    action,
    address,
    fields: Object.entries(fields).map(([path, after]) => ({ path, before: null, after })),
  };
}

/** The promise of a plan with these changes, as a clause: each ends as it says, and all else as it was. */
export function promiseOf(...changes: readonly PlannedChange[]): Clause {
  return { id: FINAL_STATE, source: '', projections: (situation) => finalState(situation, new Goals(changes)) };
}
