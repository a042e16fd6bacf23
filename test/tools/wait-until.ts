import { setTimeout } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/**
 * Resolves when this is true.
 *
 * @param isOver true when it cannot become true any more: nobody shall wait for what a process that has ended would have done
 * @throws Error when it is over and it has not become true
 */
export async function waitUntil(isTrue: () => boolean, isOver: () => boolean): Promise<void> {
  for (;;) {
    const isLast = isOver();
    if (isTrue()) return;
    if (isLast) throw new Error(`it ended, and this was never true: ${isTrue.toString()}`);
    await setTimeout(LOOK_EVERY_MS);
  }
}
