import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { condensedDiagnostics } from './condensed-diagnostics';
import { wireDiagnostic, wirePath } from './diagnostics';
import { wireFunction } from './functions/provider-function';
import { PROVIDER_FUNCTIONS } from './functions/provider-functions';
import type { hostOperations } from './host-operations';
import { HOST_SCHEMA } from './host-schema';
import type { UnaryCall } from './plugin/grpc-server';
import type { Attributes } from './protocol/attribute-type';
import { decodeObject, decodeValue, encodeObject, encodeValue, type WireValue } from './protocol/dynamic-value';
import {
  PROVIDER_CALLS,
  type ProviderCall,
  type RequestOf,
  type ResponseOf,
  type WireDiagnostic,
} from './protocol/messages';
import { wireSchema } from './protocol/schema';
import { isObjectValue, UNKNOWN, type ObjectValue } from './protocol/value';
import { decodeMessage, encodeMessage, type MessageTable } from './protocol/wire';
import { PROVIDER_SCHEMA, providerConfig, type ProviderConfig } from './provider-config';
import type { LocatedDiagnostic } from './resource/host-network-config';
import { HOST_NETWORK_SCHEMA } from './resource/host-network-schema';
import { decodePrivate, encodePrivate } from './resource/private-data';
import { upgradeState } from './resource/upgrade-state';
import type { World } from './world';

/** Answers to the calls of the plugin protocol. */
export type ProviderAnswers = {
  readonly [Call in ProviderCall]: (request: RequestOf<Call>) => Promise<ResponseOf<Call>> | ResponseOf<Call>;
};

/** What the provider needs to become configured. */
export interface ServiceOptions {
  /** Loads what only some calls need: schemas and states of today are answered without it. */
  readonly load: () => Promise<LoadedProvider>;
  /** Asks everything that is under way to stop. */
  readonly stop: () => void;
}

/** The larger part of the provider. */
export interface LoadedProvider {
  readonly operations: typeof hostOperations;
  /** The world of a provider with this configuration; called again by every walk of Terraform. */
  readonly worldOf: (config: ProviderConfig) => World;
}

const RESOURCE = 'hpvm_host_network';
const DATA_SOURCE = 'hpvm_host';

const CAPABILITIES = { planDestroy: true, getProviderSchemaOptional: true } as const;

/** The provider, as Terraform talks to it. */
export function answersOfProvider(options: ServiceOptions): ProviderAnswers {
  let configured: ProviderConfig = providerConfig({});
  let world: World | undefined;
  const configuredWorld = async (): Promise<{ readonly hosts: typeof hostOperations; readonly world: World }> => {
    const { operations, worldOf } = await options.load();
    world ??= worldOf(configured);
    return { hosts: operations, world };
  };
  const state = HOST_NETWORK_SCHEMA.attributes;
  return {
    GetMetadata: () => ({
      serverCapabilities: CAPABILITIES,
      resources: [{ typeName: RESOURCE }],
      dataSources: [{ typeName: DATA_SOURCE }],
      functions: Object.keys(PROVIDER_FUNCTIONS).map((name) => ({ name })),
    }),
    GetProviderSchema: () => ({
      serverCapabilities: CAPABILITIES,
      provider: wireSchema(PROVIDER_SCHEMA),
      resourceSchemas: { [RESOURCE]: wireSchema(HOST_NETWORK_SCHEMA) },
      dataSourceSchemas: { [DATA_SOURCE]: wireSchema(HOST_SCHEMA) },
      functions: wireFunctions(),
    }),
    GetFunctions: () => ({ functions: wireFunctions() }),
    CallFunction: ({ name = '', arguments: args = [] }) => callFunction(name, args),
    ValidateProviderConfig: () => ({}),
    ConfigureProvider: ({ config }) => {
      configured = providerConfig(given(config, PROVIDER_SCHEMA.attributes) ?? {});
      world = undefined;
      return {};
    },
    ValidateResourceConfig: async ({ config }) => {
      const value = given(config, state);
      const { operations } = await options.load();
      return { diagnostics: value === null ? [] : wireDiagnostics(operations.validateConfig(value), value) };
    },
    ValidateDataResourceConfig: () => ({}),
    UpgradeResourceState: ({ version = 0, rawState }) => {
      // As it stands there: the schema of today does not know the attributes of yesterday.
      const stored = decodeValue(rawState?.json === undefined ? undefined : { json: rawState.json });
      const upgraded = upgradeState(isObjectValue(stored) ? stored : {}, version);
      if (!upgraded.ok) return { diagnostics: wireDiagnostics(upgraded.diagnostics.map(unlocated)) };
      return { upgradedState: encodeObject(upgraded.value, state) };
    },
    ReadResource: async ({ currentState, private: kept }) => {
      const current = given(currentState, state);
      if (current === null) return { newState: encodeValue(null) };
      if (!configured.isKnown)
        return { newState: currentState ?? {}, private: kept ?? new Uint8Array(), diagnostics: [NOT_CONFIGURED] };
      const data = decodePrivate(kept);
      const { hosts, world: reached } = await configuredWorld();
      const found = await hosts.read(current, data, reached);
      return {
        newState: encodeObject(found.state, state),
        // What is kept beside the state is part of it: rewriting it would be told as a change of the host.
        private: data.isImported === true || kept === undefined ? encodePrivate({}) : kept,
        diagnostics: wireDiagnostics(found.diagnostics, current),
      };
    },
    PlanResourceChange: async ({ priorState, proposedNewState, config, priorPrivate }) => {
      const prior = given(priorState, state);
      const kept = decodePrivate(priorPrivate);
      const wanted = given(config, state);
      const isDestroyed = proposedNewState === undefined || decodeValue(proposedNewState) === null;
      const { hosts, world: reached } = await configuredWorld();
      const made =
        isDestroyed || wanted === null
          ? await hosts.planDestroy(prior ?? {}, reached)
          : await hosts.plan(wanted, prior, kept, reached);
      return {
        plannedState: encodeObject(made.state, state),
        plannedPrivate: encodePrivate(made.privateData),
        requiresReplace: made.requiresReplace.map(wirePath),
        diagnostics: wireDiagnostics(made.diagnostics, wanted ?? prior),
      };
    },
    ApplyResourceChange: async ({ priorState, plannedState, config, plannedPrivate }) => {
      const prior = given(priorState, state);
      const planned = given(plannedState, state);
      const kept = decodePrivate(plannedPrivate);
      const wanted = given(config, state);
      const { hosts, world: reached } = await configuredWorld();
      const done =
        planned === null || wanted === null
          ? await hosts.destroy(prior ?? {}, kept, reached)
          : await hosts.apply({ config: wanted, prior, planned, plannedPrivate: kept }, reached);
      return {
        newState: encodeObject(done.state, state),
        private: encodePrivate(done.privateData),
        diagnostics: wireDiagnostics(done.diagnostics, wanted ?? prior),
      };
    },
    ImportResourceState: async ({ id = '' }) => {
      const { operations } = await options.load();
      const found = operations.importHost(id);
      if ('diagnostic' in found) return { diagnostics: wireDiagnostics([found]) };
      const imported = {
        typeName: RESOURCE,
        state: encodeObject(found.state, state),
        private: encodePrivate(found.privateData),
      };
      return { importedResources: [imported] };
    },
    ReadDataSource: async ({ config }) => {
      const { attributes } = HOST_SCHEMA;
      const value = given(config, attributes) ?? {};
      if (!configured.isKnown) return { diagnostics: [NOT_CONFIGURED] };
      const { hosts, world: reached } = await configuredWorld();
      const found = await hosts.readHost(value, reached);
      return { state: encodeObject(found.state, attributes), diagnostics: wireDiagnostics(found.diagnostics, value) };
    },
    StopProvider: () => {
      options.stop();
      return {};
    },
  };
}

/**
 * The service as calls over gRPC. A fault of ours becomes a diagnostic where the response has room for one: Terraform then
 * says which resource it was about and keeps its state.
 */
export function providerCalls(
  service: ProviderAnswers,
  onFault: (call: string, error: unknown) => void,
): ReadonlyMap<string, UnaryCall> {
  const entries = Object.keys(PROVIDER_CALLS) as ProviderCall[];
  return new Map(entries.map((call) => [`/tfplugin6.Provider/${call}`, unaryCall(call, service, onFault)]));
}

function unaryCall<Call extends ProviderCall>(
  call: Call,
  service: ProviderAnswers,
  onFault: (call: string, error: unknown) => void,
): UnaryCall {
  // The table holds for each call the tables of its own request and response.
  const { request, response } = PROVIDER_CALLS[call] as { request: MessageTable; response: MessageTable };
  return async (bytes) => {
    const asked = decodeMessage(request, bytes) as RequestOf<Call>;
    try {
      return encodeMessage(response, await service[call](asked));
    } catch (error) {
      onFault(call, error);
      if (!('diagnostics' in response)) throw error;
      const detail = `${error instanceof Error ? error.message : String(error)}\nThis is a fault of the provider. Please report it, with the output under TF_LOG_PROVIDER=DEBUG.`;
      const diagnostics = [
        wireDiagnostic(errorDiagnostic('internal-error', `The provider failed in ${call}`, detail), []),
      ];
      // An apply must give a state back: nobody knows better than the one before.
      const state = 'newState' in response && 'priorState' in asked ? { newState: asked.priorState } : {};
      return encodeMessage(response, { ...state, diagnostics } as object);
    }
  };
}

const NOT_CONFIGURED: WireDiagnostic = wireDiagnostic(
  errorDiagnostic(
    'provider-not-known',
    'The provider block holds values that are known only after apply',
    'No host can be reached before they are. Apply what they come from first, for example with -target.',
  ),
  [],
);

function wireFunctions() {
  return Object.fromEntries(Object.entries(PROVIDER_FUNCTIONS).map(([name, each]) => [name, wireFunction(each)]));
}

function callFunction(name: string, args: readonly WireValue[]): ResponseOf<'CallFunction'> {
  const called = PROVIDER_FUNCTIONS[name];
  if (called === undefined) return { error: { text: `there is no function ${name}` } };
  const outcome = called.call(args.map(decodeValue));
  if ('result' in outcome) return { result: encodeValue(outcome.result) };
  return { error: { text: outcome.problem, functionArgument: outcome.argument } };
}

/** An object as it was sent; null where there is none, or where nothing of it is known. */
function given(wire: WireValue | undefined, attributes: Attributes): ObjectValue | null {
  const value = decodeObject(wire, attributes);
  return value === UNKNOWN || !isObjectValue(value) ? null : value;
}

function unlocated(diagnostic: Diagnostic): LocatedDiagnostic {
  return { diagnostic, path: [] };
}

function wireDiagnostics(
  diagnostics: readonly LocatedDiagnostic[],
  about: ObjectValue | null = null,
): readonly WireDiagnostic[] {
  return condensedDiagnostics(diagnostics).map(({ diagnostic, path }) => wireDiagnostic(diagnostic, path, about));
}
