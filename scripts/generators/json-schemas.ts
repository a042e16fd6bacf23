import { z } from 'zod';

import { fieldOfSchema } from '../../src/desired/desired-fields';
import { desiredHostSchema } from '../../src/desired/desired-schema';
import { observedHostSchema } from '../../src/discovery/observed-host-schema';
import { planSchema } from '../../src/plan/plan-schema';

interface PublishedFormat {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly title: string;
  readonly description: string;
}

const FORMATS: readonly PublishedFormat[] = [
  {
    name: 'desired-host',
    schema: desiredHostSchema,
    title: 'Desired state of the virtual networking of one Integrity VM host (<host>.desired.json), formatVersion "1"',
    description: 'Every value alone. Rules that span values, such as a port in two groups, are checked by hpvmctl.',
  },
  {
    name: 'observed-host',
    schema: observedHostSchema,
    title: 'Snapshot of the virtual networking of one Integrity VM host (hpvmctl discover), formatVersion "1"',
    description: 'Every value alone. What could not be read stands in coverage; unknown is not absent.',
  },
  {
    name: 'plan',
    schema: planSchema,
    title: 'Ordered plan for one Integrity VM host (hpvmctl plan), formatVersion "1"',
    description: 'Every value alone. hpvmctl check proves a plan again, hpvmctl apply refuses one that was edited.',
  },
];

/** The published JSON Schema of each file format, made from the schema that its decoder uses. */
export function generate(): readonly { readonly path: string; readonly text: string }[] {
  return FORMATS.map(({ name, schema, title, description }) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io: 'input',
      override: ({ zodSchema, jsonSchema }) => {
        const field = fieldOfSchema(zodSchema);
        if (field !== undefined) jsonSchema.description = `Allowed: ${field.allowed}. Source: ${field.source}.`;
      },
    });
    const text = JSON.stringify({ $schema, title, description, ...rest }, undefined, 2);
    return { path: `schema/${name}.schema.json`, text: `${text}\n` };
  });
}
