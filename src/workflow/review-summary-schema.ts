import { z } from 'zod';
import { VERDICT_ORDER } from '../review/comment/verdict-lines';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** The summary that `hpvmctl review --summary` writes for the jobs that follow, formatVersion "1". Nothing of ours reads it again. */
export const reviewSummarySchema = z.strictObject({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-review-summary'),
  verdict: z.enum(VERDICT_ORDER),
  desiredDigest: digest,
  baseDigest: digest.exactOptional(),
  plansDigest: digest,
  hosts: z.array(
    z.strictObject({
      host: z.string(),
      verdict: z.enum(VERDICT_ORDER),
      contentDigest: digest.nullable(),
      observedAt: z.string().nullable(),
    }),
  ),
});
