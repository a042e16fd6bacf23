import type { ApaMode } from '../model/desired-host';
import type { MeasuredDuration } from '../model/observed-host';
import type { Operation, OperationEffect } from './operation';
import { probeFrames } from './operations/host-tunables';
import type { StepDuration } from './plan-document';
import type { PlanningContext } from './planning-context';

/** With fewer, a measurement says too little about the next time. */
const FEWEST_SAMPLES = 3;

/** Both ends of a measurement are whole seconds, so the true duration is less than this shorter or longer. */
const RESOLUTION_SECONDS = 1;

/** What never took a whole second counts as this. */
const SHORTEST_EXPECTED_SECONDS = 0.5;

const JOINED_AS: Readonly<Record<ApaMode, string>> = {
  MANUAL: 'manual',
  LACP_AUTO: 'lacp',
  FEC_AUTO: 'fec',
  LAN_MONITOR: 'failover',
};

/**
 * Names the kind of each operation, under which the host keeps how long it took, and puts what was measured on this
 * host in the place of what is assumed or documented.
 */
export function withMeasuredDurations<T extends Pick<Operation, 'effect' | 'durationSeconds'>>(
  operations: readonly T[],
  context: PlanningContext,
): readonly T[] {
  const measured = new Map(context.observed.measuredDurations.map((duration) => [duration.operation, duration]));
  return operations.map((operation) => {
    const of = kindOf(operation.effect, context);
    return { ...operation, durationSeconds: { ...rangeOf(operation.durationSeconds, measured.get(of)), of } };
  });
}

/**
 * The range that measurements promise, on the careful side: at least half of the shortest time, as expected the median,
 * at most twice the longest time, each end with the resolution of the clock against us.
 */
function rangeOf(unmeasured: StepDuration, measured: MeasuredDuration | undefined): StepDuration {
  if (measured === undefined || measured.samples < FEWEST_SAMPLES) return unmeasured;
  return {
    min: Math.max(0, measured.minSeconds - RESOLUTION_SECONDS) / 2,
    expected: Math.max(measured.medianSeconds, SHORTEST_EXPECTED_SECONDS),
    max: (measured.maxSeconds + RESOLUTION_SECONDS) * 2,
    basis: 'measured',
  };
}

/**
 * Operations that take equally long, as far as we know: joining depends on the mode, adding a guest NIC on the frames
 * that probe for its MAC address (Integrity VM 4.2.5 Release Notes, 7.2.17, p. 75), and every change of a guest NIC on whether the guest runs. These
 * names stand in the records of hosts: never rename one.
 */
function kindOf(effect: OperationEffect, context: PlanningContext): string {
  switch (effect.type) {
    case 'apa-join':
      return `${effect.type}-${JOINED_AS[effect.mode]}`;
    case 'guest-nic-add':
    case 'guest-nic-change':
      return `${effect.type}-${powerOf(effect.guest, context)}-${String(probeFrames(context))}-frames`;
    case 'guest-nic-remove':
      return `${effect.type}-${powerOf(effect.guest, context)}`;
    default:
      return effect.type;
  }
}

function powerOf(guest: string, context: PlanningContext): string {
  return context.index.guest.get(guest)?.state === 'off' ? 'stopped' : 'running';
}
