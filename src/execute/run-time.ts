import type { Plan } from '../plan/plan-document';
import { secondsAllowed } from './program/compile-step';

/** Margin for starting, looking and reading back. */
const MARGIN_SECONDS = 120;

/** Seconds in which a client can log in anew and look at a host. */
const LOOK_SECONDS = 180;

/** Seconds a listing may be asked for an effect. */
const READ_BACK_SECONDS = 20;

/** Seconds the host waits for the confirmation: a look at the host, and once more what the plan may interrupt. */
export function confirmSecondsOf(plan: Plan): number {
  const longestOutage = Math.max(0, ...plan.outages.map(({ seconds }) => seconds.max));
  return Math.ceil(LOOK_SECONDS + longestOutage);
}

/**
 * Seconds that a run may take at most until it has ended or its guard takes it back: what its steps may take at most, as long again as the
 * longest of them is given before it is ended, and the looks at the host.
 */
export function longestSeconds(plan: Plan, confirmSeconds: number): number {
  const steps = plan.steps.reduce((total, step) => total + step.durationSeconds.max + READ_BACK_SECONDS, 0);
  const patience = Math.max(0, ...plan.steps.map(({ durationSeconds }) => secondsAllowed(durationSeconds)));
  return Math.ceil(steps + patience + confirmSeconds + LOOK_SECONDS + MARGIN_SECONDS);
}

/** Seconds that taking a run back may take at most. */
export function longestWayBackSeconds(plan: Plan): number {
  const steps = plan.revert?.steps ?? [];
  return steps.reduce(
    (total, step) => total + 2 * (secondsAllowed(step.durationSeconds) + READ_BACK_SECONDS),
    MARGIN_SECONDS,
  );
}
