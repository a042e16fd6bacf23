/** Where reaching a host failed. */
export type TransportPhase = 'configure' | 'resolve' | 'connect' | 'host-key' | 'login' | 'exec' | 'timeout' | 'lost';

/** Reaching a host failed; `message` says what, where, why and what to do next, over several lines. */
export class TransportError extends Error {
  override readonly name = 'TransportError';

  constructor(
    message: string,
    readonly details: {
      readonly phase: TransportPhase;
      /** `address:port` as tried. */
      readonly endpoint: string;
      /** True when trying again later may help. */
      readonly isRetryable: boolean;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: details.cause });
  }
}
