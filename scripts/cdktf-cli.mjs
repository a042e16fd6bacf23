// Tries the command line of CDKTF on `examples/native` against the simulated host: `npm run test:cdktf-cli`.
//
// It is no dependency of ours (more than 400 MB), so this needs `cdktf` on the PATH, and `terraform`; without one of them it says so
// and exits 0. Everything runs offline: the provider comes from a mirror, and no lock is asked of a registry.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const missing = ['cdktf', 'terraform'].filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error);
if (missing.length > 0) {
  console.log(`skipped: ${missing.join(' and ')} not on the PATH`);
} else {
  process.exitCode = (await tryCommands()) ? 0 : 1;
}

async function tryCommands() {
  const folder = mkdtempSync(path.join(tmpdir(), 'cdktf-hpvm-cli-'));
  const command = path.join(root, 'build', 'hpvmctl.cjs');
  const simulated = spawn(process.execPath, [command, 'simulate', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const sshConfig = await sshConfigOf(simulated);
    writeFileSync(path.join(folder, 'main.js'), appText(sshConfig));
    writeFileSync(
      path.join(folder, 'cdktf.json'),
      JSON.stringify({ language: 'typescript', app: 'node main.js', sendCrashReports: 'false' }),
    );
    mkdirSync(path.join(folder, 'node_modules'));
    spawnSync('ln', ['-s', root, path.join(folder, 'node_modules', 'cdktf-hpvm')]);
    for (const name of ['cdktf', 'constructs'])
      spawnSync('ln', ['-s', path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name)]);
    spawnSync(process.execPath, [command, 'provider', 'install', '--dir', 'mirror'], { cwd: folder, stdio: 'inherit' });
    writeFileSync(
      path.join(folder, 'terraformrc'),
      `provider_installation {\n  filesystem_mirror {\n    path = "${folder}/mirror"\n  }\n}\n`,
    );
    const environment = {
      ...process.env,
      TF_CLI_CONFIG_FILE: path.join(folder, 'terraformrc'),
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
      CHECKPOINT_DISABLE: '1',
    };
    const stages = [
      ['synth'],
      ['diff', '--skip-provider-lock', 'network'],
      ['deploy', '--skip-provider-lock', '--auto-approve', 'network'],
      ['destroy', '--skip-provider-lock', '--auto-approve', 'network'],
    ];
    const failed = stages.find(
      (words) =>
        spawnSync('cdktf', words, { cwd: folder, env: environment, stdio: ['ignore', 'inherit', 'inherit'] }).status !==
        0,
    );
    console.log(failed === undefined ? 'cdktf: passed' : `cdktf: failed at ${failed.join(' ')}`);
    return failed === undefined;
  } finally {
    simulated.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file that the simulated host prints, with what ssh needs. */
function sshConfigOf(simulated) {
  return new Promise((resolve, reject) => {
    let text = '';
    simulated.stdout.on('data', (chunk) => {
      text += chunk;
      const found = /--ssh-config (\S+)/.exec(text);
      if (found !== null) resolve(found[1]);
    });
    simulated.once('close', () => reject(new Error(`the simulated host ended:\n${text}`)));
  });
}

function appText(sshConfig) {
  return `const { App, LocalBackend, TerraformStack } = require('cdktf');
const { ApplyStrategy, HostTunables, HpvmProvider, IntegrityVmHost } = require('cdktf-hpvm');
const app = new App();
const stack = new TerraformStack(app, 'network');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new HpvmProvider(stack, 'hpvm', { sshConfig: ${JSON.stringify(sshConfig)} });
const host = new IntegrityVmHost(stack, 'vmhost1', { applyStrategy: ApplyStrategy.NATIVE });
new HostTunables(host, 'tunables', { macAddressFrames: 2 });
app.synth();
`;
}
