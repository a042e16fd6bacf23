import type { UnaryCall } from './plugin/grpc-server';
import type { Log } from './plugin/log';
import { providerCalls, answersOfProvider, type LoadedProvider } from './provider-calls';

export interface ProcessParts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly log: Log;
  /** Aborted when everything under way is to stop. */
  readonly stop: AbortController;
}

/** The calls of the provider in a process of its own. Three of four starts need no more than its schemas. */
export function providerOfProcess({
  environment,
  workingFolder,
  log,
  stop,
}: ProcessParts): ReadonlyMap<string, UnaryCall> {
  let loading: Promise<LoadedProvider> | undefined;
  const load = async (): Promise<LoadedProvider> => {
    const { hostOperations, worldOf } = await import('./host-operations.js');
    const parts = { environment, workingFolder, log, stopSignal: stop.signal };
    return { operations: hostOperations, worldOf: (config) => worldOf(config, parts) };
  };
  const service = answersOfProvider({
    load: () => (loading ??= load()),
    stop: () => {
      log('info', 'Terraform asks to stop');
      stop.abort();
    },
  });
  return providerCalls(service, (call, error) => {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log('error', 'a fault of the provider', { call, fault });
  });
}
