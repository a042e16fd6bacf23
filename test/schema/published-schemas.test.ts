import { readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';

import { decodeDesiredText } from '../../src/desired/decode-desired-text';
import { desiredDigest } from '../../src/desired/desired-digest';
import { planHost } from '../../src/plan/plan-host';
import { quickStartHost } from '../hosts/quick-start-host';

const root = path.join(__dirname, '../..');

function published(name: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(path.join(root, 'schema', `${name}.schema.json`), 'utf8')) as object;
  return new Ajv2020({ strict: true, strictTypes: false, formats: { 'date-time': true } }).compile(schema);
}

/** What is wrong with a document, as the published schema sees it; empty when nothing is. */
function faultsOf(name: string, document: unknown): readonly string[] {
  const accepts = published(name);
  // As it comes out of a file: without undefined properties.
  const isAccepted = accepts(JSON.parse(JSON.stringify(document)));
  return isAccepted ? [] : (accepts.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

describe('the published JSON Schemas accept what the program writes, and nothing beside it', () => {
  const golden = path.join(root, 'examples/quickstart/vmhost1.desired.golden.json');
  const decoded = decodeDesiredText(readFileSync(golden, 'utf8'), golden);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  const desired = decoded.value;
  const observed = quickStartHost();
  const plan = planHost({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: false });

  test.each([
    ['desired-host', desired],
    ['observed-host', observed],
    ['plan', plan],
  ])('%s', (name, document) => {
    expect(faultsOf(name, document)).toEqual([]);
    expect(faultsOf(name, { ...document, surprise: 1 })).toEqual([' must NOT have additional properties']);
    expect(faultsOf(name, { ...document, formatVersion: '2' })).toEqual(['/formatVersion must be equal to constant']);
  });
});
