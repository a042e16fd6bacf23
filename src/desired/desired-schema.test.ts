import { readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';

import { MAX_VLAN_ID } from '../model/vlan-id';
import { isLocallyAdministered, isMulticast, parseMacAddress } from '../model/mac-address';
import { parseInterfaceName } from '../model/names';
import { interfaceClassOf } from '../model/ppa';
import { arbitraryDesiredDocument } from '../../test/desired/arbitrary-desired-host';
import { checkDesiredField, DESIRED_FIELDS } from './desired-fields';
import { desiredHostSchema } from './desired-schema';

const published = JSON.parse(
  readFileSync(path.join(__dirname, '../../schema/desired-host.schema.json'), 'utf8'),
) as Record<string, unknown>;
const acceptsPublished = new Ajv2020({ strict: true, strictTypes: false }).compile(published);

describe('the published JSON Schema', () => {
  test('accepts every well-formed document', () => {
    fc.assert(
      fc.property(arbitraryDesiredDocument, (document) => {
        expect(acceptsPublished(document) ? [] : acceptsPublished.errors).toEqual([]);
      }),
    );
  });

  test('accepts and refuses the same documents as the decoder, value by value', () => {
    const value = fc.oneof(
      fc.constantFrom(
        'lan4',
        'lan900',
        'lan5000',
        'vmlan9000',
        'localnet',
        'up',
        'off',
        'LACP_AUTO',
        'aviolan',
        '0,1',
        null,
        -1,
        31,
        4095,
        1.5,
        true,
      ),
      fc.jsonValue(),
    );
    const element = fc.dictionary(
      fc.constantFrom(
        'name',
        'uplink',
        'state',
        'guest',
        'slot',
        'vlanId',
        'mac',
        'ports',
        'mode',
        'macAddressFrames',
        'maxOutageSeconds',
        'protect',
        'unknown',
      ),
      value,
    );
    const key = fc.constantFrom(
      'lanInterfaces',
      'apaGroups',
      'hostVlans',
      'vswitches',
      'guestNics',
      'tunables',
      'connection',
      'unknown',
    );
    fc.assert(
      fc.property(arbitraryDesiredDocument, key, fc.oneof(element, fc.array(element)), (document, name, part) => {
        const changed = { ...document, [name]: part };
        expect(acceptsPublished(changed)).toBe(desiredHostSchema.safeParse(changed).success);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the fields of a document', () => {
  test('accept the NIC names that name a NIC, and the MAC spellings the model reads', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: 0, max: 100_001 }).map((ppa) => `lan${String(ppa)}`),
          fc.string(),
        ),
        (text) => {
          const name = parseInterfaceName(text);
          const accepts = checkDesiredField('nicName', text) === undefined;
          expect(accepts).toBe(name !== undefined && interfaceClassOf(name) === 'physical');
          const acceptsUplink = checkDesiredField('vswitchUplink', text) === undefined;
          expect(acceptsUplink).toBe(name !== undefined && interfaceClassOf(name) !== 'vlan');
          expect(checkDesiredField('groupName', text) === undefined).toBe(
            name !== undefined && interfaceClassOf(name) === 'aggregate',
          );
          expect(checkDesiredField('hostVlanName', text) === undefined).toBe(
            name !== undefined && interfaceClassOf(name) === 'vlan',
          );
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.stringMatching(/^0x[0-9a-fA-F]{11,13}$/), fc.stringMatching(/^([0-9a-f]{2}[-:]){5}[0-9a-f]{2}$/)),
        (text) => {
          const mac = parseMacAddress(text);
          const accepts = checkDesiredField('mac', text) === undefined;
          expect(accepts).toBe(mac !== undefined && isLocallyAdministered(mac) && !isMulticast(mac));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('accept the ends of every range', () => {
    const ranges = [
      ['vlanId', 0, MAX_VLAN_ID],
      ['vswitchPort', 0, 511],
      ['macAddressFrames', 0, 30],
      ['connectionPort', 1, 65535],
    ] as const;
    for (const [field, least, most] of ranges) {
      expect([least - 1, least, most, most + 1].map((value) => checkDesiredField(field, value) === undefined)).toEqual([
        false,
        true,
        true,
        false,
      ]);
    }
  });

  test('have codes in kebab-case and words that fit a sentence', () => {
    for (const { code, allowed, source } of Object.values(DESIRED_FIELDS)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(`${allowed} ${source}`).not.toMatch(/\.$/);
    }
  });
});
