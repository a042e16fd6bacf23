import { plainText } from './plain-text';

/** The part of JSON Schema that the published schemas use. */
export interface JsonSchema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** The page of a file format: every place in it with what may stand there. */
export function schemaPage(name: string, schema: JsonSchema): string {
  return `\
# ${name}

Made from \`schema/${name}.schema.json\` by \`npm run generate\`; [the schema itself](../../../schema/${name}.schema.json) is what programs read.

${plainText(schema.title ?? '')}

${plainText(schema.description ?? '')}

\`[]\` stands for each element of a list, \`*\` for each key of a map.${schema.additionalProperties === false ? ' What is not listed here is an error.' : ''}

| place | value | must be there | notes |
|---|---|---|---|
${rows(schema, '', schema).join('\n')}
`;
}

/** The rows for what is in an object, a list, or one of several shapes. */
function rows(schema: JsonSchema, place: string, root: JsonSchema): readonly string[] {
  if (schema.anyOf !== undefined)
    return schema.anyOf.flatMap((each) => rows(each, isObject(each) ? `${place}${shapeOf(each)}` : place, root));
  if (schema.items !== undefined) return rows(schema.items, `${place}[]`, root);
  const ofProperties = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const inner = place === '' ? key : `${place}.${key}`;
    const isRequired = schema.required?.includes(key) === true;
    const type = typeText(value, root).replaceAll('|', '\\|');
    const cells = [`\`${inner}\``, type, isRequired ? 'yes' : '', plainText(value.description ?? '')];
    return [`| ${cells.join(' | ')} |`, ...rows(value, inner, root)];
  });
  const values = schema.additionalProperties;
  return [...ofProperties, ...(typeof values === 'object' ? rows(values, `${place}.*`, root) : [])];
}

function typeText(schema: JsonSchema, root: JsonSchema): string {
  const { $ref, anyOf, items, additionalProperties } = schema;
  if ($ref !== undefined) return refText($ref);
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  if (anyOf !== undefined) return [...new Set(anyOf.map((each) => typeText(each, root)))].join(' or ');
  if (items !== undefined) return `list of ${typeText(items, root)}${atLeast(schema.minItems)}`;
  if (typeof additionalProperties === 'object') return `map to ${typeText(additionalProperties, root)}`;
  return `${schema.type ?? 'any JSON value'}${limits(schema)}`;
}

/** A plan in a report; everything else that refers is a value of any kind, which may hold others. */
function refText(reference: string): string {
  const [, name] = /^([a-z-]+)\.schema\.json$/.exec(reference) ?? [];
  return name === undefined ? 'any JSON value' : `[${name}](${name}.md)`;
}

function limits({ minimum, exclusiveMinimum, maximum, maxLength, pattern, format, ...schema }: JsonSchema): string {
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  // zod gives every integer the range of JavaScript.
  const hasRange = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return [
    hasRange && least !== undefined ? `${String(least)} to ${String(maximum)}` : atLeastText(least),
    maxLength === undefined ? '' : `at most ${String(maxLength)} characters`,
    // What a format says, nobody reads out of its pattern.
    format ?? '',
    pattern === undefined || format !== undefined ? '' : `matching \`${pattern}\``,
    schema.default === undefined ? '' : `default ${code(schema.default)}`,
  ]
    .filter((text) => text !== '')
    .map((text) => `, ${text}`)
    .join('');
}

function atLeastText(least: number | undefined): string {
  return least === undefined || least <= -Number.MAX_SAFE_INTEGER ? '' : `at least ${String(least)}`;
}

function atLeast(count: number | undefined): string {
  return count === undefined ? '' : `, at least ${String(count)}`;
}

function isObject(schema: JsonSchema): boolean {
  return schema.properties !== undefined;
}

/** Which of several shapes: the constant that tells it from the others. */
function shapeOf({ properties = {} }: JsonSchema): string {
  const [name, value] =
    Object.entries(properties).find(([key, each]) => key !== 'formatVersion' && each.const !== undefined) ?? [];
  return name === undefined ? '' : `(${name} ${String(value?.const)})`;
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}
