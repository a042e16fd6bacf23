import type { GuardReport } from './execution-report';
import type { SeenRecord } from './follow-run';
import type { JournalRecord } from './journal';
import { lastRecord } from './last-record';

/**
 * What is known of the guard of a run: what its records say, unless the last look found less of it.
 *
 * @param seen what the last look at the run saw at its end; undefined when it did not come to its end
 */
export function guardOfRun(records: readonly JournalRecord[], seen: SeenRecord | undefined): GuardReport {
  const disarmed = lastRecord(records, 'disarmed');
  if (disarmed !== undefined) return { status: disarmed.isHookLeft ? 'boot-script-left' : 'disarmed' };
  const guarding = lastRecord(records, 'guarding');
  const arming = lastRecord(records, 'arming');
  if (guarding === undefined || arming?.takesBack === false) return { status: 'none' };
  // How it ended is decided, though nobody could write it down: whoever finds it, at the next boot too, only puts away what is left.
  if (seen?.runner === 'gone' && seen.over !== null) return { status: seen.isHooked ? 'boot-script-left' : 'disarmed' };
  if (seen?.runner === 'gone') return { status: seen.isHooked ? 'boot-script-only' : 'gone' };
  const isSeen = seen === undefined || seen.run === 'present';
  if (!isSeen || guarding.at === null) return { status: 'unknown' };
  const armedUntil = new Date(Date.parse(guarding.at) + guarding.seconds * 1000);
  return { status: 'armed', armedUntil: armedUntil.toISOString().replace(/\.\d+Z$/, 'Z') };
}
