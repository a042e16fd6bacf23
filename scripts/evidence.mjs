// `npm run evidence`: puts the planner to a million generated hosts and prints what came of it. A full run writes
// docs/planner-evidence.md.
//
//   npm run evidence -- --instances 20000 --simulated 500    a smaller run, which only prints
//   npm run evidence -- --seed 7                             other instances
//   npm run evidence -- --resume                             goes on with a run that was cut off, with its code
//   npm run evidence -- --sum                                only sums up what such a run has done
//   npm run evidence -- --sum --write                        ... and writes it down, as far as it came
//   npm run evidence -- --faults                             puts runs to faults; writes to docs/execution-evidence.md
//   npm run evidence -- --faults --every 50 --pairs 200      a smaller run, which only prints
//   npm run evidence -- --hostile                            puts hostile strings into every field; writes there as well
//   npm run evidence -- --hostile --cases 5000               a smaller run, which only prints
//   npm run evidence -- --applying                           what applying costs (npm run bench); writes there as well
//   npm run evidence -- --drift                              drift behind changes that are nobody's and that are; writes to
//                                                            docs/drift-evidence.md
//   npm run evidence -- --drift --looks 500                  a smaller run, which only prints
//   npm run evidence -- --import                             hosts as code that plans as a no-op; writes to docs/import-evidence.md
//   npm run evidence -- --import --hosts 50                  a smaller run, which only prints
//   npm run evidence -- --provider                           pairs of state and configuration, also through terraform;
//                                                            writes to docs/provider-evidence.md
//   npm run evidence -- --provider --pairs 60                a smaller run, which only prints
//   npm run evidence -- --provider-cost                      what the provider costs (npm run bench); writes there as well
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { replaceSection } from './evidence/evidence-section.mjs';
import { proveImports } from './evidence/imported-hosts.mjs';
import { provePairs } from './evidence/provider-pairs.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** How the code of a run is put together. */
const BUNDLE = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
};
const given = process.argv.slice(2);
const [seed, instances, simulated] = [
  ['--seed', '20261122'],
  ['--instances', '1000000'],
  ['--simulated', '20000'],
].map(([name, otherwise]) => valueOf(name) ?? otherwise);
const folder = path.join(root, 'reports', 'evidence', `${seed}-${instances}-${simulated}`);
const executionEvidence = path.join(root, 'docs', 'execution-evidence.md');
const providerEvidence = path.join(root, 'docs', 'provider-evidence.md');
const driftEvidence = path.join(root, 'docs', 'drift-evidence.md');
const importEvidence = path.join(root, 'docs', 'import-evidence.md');
const factsFile = path.join(folder, 'facts.json');

if (given.includes('--hostile')) process.exit(await hostileStrings());

if (given.includes('--drift')) process.exit(await driftReports());

if (given.includes('--import')) process.exit(importedHosts());

if (given.includes('--faults')) process.exit(await faultSweep());

if (given.includes('--applying')) process.exit(benchSection('applying', executionEvidence));

if (given.includes('--provider')) process.exit(providerPairs());

if (given.includes('--provider-cost')) process.exit(benchSection('provider', providerEvidence));

const goesOn = given.includes('--resume') || given.includes('--sum');
if (!goesOn || !existsSync(factsFile)) await prepare();
const { date, commit } = JSON.parse(readFileSync(factsFile, 'utf8'));
if (goesOn) console.error(`goes on with the run of commit ${commit}, begun on ${date}`);

const summary = spawnSync(process.execPath, [path.join(root, 'scripts', 'evidence', 'mutation-summary.mjs')], {
  cwd: root,
  encoding: 'utf8',
});
writeFileSync(path.join(folder, 'mutation.md'), summary.stdout);
const args = [
  path.join(folder, 'main.cjs'),
  ...['--date', date, '--commit', commit, '--folder', folder, '--mutation', path.join(folder, 'mutation.md')],
  ...['--out', path.join(root, 'docs', 'planner-evidence.md')],
  ...given.filter((arg) => arg !== '--resume'),
];
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

/** Hostile values in every field, through a real shell and every report; 1 when one got out. */
async function hostileStrings() {
  const outfile = path.join(root, 'reports', 'evidence', 'hostile-strings.cjs');
  await build({ ...BUNDLE, entryPoints: ['scripts/evidence/hostile-strings.ts'], outfile });
  const args = [outfile, ...given.filter((arg) => arg !== '--hostile')];
  const run = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  process.stdout.write(run.stdout);
  if (args.length === 1) {
    const head = `## Hostile strings\n\n- \`npm run evidence -- --hostile\`, ${whenAndWhat()}\n`;
    replaceSection(executionEvidence, 'hostile strings', `${head}\n${run.stdout}`);
  }
  return run.status ?? 1;
}

/** Drift of hosts whose texts were changed; 1 when anything was told wrongly. */
async function driftReports() {
  const outfile = path.join(root, 'reports', 'evidence', 'drift-reports.cjs');
  await build({ ...BUNDLE, entryPoints: ['scripts/evidence/drift-reports.ts'], outfile });
  const args = [outfile, ...given.filter((arg) => arg !== '--drift')];
  const run = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  process.stdout.write(run.stdout);
  const head = `## Drift behind generated changes\n\n- \`npm run evidence -- --drift\`, ${whenAndWhat()}\n`;
  if (args.length === 1) replaceSection(driftEvidence, 'drift', `${head}\n${run.stdout}`);
  return run.status ?? 1;
}

/** Generated hosts as code; 1 when one does not compile or plan as a no-op. */
function importedHosts() {
  const hosts = valueOf('--hosts');
  const { isGood, text } = proveImports(root, { hosts: hosts ?? '500', seed });
  console.log(text);
  const head = `## Hosts as code\n\n- \`npm run evidence -- --import\`, seed ${seed}, ${whenAndWhat()}\n`;
  if (hosts === undefined) replaceSection(importEvidence, 'import', `${head}\n${text}`);
  return isGood ? 0 : 1;
}

/** Every single fault and a sample of pairs, on virtual machines. */
async function faultSweep() {
  const folder = path.join(root, 'reports', 'evidence', 'faults');
  mkdirSync(folder, { recursive: true });
  await build({
    ...BUNDLE,
    entryPoints: ['fault-sweep', 'fault-worker'].map((name) => `scripts/evidence/faults/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
  });
  const isWhole = !given.some((arg) => arg.startsWith('--every') || arg.startsWith('--pairs'));
  const report = path.join(folder, 'report.md');
  rmSync(report, { force: true });
  const args = [
    path.join(folder, 'fault-sweep.cjs'),
    ...['--folder', folder, '--scenarios', path.join(root, 'test', 'scenarios')],
    ...['--date', today(), '--commit', commitNow(), '--out', report],
    ...given.filter((arg) => arg !== '--faults'),
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  // What was found is written down, good or bad.
  if (isWhole && existsSync(report)) replaceSection(executionEvidence, 'faults', readFileSync(report, 'utf8'));
  return status ?? 1;
}

/** What a part of the bench prints, as the section of a document. */
function benchSection(part, document) {
  const bench = [path.join(root, 'scripts', 'bench.mjs'), part];
  const run = spawnSync(process.execPath, bench, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  process.stdout.write(run.stdout);
  const head = `## Cost\n\n- \`npm run evidence -- ${given.join(' ')}\`, ${whenAndWhat()}\n`;
  if (run.status === 0) replaceSection(document, 'cost', `${head}\n\`\`\`text\n${run.stdout.trim()}\n\`\`\``);
  return run.status ?? 1;
}

/** Whether Terraform has anything to object to in the provider. */
function providerPairs() {
  const pairs = valueOf('--pairs');
  const { isGood, text } = provePairs(root, { pairs: pairs ?? '2400', seed });
  console.log(text);
  const head = `## Plans and applies that Terraform accepts\n\n- \`npm run evidence -- --provider\`, seed ${seed}, ${whenAndWhat()}\n`;
  if (pairs === undefined) replaceSection(providerEvidence, 'pairs', `${head}\n${text}`);
  return isGood ? 0 : 1;
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

function commitNow() {
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' });
  return git.status === 0 ? git.stdout.trim() : 'unknown';
}

function whenAndWhat() {
  return `on ${today()}, commit ${commitNow()}, node ${process.version}`;
}

/** A folder with the code of this run, so that edits meanwhile do not change what a resumed run measures. */
async function prepare() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    ...BUNDLE,
    entryPoints: ['main', 'worker'].map((name) => `scripts/evidence/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
  });
  writeFileSync(factsFile, JSON.stringify({ date: today(), commit: commitNow() }));
}

/** Value of an option given as `--name value` or `--name=value`. */
function valueOf(name) {
  const index = given.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  return index < 0 ? undefined : (given[index].split('=')[1] ?? given[index + 1]);
}
