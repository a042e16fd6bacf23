import { z } from 'zod';

import { fieldOfSchema } from '../../src/desired/desired-fields';
import { desiredHostSchema } from '../../src/desired/desired-schema';
import { observedHostSchema } from '../../src/discovery/observed-host-schema';
import { historySchema } from '../../src/drift/drift-history';
import { ignoreFileSchema } from '../../src/drift/ignore-rules';
import { planSchema } from '../../src/plan/plan-schema';
import {
  applyReportSchema,
  driftReportSchema,
  planOfReport,
  sweepHeadSchema,
  sweepResultSchema,
} from '../../src/workflow/report-schemas';
import { reviewSummarySchema } from '../../src/workflow/review-summary-schema';

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
  {
    name: 'apply-report',
    schema: applyReportSchema,
    title: 'What became of one Integrity VM host (hpvmctl apply, resume, confirm, revert), formatVersion "1"',
    description: 'One host; of several hosts they stand in a list "reports". The exit code is that of this host alone.',
  },
  {
    name: 'review-summary',
    schema: reviewSummarySchema,
    title: 'What came of a review, for the jobs that follow (hpvmctl review --summary), formatVersion "1"',
    description:
      'The verdict of all hosts and of each. A plan with the same contentDigest is the one that was reviewed, whenever it was made; null: there is none.',
  },
  {
    name: 'drift-report',
    schema: driftReportSchema,
    title: 'What differs on one Integrity VM host from its desired state (hpvmctl drift), formatVersion "1"',
    description:
      'One host; of several hosts they stand in a list "reports". What a rule lets stay, or others did by right, is among the items.',
  },
  {
    name: 'drift-sweep-line',
    schema: z.union([sweepHeadSchema, sweepResultSchema]),
    title:
      'A line of hpvmctl drift --format ndjson: whom a sweep looks at, or what became of one host, formatVersion "1"',
    description:
      'The first line names the hosts; each further line is one of them, in the order in which they were done.',
  },
  {
    name: 'drift-ignore',
    schema: ignoreFileSchema,
    title: 'Differences that may stay (hpvmctl drift --ignore), formatVersion "1"',
    description:
      'Each rule has an owner, a reason and a last day (UTC). In addresses and hosts * stands for any number of characters.',
  },
  {
    name: 'drift-history',
    schema: historySchema,
    title: 'Since when each difference has been seen (hpvmctl drift --history), formatVersion "1"',
    description: 'By host, then by class and address of the item: when it was first seen without a break since.',
  },
];

/** The published JSON Schema of each file format, made from the schema that its decoder uses. */
export function generate(): readonly { readonly path: string; readonly text: string }[] {
  return FORMATS.map(({ name, schema, title, description }) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io: 'input',
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema === planOfReport) jsonSchema.$ref = 'plan.schema.json';
        const field = fieldOfSchema(zodSchema);
        if (field !== undefined) jsonSchema.description = `Allowed: ${field.allowed}. Source: ${field.source}.`;
      },
    });
    const text = JSON.stringify({ $schema, title, description, ...rest }, undefined, 2);
    return { path: `schema/${name}.schema.json`, text: `${text}\n` };
  });
}
