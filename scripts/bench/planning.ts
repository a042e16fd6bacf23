// Times planning of one size in a fresh process and prints one JSON line: `node planning.cjs 1000 empty`, `node planning.cjs largest nearly`.
import { diffHost } from '../../src/diff/diff-host';
import { checkPlan } from '../../src/check/check-plan';
import { planHost } from '../../src/plan/plan-host';
import { digestOf } from '../../src/model/canonical-json';
import { largeHost, largestHost } from './large-host';

const [, , size = '', state = ''] = process.argv;
const from = state === 'complete' || state === 'nearly' ? state : 'empty';
const host = size === 'largest' ? largestHost() : largeHost(Number(size));
const input = {
  desired: host.desired,
  desiredDigest: digestOf(host.desired),
  observed: host[from],
  acceptRecalled: true,
};

const plan = timed(() => planHost(input));
const proof = timed(() => checkPlan(plan.value));
const diff = timed(() => diffHost(input));
const documents = JSON.stringify([host.desired, host[from]]);
const parseMs = Math.min(...Array.from({ length: 5 }, () => timed(() => JSON.parse(documents) as unknown).ms));
process.stdout.write(
  `${JSON.stringify({ status: plan.value.status, steps: plan.value.steps.length, planMs: plan.ms, proofMs: proof.ms, proof: proof.value.status, diffMs: diff.ms, parseMs })}\n`,
);

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const begin = performance.now();
  const value = work();
  return { value, ms: performance.now() - begin };
}
