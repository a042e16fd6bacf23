// `npm run bench`: start-up, planning, synthesis and applying beside a yardstick in the same run. Prints ratios and goals;
// asserts nothing about time, because a busy machine is not a fault of the code.
//
//   npm run bench                     all of it
//   npm run bench -- applying ...     only these: start-up, planning, synthesis, applying, provider, page, review, fleet
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { benchFleet } from './bench/fleet.mjs';
import { benchPage } from './bench/page.mjs';
import { benchProvider } from './bench/provider.mjs';
import { benchReview } from './bench/review.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const sizes = [100, 1_000, 10_000];
const environment = { ...process.env, NO_COLOR: '1' };
delete environment.NODE_EXTRA_CA_CERTS; // costs each start of node 20 some 30 ms
delete environment.NODE_OPTIONS;

const goals = [];
const provider = () => benchProvider(root, environment, interleaved);
const page = async () => {
  const slowest = await benchPage(measured);
  if (slowest !== undefined) goals.push(['page with 256 guests, first frame', slowest, 2_000, 'ms']);
};
const review = () => {
  const { seconds, part } = benchReview(root, environment);
  goals.push(['review of 300 hosts from snapshots', seconds, 5, 's']);
  goals.push(["longest comment against its platform's limit", part, 1, 'times']);
};
const fleet = () => {
  const ratios = benchFleet(measured, path.join(root, 'build', 'hpvmctl.cjs'));
  if (ratios === undefined) return;
  goals.push(['fleet, time against xargs -P 64 ssh', ratios.slowness, 1, 'times']);
  goals.push(['fleet, client CPU against xargs -P 64 ssh', ratios.cpu, 0.8, 'times']);
  goals.push(['fleet, memory', ratios.megabytes, 150, 'MB']);
};
const parts = { 'start-up': startUp, planning, synthesis, applying, provider, page, review, fleet };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.log(`npm run bench [-- PART...]; parts: ${Object.keys(parts).join(', ')}`);
  process.exit(wanted.includes('--help') ? 0 : 1);
}
await bundleBenches();
console.log(
  `node ${process.version}, ${process.platform}-${process.arch}; medians of interleaved runs, each in a fresh process\n`,
);
if (loadavg()[0] > availableParallelism() / 2) {
  console.log(`the machine is busy (load ${loadavg()[0].toFixed(1)}): compare ratios with care\n`);
}
for (const [name, run] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await run();
printGoals();

async function bundleBenches() {
  await build({
    absWorkingDir: root,
    entryPoints: [
      'planning',
      'synthesis',
      'applying',
      'write-documents',
      'write-pages',
      'fleet',
      'write-review',
      'provider-projects',
    ].map((name) => `scripts/bench/${name}.ts`),
    outdir: 'build/bench',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    logLevel: 'warning',
    external: ['cpu-features', '*.node', 'cdktf', 'constructs', '@cdktf/provider-null', '@cdktf/provider-null/*'],
  });
}

function startUp() {
  const command = path.join(root, 'build', 'hpvmctl.cjs');
  const folder = path.join(root, 'build', 'bench');
  const [desired, snapshot] = ['desired', 'snapshot'].map((kind) => path.join(folder, `small.${kind}.json`));
  wallMs([path.join(folder, 'write-documents.cjs'), folder]);
  const full = 'hpvmctl plan (50 resources)';
  const rows = interleaved(21, {
    'node -e 0': () => wallMs(['-e', '0']),
    'hpvmctl --version': () => wallMs([command, '--version']),
    'hpvmctl --help': () => wallMs([command, '--help']),
    [full]: () => wallMs([command, 'plan', desired, '--snapshot', snapshot]),
  });
  const yardstick = rows['node -e 0'];
  console.log('start-up                              ms    x node -e 0');
  for (const [name, ms] of Object.entries(rows))
    console.log(`  ${name.padEnd(32)}${ms.toFixed(1).padStart(7)}${ratio(ms, yardstick).padStart(11)}`);
  goals.push(['--version against node -e 0', rows['hpvmctl --version'] / yardstick, 1.4, 'times']);
  goals.push(['full command against node -e 0', rows[full] / yardstick, 2.5, 'times']);
}

function planning() {
  console.log(
    '\nplanning, cold            resources   steps       ms   x JSON.parse of its input   us/resource   proof ms   proof/plan',
  );
  const median = { empty: {}, complete: {}, proof: {} };
  for (const from of ['empty', 'complete']) {
    const label = from === 'empty' ? 'everything new' : 'nothing to do';
    for (const size of [...sizes, 2_660].sort((left, right) => left - right)) {
      const runs = repeated(size >= 10_000 ? 3 : 7, () => measured('planning.cjs', String(size), from));
      const ms = middle(runs.map((run) => run.planMs));
      median[from][size] = ms;
      median.proof[`${from} ${size}`] = middle(runs.map((run) => run.proofMs));
      const parse = middle(runs.map((run) => run.planMs / run.parseMs));
      console.log(
        `  ${`${label} (${runs[0].status})`.padEnd(24)}${String(size).padStart(9)}${String(runs[0].steps).padStart(8)}${ms.toFixed(1).padStart(9)}` +
          `${parse.toFixed(1).padStart(28)}${((ms * 1_000) / size).toFixed(1).padStart(14)}${proofColumns(median.proof[`${from} ${size}`], ms)}`,
      );
    }
  }
  for (const [from, label] of [
    ['empty', 'largest host, all new'],
    ['nearly', 'largest host, one VLAN'],
    ['complete', 'largest host, no change'],
  ]) {
    const runs = repeated(5, () => measured('planning.cjs', 'largest', from));
    const ms = middle(runs.map((run) => run.planMs));
    const proofMs = middle(runs.map((run) => run.proofMs));
    const parse = middle(runs.map((run) => run.planMs / run.parseMs));
    console.log(
      `  ${label.padEnd(24)}${'2248'.padStart(9)}${String(runs[0].steps).padStart(8)}${ms.toFixed(1).padStart(9)}` +
        `${parse.toFixed(1).padStart(28)}${((ms * 1_000) / 2_248).toFixed(1).padStart(14)}${proofColumns(proofMs, ms)}`,
    );
    goals.push([`${label}, planned and proven`, ms + proofMs, 1_000, 'ms']);
  }
  goals.push(['plan of 2,660 resources, everything new', median.empty[2_660], 40, 'ms']);
  goals.push(['plan of 2,660 resources, nothing to do', median.complete[2_660], 15, 'ms']);
  goals.push(['plan of 10,000 against 1,000, everything new', median.empty[10_000] / median.empty[1_000], 10, 'times']);
  goals.push([
    'plan of 10,000 against 1,000, nothing to do',
    median.complete[10_000] / median.complete[1_000],
    10,
    'times',
  ]);
}

function proofColumns(proofMs, planMs) {
  return `${proofMs.toFixed(1).padStart(11)}${(proofMs / planMs).toFixed(2).padStart(13)}`;
}

function synthesis() {
  console.log('\nsynthesis, cold           resources   build ms   synth ms   x JSON.parse of its output   us/resource');
  const median = {};
  for (const size of sizes) {
    const runs = repeated(3, () => measured('synthesis.cjs', String(size)));
    const ms = middle(runs.map((run) => run.buildMs + run.synthMs));
    median[size] = ms;
    console.log(
      `  ${''.padEnd(24)}${String(size).padStart(9)}${middle(runs.map((run) => run.buildMs))
        .toFixed(1)
        .padStart(11)}` +
        `${middle(runs.map((run) => run.synthMs))
          .toFixed(1)
          .padStart(11)}` +
        `${middle(runs.map((run) => (run.buildMs + run.synthMs) / run.parseMs))
          .toFixed(1)
          .padStart(29)}${((ms * 1_000) / size).toFixed(1).padStart(14)}`,
    );
  }
  goals.push(['synthesis of 10,000 against 1,000', median[10_000] / median[1_000], 10, 'times']);
}

function applying() {
  const programs = ['/usr/sbin/sshd', '/usr/bin/ssh'];
  const missing = programs.filter((program) => !existsSync(program));
  console.log("\napplying, simulated host behind OpenSSH's own server");
  if (missing.length > 0) {
    console.log(`  skipped: ${missing.join(' and ')} missing (Debian packages openssh-server, openssh-client)`);
    return;
  }
  const { apply, drift, own } = measured('applying.cjs', path.join(root, 'build', 'hpvmctl.cjs'));
  const rows = Object.entries(apply).map(([name, taken]) => ({ name, ...columns(taken) }));
  console.log('  steps                               ms   x hpvmctl apply   commands over SSH   connections');
  for (const size of ['5', '20', '80']) {
    const yardstick = rows.find(({ name }) => name === `hpvmctl apply ${size}`);
    for (const { name, ms, channels, connections } of rows.filter((row) => row.name.endsWith(` ${size}`)))
      console.log(
        `  ${name.padEnd(28)}${ms.toFixed(0).padStart(10)}${ratio(ms, yardstick.ms).padStart(18)}${String(channels).padStart(20)}${String(connections).padStart(14)}`,
      );
  }
  if (!rows.some(({ name }) => name.startsWith('Ansible')))
    console.log('  Ansible raw: skipped, ansible is not installed');
  const channels = (steps) => rows.find(({ name }) => name === `hpvmctl apply ${steps}`).channels;
  console.log(
    '  (hpvmctl reads the whole host under the lock and before it confirms, guards the run and reads back each step; the others only run the commands)',
  );

  const ours = perStep(own['run 80'], own['run 20']);
  const plain = perStep(own['script 80'], own['script 20']);
  console.log(`  a step whose command does nothing: ${ours.toFixed(1)} ms, in a plain script ${plain.toFixed(1)} ms`);
  const [read, sent] = [middle(drift.hpvmctl), middle(drift.ssh)];
  console.log(`  hpvmctl drift ${read.toFixed(0)} ms, ssh with the same script ${sent.toFixed(0)} ms`);
  goals.push(['commands over SSH: 80 steps against 5', channels(80) / channels(5), 1, 'times']);
  goals.push(['apply, own cost of a step', ours - plain, 5, 'ms']);
  goals.push(['drift against ssh with the same script', read / sent, 1.1, 'times']);
}

function columns(taken) {
  const middleOf = (name) => middle(taken.map((each) => each[name]));
  return { ms: middleOf('ms'), channels: middleOf('channels'), connections: middleOf('connections') };
}

/** What a step more costs, from runs with 80 and with 20 of them. */
function perStep(of80, of20) {
  return (middle(of80) - middle(of20)) / 60;
}

function printGoals() {
  console.log('\ngoal                                              measured       goal');
  for (const [what, value, goal, unit] of goals) {
    console.log(
      `  ${what.padEnd(46)}${`${value.toFixed(unit === 'ms' ? 1 : 2)} ${unit}`.padStart(11)}${`<= ${goal} ${unit}`.padStart(13)}  ${value <= goal ? 'reached' : 'missed'}`,
    );
  }
}

/** Wall time of one node process that must succeed, in milliseconds. */
function wallMs(args) {
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ms = performance.now() - begin;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return ms;
}

/** What one bench process printed. */
function measured(file, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'build', 'bench', file), ...args], {
    env: environment,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}

/** Medians of several measurements taken in turn; the first round only warms the disk cache. */
function interleaved(rounds, measurements) {
  const taken = Object.fromEntries(Object.keys(measurements).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, measure] of Object.entries(measurements)) {
      const ms = measure();
      if (round > 0) taken[name].push(ms);
    }
  }
  return Object.fromEntries(Object.entries(taken).map(([name, values]) => [name, middle(values)]));
}

function repeated(times, work) {
  return Array.from({ length: times }, work);
}

function middle(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

function ratio(value, yardstick) {
  return (value / yardstick).toFixed(2);
}
