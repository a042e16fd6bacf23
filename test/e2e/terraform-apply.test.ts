import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { App, LocalBackend, TerraformStack } from 'cdktf';
import { ApplyStrategy, HostTunables, IntegrityVmHost, LanInterface, VSwitch } from 'cdktf-hpvm';

import { COMMAND } from '../cli/hpvmctl-process';
import { openWorkbench, type Workbench } from '../cli/workbench';
import { findTool } from '../tools/require-tool';

const terraform = findTool('terraform', process.env['PATH'] ?? '');

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  bench.write('empty.tfrc', '');
  bench.write(
    '.ssh/config',
    `Host *\n  IdentityFile ${bench.server.identityFile}\n  UserKnownHostsFile ${bench.server.knownHostsFile}\n`,
  );
});
afterEach(() => bench.close());

/** Synthesizes the host with a number of MAC address frames; returns the folder of the stack. */
function synthesize(macAddressFrames: number): string {
  const outdir = path.join(bench.folder, 'cdktf.out');
  const app = new App({ outdir, stackTraces: false });
  const stack = new TerraformStack(app, 'rack1');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  const host = new IntegrityVmHost(stack, 'vmhost1', {
    address: '127.0.0.1',
    port: bench.server.port,
    user: 'root',
    applyStrategy: ApplyStrategy.TERRAFORM_DATA,
    hpvmctlCommand: [process.execPath, COMMAND],
  });
  new VSwitch(host, 'vmlan3', { uplink: LanInterface.fromInterfaceName(host, 'spare', 'lan3') });
  new HostTunables(host, 'tunables', { macAddressFrames });
  app.synth();
  return path.join(outdir, 'stacks', 'rack1');
}

function run(
  folder: string,
  ...words: readonly string[]
): Promise<{ readonly status: number | null; readonly output: string }> {
  const child = spawn(terraform ?? '', words, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: bench.folder,
      TF_CLI_CONFIG_FILE: path.join(bench.folder, 'empty.tfrc'),
      CHECKPOINT_DISABLE: '1',
      TF_INPUT: '0',
    },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, output })));
}

(terraform === undefined ? describe.skip : describe)(
  'terraform apply (skipped where terraform is not installed)',
  () => {
    test('carries the desired state to the host, once, and refuses a document that was edited after the plan', async () => {
      const folder = synthesize(2);
      const desired = path.join(folder, 'vmhost1.desired.json');
      expect(await run(folder, 'init')).toMatchObject({ status: 0 });

      // Somebody edits what was approved, between plan and apply.
      expect(await run(folder, 'plan', '-out=tfplan')).toMatchObject({ status: 0 });
      const approved = readFileSync(desired, 'utf8');
      writeFileSync(desired, approved.replace('"macAddressFrames": 2', '"macAddressFrames": 30'));
      const refused = await run(folder, 'apply', '-no-color', 'tfplan');
      expect(refused.status).toBe(1);
      expect(refused.output).toMatch(/digest/i);
      writeFileSync(desired, approved);
      expect(await bench.run('drift', desired)).toMatchObject({ exitCode: 2 });

      const applied = await run(folder, 'apply', '-auto-approve');
      expect(applied).toMatchObject({ status: 0, output: expect.stringContaining('vmlan3') as string });
      expect(await bench.run('drift', desired)).toMatchObject({ exitCode: 0 });
      expect(await run(folder, 'plan', '-detailed-exitcode')).toMatchObject({ status: 0 });

      synthesize(5);
      expect(await run(folder, 'plan', '-detailed-exitcode')).toMatchObject({ status: 2 });
      expect(await run(folder, 'apply', '-auto-approve')).toMatchObject({ status: 0 });
      expect(await bench.run('drift', desired)).toMatchObject({ exitCode: 0 });
    });
  },
);
