// Puts hostile values into every field of documents, plans and host output, has a real shell carry out what is let
// through, and judges every report. Prints figures; the exit status is 1 when anything got out.
import { parseArgs } from 'node:util';
import { figuresOf, isClean, putToTheTest } from './hostile/put-to-the-test';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '150000' },
    seed: { type: 'string', default: '20261122' },
  },
});

void putToTheTest({ cases: Number(values.cases), seed: Number(values.seed) }).then((tally) => {
  process.stdout.write(figuresOf(tally, Number(values.seed)));
  process.exitCode = isClean(tally) ? 0 : 1;
});
