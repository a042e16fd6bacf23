import { TransportError } from '../transport/transport-error';

/**
 * How often in a row a host is asked for a login that it refuses, or that we refuse it (its host key): a host may lock an account that is
 * refused again and again.
 */
export const REFUSALS = 3;

/** Between two of them: a host that boots may refuse logins until it is up. */
export const PAUSE_WHEN_REFUSED_MS = 30_000;

/** True for a failure that trying again soon does not help. */
export function isRefusal(error: unknown): boolean {
  return error instanceof TransportError && !error.details.isRetryable;
}
