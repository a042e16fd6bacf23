import type { Client } from 'ssh2';

export interface WaitingFor {
  readonly timeoutMs: number;
  readonly onTimeout: () => void;
  readonly signal: AbortSignal | undefined;
  readonly onAbort: () => void;
  /** The connection without which there is nothing to wait for, and what its end means. */
  readonly lost?: { readonly client: Client; readonly onLost: () => void };
}

/** Whether something that was waited for has come: the first who says so is right, and then nothing else is listened for. */
export interface Settling {
  readonly isSettled: () => boolean;
  /** True for the first caller alone. */
  readonly settle: () => boolean;
}

/** Waits for one of several ends: a time, a wish to give up, a lost connection, or what the caller hears of. A signal that was aborted before is the caller's to look at. */
export function settleOnce({ timeoutMs, onTimeout, signal, onAbort, lost }: WaitingFor): Settling {
  let isSettled = false;
  const timer = setTimeout(onTimeout, timeoutMs);
  signal?.addEventListener('abort', onAbort);
  lost?.client.on('close', lost.onLost);
  return {
    isSettled: () => isSettled,
    settle: () => {
      if (isSettled) return false;
      isSettled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      lost?.client.off('close', lost.onLost);
      return true;
    },
  };
}
