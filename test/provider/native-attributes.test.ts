import fc from 'fast-check';
import { nativeAttributes, nativeConnection, nativeDeclarations } from '../../constructs/private/native-attributes';
import { normaliseDesiredHost } from '../../src/desired/normalise-desired-host';
import { decodeObject, encodeObject } from '../../src/provider/protocol/dynamic-value';
import type { ObjectValue } from '../../src/provider/protocol/value';
import { desiredDocument } from '../../src/provider/resource/desired-document';
import { HOST_NETWORK_SCHEMA } from '../../src/provider/resource/host-network-schema';
import { arbitraryDesiredDocument } from '../desired/arbitrary-desired-host';

const { attributes } = HOST_NETWORK_SCHEMA;

test('what a construct says to the Terraform provider is the document that it writes', () => {
  fc.assert(
    fc.property(arbitraryDesiredDocument, (document) => {
      const config = {
        host: document.host,
        ssh: nativeConnection(document),
        declared_at: nativeDeclarations(document, 'rack1/vmhost1'),
        ...nativeAttributes(document),
      };
      // As Terraform passes it on: JSON, then the types of the schema.
      const json = JSON.parse(JSON.stringify(config)) as ObjectValue;
      const sent = decodeObject(encodeObject(json, attributes), attributes) as ObjectValue;
      expect(comparable(desiredDocument(sent, {}).document)).toEqual(comparable(document));
    }),
    { numRuns: 300 },
  );
});

/** Without what HCL does not say: that a list is there though it is empty. */
function comparable(document: object): unknown {
  const whole = { lanInterfaces: [], apaGroups: [], hostVlans: [], vswitches: [], guestNics: [], ...document };
  const plain = JSON.parse(
    JSON.stringify(whole, (key, value: unknown) => (key === 'protect' && value === false ? undefined : value)),
  ) as { readonly connection?: unknown };
  const { connection, ...rest } = normaliseDesiredHost(plain as never) as { readonly connection?: object };
  const isReachedByName = JSON.stringify(connection) === JSON.stringify({ address: (rest as { host?: string }).host });
  return isReachedByName || connection === undefined ? rest : { ...rest, connection };
}
