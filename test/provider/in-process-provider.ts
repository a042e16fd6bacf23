import type { UnaryCall } from '../../src/provider/plugin/grpc-server';
import { decodeObject, encodeObject, type WireValue } from '../../src/provider/protocol/dynamic-value';
import {
  PROVIDER_CALLS,
  type ProviderCall,
  type RequestOf,
  type ResponseOf,
  type WireDiagnostic,
} from '../../src/provider/protocol/messages';
import { decodeMessage, encodeMessage, type MessageTable } from '../../src/provider/protocol/wire';
import type { ObjectValue } from '../../src/provider/protocol/value';
import { UNKNOWN } from '../../src/provider/protocol/value';
import { providerCalls, answersOfProvider } from '../../src/provider/provider-calls';
import { HOST_NETWORK_SCHEMA } from '../../src/provider/resource/host-network-schema';
import { hostOperations } from '../../src/provider/host-operations';
import type { ProviderConfig } from '../../src/provider/provider-config';
import { worldOf, type World } from '../../src/provider/world';
import type { SimulatedHost } from '../../src/simulator/simulated-host';
import { createVirtualMachine, type VirtualMachine } from '../../src/simulator/virtual/create-virtual-machine';

/** The provider in this process, in front of a simulated host in virtual time, called with bytes as Terraform does. */
export interface InProcessProvider {
  readonly machine: VirtualMachine;
  /** The same calls as bytes, for a server. */
  readonly calls: ReadonlyMap<string, UnaryCall>;
  call<Call extends ProviderCall>(call: Call, request: RequestOf<Call>): Promise<ResponseOf<Call>>;
}

const ATTRIBUTES = HOST_NETWORK_SCHEMA.attributes;

/** A provider for one simulated host. */
export function inProcessProvider(host: SimulatedHost): InProcessProvider {
  const machine = createVirtualMachine(host);
  let token = 0;
  const never = (): never => {
    throw new Error('the provider reads no file');
  };
  const world = ({ connectionDefaults }: ProviderConfig): World =>
    worldOf({
      ports: {
        hosts: { connect: () => Promise.resolve(machine.shell()) },
        files: { kindOf: never, readText: never, filesBelow: never },
        surroundings: {
          now: () => machine.now(),
          randomToken: () => String((token += 1)).padStart(16, '0'),
          pause: (durationMs) => machine.pause(durationMs),
        },
      },
      connectionDefaults,
      acceptsRecalled: true,
      owner: 'tester@here',
      log: () => undefined,
      stopSignal: new AbortController().signal,
    });
  const service = answersOfProvider({
    stop: () => undefined,
    load: () => Promise.resolve({ operations: hostOperations, worldOf: world }),
  });
  const calls = providerCalls(service, () => undefined);
  return {
    machine,
    calls,
    async call<Call extends ProviderCall>(call: Call, request: RequestOf<Call>): Promise<ResponseOf<Call>> {
      const tables = PROVIDER_CALLS[call] as { request: MessageTable; response: MessageTable };
      const answer = calls.get(`/tfplugin6.Provider/${call}`);
      if (answer === undefined) throw new Error(`${call} is not answered`);
      const response: unknown = decodeMessage(tables.response, await answer(encodeMessage(tables.request, request)));
      return response as ResponseOf<Call>;
    },
  };
}

/** A state or configuration of `hpvm_host_network` on the wire. */
export function wire(value: ObjectValue | null): WireValue {
  return encodeObject(value, ATTRIBUTES);
}

/** The same, read; null when there is none. */
export function unwire(value: WireValue | undefined): ObjectValue | null {
  const read = decodeObject(value, ATTRIBUTES);
  return read === UNKNOWN ? null : read;
}

/** Errors among diagnostics, as text. */
export function errorsOf(diagnostics: readonly WireDiagnostic[] | undefined): readonly string[] {
  return (diagnostics ?? [])
    .filter(({ severity }) => severity === 1)
    .map(({ summary, detail }) => `${summary ?? ''}: ${detail ?? ''}`);
}
