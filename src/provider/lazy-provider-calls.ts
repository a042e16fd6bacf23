import type { UnaryCall } from './plugin/grpc-server';
import type { Log } from './plugin/log';
import { PROVIDER_CALLS } from './protocol/messages';

export interface ProcessParts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly log: Log;
  /** Aborted when everything under way is to stop. */
  readonly stop: AbortController;
}

/** The calls of the provider, which is loaded while Terraform still connects. */
export function lazyProviderCalls(parts: ProcessParts): ReadonlyMap<string, UnaryCall> {
  let loading: Promise<ReadonlyMap<string, UnaryCall>> | undefined;
  const paths = Object.keys(PROVIDER_CALLS).map((call) => `/tfplugin6.Provider/${call}`);
  return new Map(
    paths.map((path) => [
      path,
      async (request) => {
        loading ??= load(parts);
        const call = (await loading).get(path);
        if (call === undefined) throw new Error(`${path} is not answered`);
        return call(request);
      },
    ]),
  );
}

async function load({ environment, workingFolder, log, stop }: ProcessParts): Promise<ReadonlyMap<string, UnaryCall>> {
  const { providerCalls, providerService } = await import('./provider-service.js');
  const { providerWorld } = await import('./provider-world.js');
  const service = providerService({
    worldOf: (config) => providerWorld(config, { environment, workingFolder, log, stopSignal: stop.signal }),
    stop: () => {
      log('info', 'Terraform asks to stop');
      stop.abort();
    },
  });
  return providerCalls(service, (call, error) => {
    log('error', 'a fault of the provider', {
      call,
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  });
}
