import type { CallsUnderWay } from './calls-under-way';

/** How long a host is given to hear that its run is to stop; one that does not hear it takes the run back by itself, later. */
const LONGEST_MS = 30_000;

export interface OrderlyLeaveParts {
  readonly underWay: Pick<CallsUnderWay, 'areAny' | 'answered'>;
  /** Asks what is under way to stop. */
  readonly stop: () => void;
  readonly leave: (status: number) => void;
  readonly pause: (durationMs: number) => Promise<unknown>;
}

/**
 * A way to leave for a process whose host is gone, or going: what is under way is asked to stop first. Otherwise the VM host
 * would wait for a confirmation, under its lock, until the time for that is over.
 */
export function orderlyLeave({ underWay, stop, leave, pause }: OrderlyLeaveParts): (status: number) => void {
  let isLeaving = false;
  return (status) => {
    if (isLeaving) return;
    isLeaving = true;
    if (!underWay.areAny()) {
      leave(status);
      return;
    }
    stop();
    void Promise.race([underWay.answered(), pause(LONGEST_MS)]).then(() => leave(status));
  };
}
