import { baselines } from './report-baselines';
import { orders } from './report-orders';
import { introduction, instances, proofs, type RunFacts } from './report-proofs';
import { rules } from './report-rules';
import { outages, simulated, takenBack } from './report-simulator';
import { sizes } from './report-sizes';
import type { Tally } from './tally';

/** The figures of a run as a Markdown document, one section for each claim. The same counts give the same text. */
export function reportOf(tally: Tally, facts: RunFacts): string {
  return [
    ...introduction(tally, facts),
    ...instances(tally),
    ...proofs(tally),
    ...simulated(tally),
    ...takenBack(tally),
    ...orders(tally),
    ...outages(tally),
    ...baselines(tally),
    ...rules(tally, facts.mutation),
    ...sizes(tally),
  ]
    .join('\n')
    .concat('\n');
}
