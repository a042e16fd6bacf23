// The Terraform provider beside what Terraform has built in: start to handshake, and `terraform plan` of configurations of the same size.
// No host is read: snapshots lie in files, so this is what the provider itself costs.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';
const ROUNDS = 15;
/** Name, hosts, vswitches of each, guest NICs on each vswitch. */
const SIZES = [
  ['1 host', 1, 1, 1],
  ['10 hosts', 10, 1, 1],
  ['100 hosts', 100, 1, 1],
  ['1 host of 1,000 guest NICs', 1, 20, 50],
];
/** Folder of the project, and what its plan has to show. */
const VARIANTS = [
  ['builtIn', 'terraform_data'],
  ['unread', 'not read'],
  ['one', 'one command'],
  ['all', 'everything new'],
];

/**
 * Prints both tables; where there is no terraform, the first alone.
 *
 * @param root - of the repository
 * @param interleaved - medians of measurements that take turns
 */
export async function benchProvider(root, environment, interleaved) {
  const starts = { ours: [], node: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    starts.node.push(nodeMs(environment));
    starts.ours.push(await handshakeMs(root, environment));
  }
  const [ours, node] = [starts.ours, starts.node].map(quartiles);
  console.log('provider                             median ms   first quartile');
  console.log(`  start to handshake        ${ours.median.padStart(20)}${ours.first.padStart(17)}`);
  console.log(`  node -e 0, start to end   ${node.median.padStart(20)}${node.first.padStart(17)}`);
  if (spawnSync('terraform', ['version'], { stdio: 'ignore' }).error !== undefined) {
    console.log('terraform plan: not measured, terraform is not on the PATH');
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-bench-'));
  try {
    const settings = path.join(folder, 'terraformrc');
    writeFileSync(settings, `provider_installation {\n  filesystem_mirror {\n    path = "${folder}/mirror"\n  }\n}\n`);
    const install = ['provider', 'install', '--dir', path.join(folder, 'mirror')];
    spawnSync(process.execPath, [path.join(root, 'build', 'hpvmctl.cjs'), ...install], { env: environment });
    const run = (cwd, ...words) => {
      const env = { ...environment, TF_CLI_CONFIG_FILE: settings, CHECKPOINT_DISABLE: '1' };
      const begin = performance.now();
      const { status, stderr } = spawnSync('terraform', words, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
      if (status !== 0) throw new Error(stderr.toString());
      return performance.now() - begin;
    };
    console.log(
      `\nterraform plan, ms${''.padEnd(14)}${VARIANTS.map(([, title]) => title.padStart(16)).join('')}   everything new / terraform_data`,
    );
    for (const [name, ...size] of SIZES) {
      const projects = path.join(folder, name);
      const write = [path.join(root, 'build/bench/provider-projects.cjs'), projects, ...size.map(String)];
      const written = spawnSync(process.execPath, write, { env: environment, encoding: 'utf8' });
      if (written.status !== 0) throw new Error(written.stderr);
      for (const [variant] of VARIANTS) run(path.join(projects, variant), 'init');
      const plans = VARIANTS.map(([variant]) => [variant, () => run(path.join(projects, variant), 'plan')]);
      const medians = interleaved(3, Object.fromEntries(plans));
      console.log(
        `  ${name.padEnd(30)}${VARIANTS.map(([variant]) => medians[variant].toFixed(0).padStart(16)).join('')}` +
          `${(medians.all / medians.builtIn).toFixed(1).padStart(20)}`,
      );
    }
    console.log(
      '  (the hosts are read already: reading one is the business of SSH, and Terraform reads several at once)',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function quartiles(taken) {
  const sorted = [...taken].sort((left, right) => left - right);
  const at = (share) => sorted[Math.floor(sorted.length * share)].toFixed(1);
  return { median: at(0.5), first: at(0.25) };
}

function nodeMs(environment) {
  const begin = performance.now();
  spawnSync(process.execPath, ['-e', '0'], { env: environment });
  return performance.now() - begin;
}

/** From the start of the process to the line that Terraform waits for. */
function handshakeMs(root, environment) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(path.join(root, 'build', 'terraform-provider-hpvm'), [], {
      env: { ...environment, TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: '6' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.once('error', reject);
    child.stdout.once('data', () => {
      const ms = performance.now() - begin;
      child.once('close', () => resolve(ms));
      child.kill();
    });
  });
}
