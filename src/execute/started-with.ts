import type { Plan } from '../plan/plan-document';
import type { JournalRecord } from './journal';
import { lastRecord } from './last-record';
import type { ProgramOptions } from './program/program-options';
import { confirmSecondsOf, longestSeconds } from './run-time';

/** What a run was started with, as it said itself when it was armed; before that, what is usual for its plan. */
export function startedWith(
  plan: Plan,
  records: readonly JournalRecord[],
): Pick<ProgramOptions, 'longestSeconds' | 'takesBack'> {
  const arming = lastRecord(records, 'arming');
  if (arming !== undefined) return { longestSeconds: arming.seconds, takesBack: arming.takesBack };
  return { longestSeconds: longestSeconds(plan, confirmSecondsOf(plan)), takesBack: plan.revert !== null };
}
