// Lines for docs/planner-evidence.md from the reports that `npm run mutation` leaves: the score of rules and checker,
// file by file. Prints Markdown. Exit status 1 when a report is missing.
//
//   node scripts/evidence/mutation-summary.mjs
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const FOLDERS = { rules: 'src/plan/rules', checker: 'src/check' };
const KILLED = new Set(['Killed', 'Timeout']);
const COUNTED = new Set([...KILLED, 'Survived', 'NoCoverage']);

for (const part of ['rules', 'checker']) {
  const file = path.join('reports', 'mutation', `${part}.json`);
  if (!existsSync(path.join(root, file))) {
    console.error(`no ${file}: run "npm run mutation -- --force" first`);
    process.exitCode = 1;
    continue;
  }
  const report = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  const rows = Object.entries(report.files).map(([name, { mutants }]) => rowOf(name, mutants));
  const all = rowOf(
    'all',
    Object.values(report.files).flatMap(({ mutants }) => mutants),
  );
  const { name: tool, version } = report.framework ?? {};
  console.log(`Mutation score of the ${part}: **${score(all)} %** (${all.killed} of ${all.counted} mutants noticed,`);
  const existing = sourceFiles(FOLDERS[part]);
  const share = rows.length < existing ? ` of ${existing}; **the others were not measured**` : '';
  console.log(`${rows.length} files${share}, ${tool} ${version}; ${all.left} mutants of texts left out)\n`);
  console.log('| file | score | noticed | of |\n|---|---:|---:|---:|');
  for (const row of rows) console.log(`| \`${row.name}\` | ${score(row)} | ${row.killed} | ${row.counted} |`);
  console.log('');
}

/** How many files of code there are below a folder, tests and generated files apart. */
function sourceFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true }).filter((name) =>
    /(?<!\.(test|generated))\.ts$/.test(name),
  ).length;
}

function rowOf(name, mutants) {
  const count = (statuses) => mutants.filter((mutant) => statuses.has(mutant.status)).length;
  return { name, killed: count(KILLED), counted: count(COUNTED), left: count(new Set(['Ignored'])) };
}

/** Per cent, one decimal, rounded down: 95.0 means at least 95. */
function score({ killed, counted }) {
  return counted === 0 ? '-' : (Math.floor((killed / counted) * 1000) / 10).toFixed(1);
}
