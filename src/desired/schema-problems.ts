import { z } from 'zod';

import { fieldOfSchema, type DesiredField } from './desired-fields';
import type { DesiredProblem } from './desired-problem';
import { desiredHostSchema } from './desired-schema';
import { showValue } from './show-value';
import { suggestName } from './suggest-name';

const FORMAT = 'desired-state document, formatVersion "1"';

/** JSON pointer (RFC 6901) of a path. */
function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Puts what the schema found into our words: path, value, what is allowed, source. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], json: unknown): readonly DesiredProblem[] {
  const seen = new Set<string>();
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownProperty(issue.path, key));
    const at = jsonPointer(issue.path);
    // A text can break both its length and its pattern: one problem is enough.
    if (seen.has(at)) return [];
    seen.add(at);
    return [wrongValue(issue.path, valueAt(json, issue.path))];
  });
}

function unknownProperty(path: readonly PropertyKey[], key: string): DesiredProblem {
  const known = propertiesOf(schemaAt(path));
  const meant = suggestName(key, known);
  return {
    severity: 'error',
    code: 'unknown-property',
    at: jsonPointer([...path, key]),
    what: `is not a property of this format${meant === undefined ? '' : `; did you mean ${showValue(meant)}?`}`,
    allowed: known.join(', '),
    source: FORMAT,
  };
}

function wrongValue(
  path: readonly PropertyKey[],
  found: { readonly present: boolean; readonly value?: unknown },
): DesiredProblem {
  const schema = schemaAt(path);
  const field = fieldOfSchema(bare(schema));
  const orNull = isNullable(schema) ? ', or null' : '';
  const allowed = field === undefined ? structureOf(bare(schema)) : `${field.allowed}${orNull}`;
  const meant = typeof found.value === 'string' ? meantBy(found.value, field, schema) : undefined;
  const value = found.present ? `is ${showValue(found.value)}` : 'is missing';
  return {
    severity: 'error',
    code: found.present ? (field?.code ?? 'wrong-type') : 'missing-property',
    at: jsonPointer(path),
    what: `${value}; it must be ${allowed}${meant === undefined ? '' : `; did you mean ${showValue(meant)}?`}`,
    allowed,
    source: field?.source ?? FORMAT,
  };
}

function meantBy(text: string, field: DesiredField | undefined, schema: unknown): string | undefined {
  return field?.suggest?.(text) ?? suggestName(text, optionsOf(bare(schema)));
}

function valueAt(json: unknown, path: readonly PropertyKey[]): { readonly present: boolean; readonly value?: unknown } {
  let value: unknown = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return { present: false };
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return { present: value !== undefined, value };
}

function schemaAt(path: readonly PropertyKey[]): unknown {
  let schema: unknown = desiredHostSchema;
  for (const key of path) {
    const container = bare(schema);
    if (container instanceof z.ZodArray) schema = container.element;
    else if (container instanceof z.ZodObject) schema = (container.shape as Record<PropertyKey, unknown>)[key];
    else return undefined;
  }
  return schema;
}

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? bare(schema.unwrap()) : schema;
}

function isNullable(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional) return isNullable(schema.unwrap());
  return schema instanceof z.ZodNullable;
}

function propertiesOf(schema: unknown): readonly string[] {
  const object = bare(schema);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function optionsOf(schema: unknown): readonly string[] {
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}

function structureOf(schema: unknown): string {
  if (schema instanceof z.ZodArray) return 'a list';
  return `an object with ${propertiesOf(schema).join(', ')}`;
}
