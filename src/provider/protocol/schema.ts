import type { Attribute, Attributes } from './attribute-type';
import { isNested } from './attribute-type';
import type { WireSchema } from './messages';

/** What a provider, a resource or a data source is configured with, and what it tells. */
export interface Schema {
  /** Version of its state. */
  readonly version: number;
  readonly description: string;
  readonly attributes: Attributes;
}

/** Nesting modes on the wire. */
const NESTING = { single: 1, list: 2, map: 4 } as const;
/** Descriptions are Markdown. */
const MARKDOWN = 1;

/** The schema as the protocol sends it. */
export function wireSchema(schema: Schema): WireSchema {
  return {
    version: schema.version,
    block: {
      version: schema.version,
      attributes: wireAttributes(schema.attributes),
      description: schema.description,
      descriptionKind: MARKDOWN,
    },
  };
}

function wireAttributes(attributes: Attributes): readonly object[] {
  return Object.entries(attributes).map(([name, attribute]) => ({
    name,
    ...typeOf(attribute),
    description: attribute.description,
    descriptionKind: MARKDOWN,
    [attribute.mode]: true,
    ...(attribute.isSensitive === true ? { sensitive: true } : {}),
    ...(attribute.isWriteOnly === true ? { writeOnly: true } : {}),
  }));
}

function typeOf({ type }: Attribute): object {
  if (!isNested(type)) return { type: Buffer.from(JSON.stringify(type)) };
  return { nestedType: { attributes: wireAttributes(type.attributes), nesting: NESTING[type.nesting] } };
}
