import type { UnaryCall } from './grpc-server';

/** Calls, and whether any of them is not answered yet. */
export interface CallsUnderWay {
  readonly calls: ReadonlyMap<string, UnaryCall>;
  readonly areAny: () => boolean;
  /** Resolves as soon as all that are under way now have been answered. */
  readonly answered: () => Promise<void>;
}

/** Keeps count of these calls. */
export function callsUnderWay(calls: ReadonlyMap<string, UnaryCall>): CallsUnderWay {
  const underWay = new Set<Promise<unknown>>();
  const counted =
    (call: UnaryCall): UnaryCall =>
    (request) => {
      const answer = call(request).finally(() => underWay.delete(answer));
      underWay.add(answer);
      return answer;
    };
  return {
    calls: new Map([...calls].map(([path, call]) => [path, counted(call)])),
    areAny: () => underWay.size > 0,
    answered: async () => {
      await Promise.allSettled(underWay);
    },
  };
}
