import type { Plan, RevertPlan } from '../plan/plan-document';
import { countText } from './plan-summary';
import { secondsText } from './seconds-text';

/** What a plan says of its way back, in a sentence; undefined where it has none. */
export function wayBackText({ revert }: Plan): string | undefined {
  if (revert === null) return undefined;
  const due = revert.steps.filter(({ onlyAfterReboot }) => onlyAfterReboot !== true);
  const interruption = revert.outages.length === 0 ? ', and nobody is interrupted.' : '. Meanwhile:';
  return `${reachText(revert)}: ${countText(due.length, 'command')}, about ${secondsText(expectedSeconds(due))} in all${interruption}`;
}

/** What comes behind the reach of the way back, and why that waits. */
export function behindReachText({ revert }: Plan): string | undefined {
  const until = revert?.guardedUntil ?? null;
  return until === null
    ? undefined
    : `${until} and what is behind it run only after the confirmation. Nothing takes back:`;
}

function reachText({ guardedUntil }: RevertPlan): string {
  const whole = guardedUntil === null ? 'The plan' : `What is before ${guardedUntil}`;
  return `${whole} is taken back automatically unless it is confirmed`;
}

function expectedSeconds(steps: RevertPlan['steps']): number {
  return steps.reduce((sum, { durationSeconds }) => sum + durationSeconds.expected, 0);
}
