// A test double of hashicorp/null, made of our own plugin server: no registry is reachable where the tests run. It knows
// null_resource alone: an id that nobody knows before, and triggers whose change means another resource.
import { writeSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { wirePath } from '../../src/provider/diagnostics';
import { handshakeLine, handshakeProblem } from '../../src/provider/plugin/handshake';
import { startPluginServer } from '../../src/provider/plugin/plugin-server';
import { decodeObject, encodeObject, type WireValue } from '../../src/provider/protocol/dynamic-value';
import { wireSchema, type Schema } from '../../src/provider/protocol/schema';
import { isObjectValue, UNKNOWN, type ObjectValue } from '../../src/provider/protocol/value';
import { providerCalls, type ProviderAnswers } from '../../src/provider/provider-calls';

const PROVIDER: Schema = { version: 0, description: 'A test double.', attributes: {} };
const NULL_RESOURCE: Schema = {
  version: 0,
  description: 'Nothing.',
  attributes: {
    id: { type: 'string', mode: 'computed', description: 'Some number.' },
    triggers: { type: ['map', 'string'], mode: 'optional', description: 'Another value is another resource.' },
  },
};
const { attributes } = NULL_RESOURCE;

const answers: ProviderAnswers = {
  GetMetadata: () => ({ resources: [{ typeName: 'null_resource' }] }),
  GetProviderSchema: () => ({
    provider: wireSchema(PROVIDER),
    resourceSchemas: { null_resource: wireSchema(NULL_RESOURCE) },
  }),
  GetFunctions: () => ({}),
  CallFunction: () => ({}),
  ValidateProviderConfig: () => ({}),
  ConfigureProvider: () => ({}),
  ValidateResourceConfig: () => ({}),
  ValidateDataResourceConfig: () => ({}),
  UpgradeResourceState: ({ rawState }) => ({
    upgradedState: encodeObject(given(rawState?.json === undefined ? undefined : { json: rawState.json }), attributes),
  }),
  ReadResource: ({ currentState }) => ({ newState: currentState ?? {} }),
  PlanResourceChange: ({ priorState, config }) => {
    const [prior, wanted] = [given(priorState), given(config)];
    if (wanted === null) return { plannedState: encodeObject(null, attributes) };
    const isSame = JSON.stringify(prior?.['triggers']) === JSON.stringify(wanted['triggers']);
    const planned: ObjectValue = prior !== null && isSame ? prior : { ...wanted, id: UNKNOWN };
    return {
      plannedState: encodeObject(planned, attributes),
      requiresReplace: prior === null || isSame ? [] : [wirePath([{ attribute: 'triggers' }])],
    };
  },
  ApplyResourceChange: ({ plannedState }) => {
    const planned = given(plannedState);
    const id = String(randomInt(2 ** 47));
    return { newState: encodeObject(planned === null ? null : { ...planned, id }, attributes) };
  },
  ImportResourceState: () => ({}),
  ReadDataSource: () => ({}),
  StopProvider: () => ({}),
};

function given(wire: WireValue | undefined): ObjectValue | null {
  const value = decodeObject(wire, attributes);
  return value !== UNKNOWN && isObjectValue(value) ? value : null;
}

async function main(): Promise<void> {
  const problem = handshakeProblem(process.env);
  if (problem !== undefined) throw new Error(problem);
  const clientCertificate = process.env['PLUGIN_CLIENT_CERT'];
  const server = await startPluginServer({
    calls: providerCalls(answers, (call, error) => writeSync(2, `${call}: ${String(error)}\n`)),
    ...(clientCertificate === undefined ? {} : { clientCertificate }),
    now: new Date(),
    onShutdown: () => {
      server.close();
      process.kill(process.pid, 'SIGTERM');
    },
  });
  writeSync(1, handshakeLine(server));
}

void main();
