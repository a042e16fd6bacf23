import { readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';

const FOLDER = path.join(__dirname, '../../schema');

function published(name: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, formats: { 'date-time': true, date: true } });
  if (name !== 'plan') ajv.addSchema(schemaOf('plan'), 'plan.schema.json');
  return ajv.compile(schemaOf(name));
}

function schemaOf(name: string): object {
  return JSON.parse(readFileSync(path.join(FOLDER, `${name}.schema.json`), 'utf8')) as object;
}

/** What is wrong with a document, as the published schema sees it; empty when nothing is. */
export function faultsOf(name: string, document: unknown): readonly string[] {
  const accepts = published(name);
  // As it comes out of a file: without undefined properties.
  const isAccepted = accepts(JSON.parse(JSON.stringify(document)));
  return isAccepted ? [] : (accepts.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}
