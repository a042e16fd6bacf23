// Looks at hosts behind changes that are nobody's drift and behind changes that are, and prints what was told wrongly. The exit status
// is 1 when anything was.
import { parseArgs } from 'node:util';
import { driftFigures, isFaultless } from './drift/drift-figures';
import { driftSweep } from './drift/drift-sweep';

const { values } = parseArgs({
  options: { looks: { type: 'string', default: '10000' }, seed: { type: 'string', default: '20261122' } },
});

const size = { looks: Number(values.looks), seed: Number(values.seed) };
void driftSweep(size).then((tally) => {
  process.stdout.write(driftFigures(tally, size));
  process.exitCode = isFaultless(tally) ? 0 : 1;
});
