import { z } from 'zod';

import { fieldOfSchema } from '../../src/desired/desired-fields';
import { desiredHostSchema } from '../../src/desired/desired-schema';

/** The published JSON Schema of `<host>.desired.json`, made from the schema that the decoder uses. */
export function generate(): readonly { readonly path: string; readonly text: string }[] {
  const schema = z.toJSONSchema(desiredHostSchema, {
    target: 'draft-2020-12',
    override: ({ zodSchema, jsonSchema }) => {
      const field = fieldOfSchema(zodSchema);
      if (field !== undefined) jsonSchema.description = `Allowed: ${field.allowed}. Source: ${field.source}.`;
    },
  });
  const { $schema, ...rest } = schema;
  const titled = {
    $schema,
    title: 'Desired state of the virtual networking of one Integrity VM host (<host>.desired.json), formatVersion "1"',
    description: 'Every value alone. Rules that span values, such as a port in two groups, are checked by hpvmctl.',
    ...rest,
  };
  return [{ path: 'schema/desired-host.schema.json', text: `${JSON.stringify(titled, undefined, 2)}\n` }];
}
