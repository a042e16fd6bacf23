import fc from 'fast-check';

import type { DesiredHost } from '../model/desired-host';
import { arbitraryDesiredDocument, reordered } from '../../test/desired/arbitrary-desired-host';
import { decodeDesiredHost } from './decode-desired-host';
import { decodeDesiredText } from './decode-desired-text';
import { desiredDigest } from './desired-digest';
import { encodeDesiredHost } from './encode-desired-host';

function decode(json: unknown): DesiredHost {
  const decoded = decodeDesiredHost(json, 'x');
  if (!decoded.ok) throw new Error(decoded.diagnostics.map(({ summary }) => summary).join('\n'));
  return decoded.value;
}

const minimal = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' };

describe('encoding a document', () => {
  test('writes properties in the order of the format, indented by two, with a newline at the end', () => {
    const host = decode({
      vswitches: [{ state: 'up', uplink: null, name: 'web' }],
      host: 'vmhost1',
      kind: 'hpvm-desired-host',
      formatVersion: '1',
    });
    expect(encodeDesiredHost(host)).toBe(`{
  "formatVersion": "1",
  "kind": "hpvm-desired-host",
  "host": "vmhost1",
  "vswitches": [
    {
      "name": "web",
      "uplink": null,
      "state": "up"
    }
  ]
}
`);
  });

  test('decoding what was encoded gives the same document', () => {
    fc.assert(
      fc.property(arbitraryDesiredDocument, (document) => {
        const host = decode(document);
        const again = decodeDesiredText(encodeDesiredHost(host), 'x');
        expect(again.ok && again.value).toEqual(host);
      }),
    );
  });

  test('equal documents give equal bytes and digests, in whatever order they were written', () => {
    fc.assert(
      fc.property(
        arbitraryDesiredDocument.chain((document) => fc.tuple(fc.constant(document), reordered(document))),
        ([document, other]) => {
          expect(encodeDesiredHost(decode(other))).toBe(encodeDesiredHost(decode(document)));
          expect(desiredDigest(decode(other))).toBe(desiredDigest(decode(document)));
        },
      ),
    );
  });
});

describe('the digest of a document', () => {
  const digestOf = (parts: object): string => desiredDigest(decode({ ...minimal, ...parts }));

  test('is sha256 and 64 digits', () => {
    expect(digestOf({})).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test('does not depend on where elements were declared nor on how the host is reached', () => {
    const nic = { guest: 'web01', slot: '0,1' };
    expect(digestOf({ guestNics: [{ ...nic, from: 'a/b' }], tunables: { from: 'c' } })).toBe(
      digestOf({ guestNics: [nic], tunables: {}, connection: { address: 'elsewhere', port: 2222 } }),
    );
  });

  test('tells apart everything that asks for something else', () => {
    const documents = [
      {},
      { host: 'vmhost2' },
      { vswitches: [] },
      { vswitches: [{ name: 'web' }] },
      { vswitches: [{ name: 'web', uplink: null }] },
      { vswitches: [{ name: 'web', uplink: 'lan4' }] },
      { guestNics: [{ guest: 'g', slot: '0,1' }] },
      { guestNics: [{ guest: 'g', slot: '0,1', vlanId: null }] },
      { guestNics: [{ guest: 'g', slot: '0,1', vlanId: 0 }] },
      { guestNics: [{ guest: 'g', slot: '0,1', maxOutageSeconds: 0 }] },
      { guestNics: [{ guest: 'g', slot: '0,1', protect: true }] },
      { tunables: { macAddressFrames: 3 } },
    ];
    expect(new Set(documents.map(digestOf)).size).toBe(documents.length);
  });
});
