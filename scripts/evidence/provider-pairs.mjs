// Pairs of a state and a configuration, driven through the provider: by rules of Terraform's written down apart, and by Terraform itself.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const FILES = ['test/provider/consistency', 'test/provider/terraform-judge'];

/**
 * Runs both properties over so many pairs each.
 *
 * @param root - of the repository
 * @returns what they have seen, as a table, and whether all of it was as it should be
 */
export function provePairs(root, { pairs, seed }) {
  const folder = path.join(root, 'reports', 'evidence', 'provider');
  mkdirSync(folder, { recursive: true });
  const tally = path.join(folder, 'tally.jsonl');
  rmSync(tally, { force: true });
  const begin = Date.now();
  const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules/jest/bin/jest.js'), ...FILES], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      HPVM_PROPERTY_SEED: seed,
      HPVM_PROPERTY_RUNS: pairs,
      HPVM_TERRAFORM_PAIRS: pairs,
      HPVM_TALLY_FILE: tally,
    },
  });
  const told = existsSync(tally)
    ? readFileSync(tally, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  const columns = ['rules', 'terraform'].map((name) => told.find((each) => each.name === name)?.seen ?? {});
  const isGood = status === 0 && columns.every(({ pairs: seen }) => seen > 0);
  return { isGood, text: table(columns, isGood, (Date.now() - begin) / 60_000) };
}

const ROWS = [
  ['pairs', 'pairs of a state and a configuration'],
  ['applied', 'applied'],
  ['commands', 'commands that ran'],
  ['refused', 'refused by the planner, nothing begun'],
  ['withUnknowns', 'with values that were unknown when they were planned'],
  ['drifted', 'behind a change by somebody else'],
];

function table(columns, isGood, minutes) {
  const count = (value) => (value === undefined ? 'did not run to its end' : value.toLocaleString('en-US'));
  const rows = ROWS.map(([name, what]) => `| ${what} | ${columns.map((seen) => count(seen[name])).join(' | ')} |`);
  const verdict = isGood
    ? 'No rule was broken, Terraform called nothing inconsistent, no apply left a hazard, and every plan behind an apply was empty.'
    : '**Something was not as it should be**; the output of the command says what.';
  return [
    '| | rules of Terraform, written down apart | Terraform itself, reattached |',
    '| --- | ---: | ---: |',
    ...rows,
    '',
    `${verdict} ${minutes.toFixed(0)} minutes.`,
  ].join('\n');
}
