// Generated hosts as TypeScript that compiles and plans as a no-op: the property of test/import/generated-hosts.test.ts, over many.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const TEST = 'test/import/generated-hosts';

/**
 * Runs the property over so many hosts.
 *
 * @param root - of the repository
 * @returns what it has seen, as a table, and whether all of it was as it should be
 */
export function proveImports(root, { hosts, seed }) {
  const folder = path.join(root, 'reports', 'evidence', 'import');
  mkdirSync(folder, { recursive: true });
  const tally = path.join(folder, 'tally.jsonl');
  rmSync(tally, { force: true });
  const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules/jest/bin/jest.js'), TEST], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, HPVM_PROPERTY_SEED: seed, HPVM_PROPERTY_RUNS: hosts, HPVM_TALLY_FILE: tally },
  });
  const told = existsSync(tally) ? readFileSync(tally, 'utf8').trim().split('\n') : [];
  const seen = told.map((line) => JSON.parse(line)).find(({ name }) => name === 'import')?.seen ?? {};
  const isGood = status === 0 && seen.hosts > 0;
  return { isGood, text: table(seen, isGood) };
}

function table(seen, isGood) {
  const rows = Object.entries(seen).map(([what, value]) => `| ${what} | ${value.toLocaleString('en-US')} |`);
  const verdict = isGood
    ? 'Every file was formatted, every project compiled without an unused name, and every plan against the same host was a no-op without errors.'
    : '**Something was not as it should be**; the output of the command says what.';
  return ['| | count |', '| --- | ---: |', ...rows, '', verdict].join('\n');
}
