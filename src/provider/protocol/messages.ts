import { many, mapOf, one, type WireMessage } from './wire';

// Names and field numbers of Terraform's plugin protocol 6 (tfplugin6), as far as this provider uses them: facts of the
// wire, written down afresh. Fields that are left out are skipped when read.

const DYNAMIC_VALUE = { msgpack: one(1, 'bytes'), json: one(2, 'bytes') } as const;

const STEP = {
  attributeName: one(1, 'string'),
  elementKeyString: one(2, 'string'),
  elementKeyInt: one(3, 'int'),
} as const;
const ATTRIBUTE_PATH = { steps: many(1, STEP) } as const;

/** Severity 1 is an error, 2 a warning. */
const DIAGNOSTIC = {
  severity: one(1, 'int'),
  summary: one(2, 'string'),
  detail: one(3, 'string'),
  attribute: one(4, ATTRIBUTE_PATH),
} as const;
export type WireDiagnostic = WireMessage<typeof DIAGNOSTIC>;
export type WireAttributePath = WireMessage<typeof ATTRIBUTE_PATH>;

/** `number` of the message Attribute nests itself through Object; three levels are more than our schemas have. */
const attributeOf = <const Nested extends object>(nested: Nested) => ({
  name: one(1, 'string'),
  type: one(2, 'bytes'),
  description: one(3, 'string'),
  required: one(4, 'bool'),
  optional: one(5, 'bool'),
  computed: one(6, 'bool'),
  sensitive: one(7, 'bool'),
  descriptionKind: one(8, 'int'),
  deprecated: one(9, 'bool'),
  ...nested,
  writeOnly: one(11, 'bool'),
});
const objectOf = <const Attribute extends ReturnType<typeof attributeOf>>(attribute: Attribute) => ({
  attributes: many(1, attribute),
  nesting: one(3, 'int'),
});
const LEAF = attributeOf({});
const INNER = attributeOf({ nestedType: one(10, objectOf(LEAF)) });
const ATTRIBUTE = attributeOf({ nestedType: one(10, objectOf(INNER)) });
const BLOCK = {
  version: one(1, 'int'),
  attributes: many(2, ATTRIBUTE),
  description: one(4, 'string'),
  descriptionKind: one(5, 'int'),
} as const;
const SCHEMA = { version: one(1, 'int'), block: one(2, BLOCK) } as const;
export type WireSchema = WireMessage<typeof SCHEMA>;

const PARAMETER = {
  name: one(1, 'string'),
  type: one(2, 'bytes'),
  allowNullValue: one(3, 'bool'),
  allowUnknownValues: one(4, 'bool'),
  description: one(5, 'string'),
  descriptionKind: one(6, 'int'),
} as const;
const FUNCTION = {
  parameters: many(1, PARAMETER),
  return: one(3, { type: one(1, 'bytes') }),
  summary: one(4, 'string'),
  description: one(5, 'string'),
  descriptionKind: one(6, 'int'),
} as const;
export type WireFunction = WireMessage<typeof FUNCTION>;

const SERVER_CAPABILITIES = { planDestroy: one(1, 'bool'), getProviderSchemaOptional: one(2, 'bool') } as const;
const NAMED_TYPE = { typeName: one(1, 'string') } as const;
const diagnosticsAt = <const Place extends number>(place: Place) => ({ diagnostics: many(place, DIAGNOSTIC) });

/** Request and response of every call of the service `tfplugin6.Provider` that is answered; the others are unimplemented. */
export const PROVIDER_CALLS = {
  GetMetadata: {
    request: {},
    response: {
      serverCapabilities: one(1, SERVER_CAPABILITIES),
      ...diagnosticsAt(2),
      dataSources: many(3, NAMED_TYPE),
      resources: many(4, NAMED_TYPE),
      functions: many(5, { name: one(1, 'string') }),
    },
  },
  GetProviderSchema: {
    request: {},
    response: {
      provider: one(1, SCHEMA),
      resourceSchemas: mapOf(2, SCHEMA),
      dataSourceSchemas: mapOf(3, SCHEMA),
      ...diagnosticsAt(4),
      serverCapabilities: one(6, SERVER_CAPABILITIES),
      functions: mapOf(7, FUNCTION),
    },
  },
  ValidateProviderConfig: { request: { config: one(1, DYNAMIC_VALUE) }, response: diagnosticsAt(2) },
  ValidateResourceConfig: {
    request: { typeName: one(1, 'string'), config: one(2, DYNAMIC_VALUE) },
    response: diagnosticsAt(1),
  },
  ValidateDataResourceConfig: {
    request: { typeName: one(1, 'string'), config: one(2, DYNAMIC_VALUE) },
    response: diagnosticsAt(1),
  },
  UpgradeResourceState: {
    request: { typeName: one(1, 'string'), version: one(2, 'int'), rawState: one(3, { json: one(1, 'bytes') }) },
    response: { upgradedState: one(1, DYNAMIC_VALUE), ...diagnosticsAt(2) },
  },
  ConfigureProvider: {
    request: { terraformVersion: one(1, 'string'), config: one(2, DYNAMIC_VALUE) },
    response: diagnosticsAt(1),
  },
  ReadResource: {
    request: { typeName: one(1, 'string'), currentState: one(2, DYNAMIC_VALUE), private: one(3, 'bytes') },
    response: { newState: one(1, DYNAMIC_VALUE), ...diagnosticsAt(2), private: one(3, 'bytes') },
  },
  PlanResourceChange: {
    request: {
      typeName: one(1, 'string'),
      priorState: one(2, DYNAMIC_VALUE),
      proposedNewState: one(3, DYNAMIC_VALUE),
      config: one(4, DYNAMIC_VALUE),
      priorPrivate: one(5, 'bytes'),
    },
    response: {
      plannedState: one(1, DYNAMIC_VALUE),
      requiresReplace: many(2, ATTRIBUTE_PATH),
      plannedPrivate: one(3, 'bytes'),
      ...diagnosticsAt(4),
    },
  },
  ApplyResourceChange: {
    request: {
      typeName: one(1, 'string'),
      priorState: one(2, DYNAMIC_VALUE),
      plannedState: one(3, DYNAMIC_VALUE),
      config: one(4, DYNAMIC_VALUE),
      plannedPrivate: one(5, 'bytes'),
    },
    response: { newState: one(1, DYNAMIC_VALUE), private: one(2, 'bytes'), ...diagnosticsAt(3) },
  },
  ImportResourceState: {
    request: { typeName: one(1, 'string'), id: one(2, 'string') },
    response: {
      importedResources: many(1, {
        typeName: one(1, 'string'),
        state: one(2, DYNAMIC_VALUE),
        private: one(3, 'bytes'),
      }),
      ...diagnosticsAt(2),
    },
  },
  ReadDataSource: {
    request: { typeName: one(1, 'string'), config: one(2, DYNAMIC_VALUE) },
    response: { state: one(1, DYNAMIC_VALUE), ...diagnosticsAt(2) },
  },
  GetFunctions: { request: {}, response: { functions: mapOf(1, FUNCTION), ...diagnosticsAt(2) } },
  CallFunction: {
    request: { name: one(1, 'string'), arguments: many(2, DYNAMIC_VALUE) },
    response: {
      result: one(1, DYNAMIC_VALUE),
      error: one(2, { text: one(1, 'string'), functionArgument: one(2, 'int') }),
    },
  },
  StopProvider: { request: {}, response: { error: one(1, 'string') } },
} as const;

export type ProviderCall = keyof typeof PROVIDER_CALLS;
export type RequestOf<Call extends ProviderCall> = WireMessage<(typeof PROVIDER_CALLS)[Call]['request']>;
export type ResponseOf<Call extends ProviderCall> = WireMessage<(typeof PROVIDER_CALLS)[Call]['response']>;
