// The Terraform provider beside what Terraform has built in: start to handshake, and `terraform plan` of configurations of the same size.
// No host is read: the hosts have no snapshot, so this is what the provider itself costs.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/**
 * Prints both tables; where there is no terraform, the first alone.
 *
 * @param root - of the repository
 * @param interleaved - medians of measurements that take turns
 */
export async function benchProvider(root, environment, interleaved) {
  const starts = [];
  for (let round = 0; round < 15; round += 1) starts.push(await handshakeMs(root, environment));
  const middle = starts.sort((left, right) => left - right)[7];
  console.log(`\nprovider, start to handshake    ${middle.toFixed(1)} ms`);
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
      const { status, stderr } = spawnSync('terraform', words, { cwd, env, encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return performance.now() - begin;
    };
    console.log('terraform plan                        ms   terraform_data of the same size, ms');
    for (const [name, hosts, nics] of [
      ['1 host', 1, 1],
      ['10 hosts', 10, 1],
      ['100 hosts', 100, 1],
      ['1 host of 1000 guest NICs', 1, 1000],
    ]) {
      const [ours, builtIn] = ['hpvm_host_network', 'terraform_data'].map((type) => {
        const project = path.join(folder, `${name} ${type}`);
        mkdirSync(project);
        writeFileSync(path.join(project, 'main.tf.json'), JSON.stringify(configuration(type, hosts, nics)));
        run(project, 'init');
        return project;
      });
      const medians = interleaved(3, { ours: () => run(ours, 'plan'), builtIn: () => run(builtIn, 'plan') });
      console.log(
        `  ${name.padEnd(32)}${medians.ours.toFixed(0).padStart(6)}${medians.builtIn.toFixed(0).padStart(12)}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function configuration(type, hosts, nics) {
  const attributes = (host) => {
    const guestNics = Object.fromEntries(
      Array.from({ length: nics }, (_, index) => [
        `guest${index % 250}:${Math.floor(index / 250)},1`,
        { vswitch: 'vmlan4', adapter: 'avio_lan', vlan_id: '120' },
      ]),
    );
    return type === 'terraform_data' ? { input: { host, guestNics } } : { host, guest_nics: guestNics };
  };
  const names = Array.from({ length: hosts }, (_, index) => `host${index}`);
  return {
    ...(type === 'terraform_data'
      ? {}
      : { terraform: { required_providers: { hpvm: { source: 'cdktf-hpvm/hpvm' } } } }),
    resource: { [type]: Object.fromEntries(names.map((name) => [name, attributes(name)])) },
  };
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
