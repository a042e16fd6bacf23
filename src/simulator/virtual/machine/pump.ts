import type { Kernel } from '../kernel/kernel';
import type { CallsInFlight } from './host-command';

/** A simulated command answers within so many microtasks, or it hangs until somebody else lets it go on. */
const MOST_MICROTASKS = 50;

/** Keeps a kernel going for as long as a client waits for it. */
export interface Pump {
  /** Somebody can go on. */
  start(): void;
  /** Something has reached the client: it goes first. */
  delivered(): void;
  /** One more, or one fewer, thing that the client waits for. */
  waits(difference: 1 | -1): void;
}

/**
 * Time moves only while the client waits for something, and only when no process and no part of the client can go on.
 * `onFailure` is told of an error in the machine itself, also of a standstill.
 */
export function createPump(kernel: () => Kernel, inFlight: CallsInFlight, onFailure: (error: Error) => void): Pump {
  let isPumping = false;
  let isScheduled = false;
  let isDelivered = false;
  let waiting = 0;

  const pump = async (): Promise<void> => {
    for (;;) {
      kernel().runReady();
      if (inFlight.count > 0) {
        for (let turn = 0; turn < MOST_MICROTASKS && inFlight.count > 0; turn += 1) await Promise.resolve();
        inFlight.count = 0;
      } else if (isDelivered) {
        isDelivered = false;
        await new Promise<void>((resolve) => setImmediate(resolve));
      } else if (waiting <= 0) return;
      else if (!kernel().advance()) throw new Error(standstill(kernel()));
    }
  };
  const start = (): void => {
    if (isPumping || isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      isScheduled = false;
      isPumping = true;
      pump()
        .catch((error: unknown) => onFailure(error instanceof Error ? error : new Error(String(error))))
        .finally(() => {
          isPumping = false;
          // Whatever came between the last look and here.
          if (waiting > 0 && kernel().processes.size > 0) start();
        });
    });
  };
  return {
    start,
    delivered: () => {
      isDelivered = true;
    },
    waits: (difference) => {
      waiting += difference;
      if (difference > 0) start();
    },
  };
}

function standstill(kernel: Kernel): string {
  const all = [...kernel.processes.values()].map(({ pid, text }) => `${pid} (${text})`);
  return `the virtual machine stands still: nobody can go on and nobody waits for a time; processes: ${all.join(', ') || 'none'}`;
}
