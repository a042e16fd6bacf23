import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { TerraformVariable } from 'cdktf';
import { ApplyStrategy } from 'cdktf-hpvm';
import { sshConfigText } from '../../src/cli/simulated-server';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { startSimulatedServer } from '../../src/simulator/ssh/simulated-server';
import { ROOT } from '../architecture/repository-files';
import { COMMAND } from '../cli/hpvmctl-process';
import { describeWithTerraform } from '../tools/require-tool';
import {
  declareFrames,
  declareNic,
  synthesizeStack,
  type StackOptions,
  type SynthesizedStack,
} from './synthesized-stack';
import { openTerraformBench, type TerraformBench } from './terraform-bench';

const REGISTRY = 'registry.terraform.io';
/** What the binding @cdktf/provider-null asks for. */
const NULL_PROVIDER = '3.2.4';

describeWithTerraform(
  'terraform with what NULL_RESOURCE synthesizes (the null provider is a test double)',
  (terraform) => {
    jest.setTimeout(300_000);
    let bench: TerraformBench;
    beforeEach(async () => {
      bench = await openTerraformBench(terraform);
      installNullProvider(bench);
      // Where ssh looks by itself: the command finds the host as a person's would.
      mkdirSync(path.join(bench.folder, '.ssh'));
      bench.write('.ssh/config', sshConfigText('vmhost1', bench.server));
    });
    afterEach(() => bench.close());

    const synthesize = (vlanId: number, options: Partial<StackOptions> = {}): SynthesizedStack =>
      synthesizeStack(bench, {
        applyStrategy: ApplyStrategy.NULL_RESOURCE,
        hpvmctlCommand: [process.execPath, COMMAND],
        acceptRecalledCommands: true,
        declare: (host) => declareNic(host, vlanId),
        ...options,
      });
    const vlan = (): unknown => bench.host.state().vswitches.find(({ name }) => name === 'vmlan3')?.portVlans['1'];

    test('an apply runs hpvmctl, a change runs it again, and neither drift nor destroying is its business', async () => {
      const { run } = synthesize(120);
      for (const words of [['init'], ['validate'], ['apply', '-auto-approve'], ['plan', '-detailed-exitcode']])
        expect(await run(...words)).toMatchObject({ status: 0 });
      expect(bench.host.hazards()).toEqual([]);
      expect(vlan()).toBe(120);

      await bench.host.run(['/opt/hpvm/bin/hpvmnet', '-S', 'vmlan3', '-u', 'portid:1:vlanid:140']);
      expect(await run('plan', '-refresh-only', '-detailed-exitcode')).toMatchObject({ status: 0 });
      synthesize(130);
      const changed = await run('plan', '-detailed-exitcode');
      expect(changed.status).toBe(2);
      expect(changed.output).toContain('must be replaced');
      expect(await run('apply', '-auto-approve')).toMatchObject({ status: 0 });
      expect(vlan()).toBe(130);

      expect(await run('apply', '-destroy', '-auto-approve')).toMatchObject({ status: 0 });
      expect(vlan()).toBe(130);
      expect(bench.host.hazards()).toEqual([]);
    });

    test('a saved plan holds a digest, and its apply plans the host anew, also when it has moved', async () => {
      const { succeed } = synthesize(120);
      await succeed('init');
      await succeed('plan', '-out=saved');
      const shown = JSON.parse(await succeed('show', '-json', 'saved')) as {
        readonly resource_changes: readonly { readonly change: { readonly after: { readonly triggers: object } } }[];
      };
      expect(shown.resource_changes.map(({ change }) => change.after.triggers)).toEqual([
        { desired_sha256: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string },
      ]);
      await bench.host.run(['/opt/hpvm/bin/hpvmnet', '-c', '-S', 'vmlan3', '-n', '3']);
      await succeed('apply', 'saved');
      expect(vlan()).toBe(120);
      await succeed('plan', '-detailed-exitcode');
      expect(bench.host.hazards()).toEqual([]);
    });

    test('a document that was changed behind a saved plan is refused, and the next apply goes by it', async () => {
      const { run, succeed } = synthesize(120);
      await succeed('init');
      await succeed('plan', '-out=saved');
      synthesize(130);
      const refused = await run('apply', 'saved');
      expect(refused.status).toBe(1);
      expect(refused.output).toMatch(/sha256/);
      expect(vlan()).toBeUndefined();
      await succeed('apply', '-auto-approve');
      expect(vlan()).toBe(130);
    });

    test('an apply that is interrupted leaves nothing half done, and the next one goes on', async () => {
      const { start, succeed } = synthesize(120);
      await succeed('init');
      const { child, finished } = start('apply', '-auto-approve');
      await bench.journaled('s01');
      if (child.pid === undefined) throw new Error('terraform did not start');
      process.kill(-child.pid, 'SIGINT');
      const interrupted = await finished;
      expect(interrupted.output).toContain('Interrupt received');
      await succeed('apply', '-auto-approve');
      expect(vlan()).toBe(120);
      await succeed('plan', '-detailed-exitcode');
      expect(bench.host.hazards()).toEqual([]);
    });

    test('two hosts of a stack are changed at the same time', async () => {
      const second = createSimulatedHost({ ...SCENARIOS.vmhost1, nodeName: 'vmhost2' });
      const server = await startSimulatedServer(second);
      try {
        bench.write('.ssh/config', `${bench.read('.ssh/config')}${sshConfigText('vmhost2', server)}`);
        const { succeed } = synthesize(120, { hosts: ['vmhost1', 'vmhost2'], declare: declareFrames });
        await succeed('init');
        const applied = await succeed('apply', '-auto-approve');
        expect(applied).toContain('2 added');
        expect(applied).toMatch(/Creating\.\.\.[^]*Creating\.\.\.[^]*Creation complete/);
        for (const host of [bench.host, second]) {
          expect(host.state().files['/etc/rc.config.d/hpvmconf']).toContain('HPVMMACADDRFRAMES=2');
          expect(host.hazards()).toEqual([]);
        }
        await succeed('plan', '-detailed-exitcode');
      } finally {
        await server.close();
      }
    });

    test('wrong credentials are told with what was tried, and the next apply tries again', async () => {
      const { run, succeed } = synthesize(120);
      await succeed('init');
      const config = bench.read('.ssh/config');
      bench.write('.ssh/config', config.replace(/IdentityFile .*/, 'IdentityFile /dev/null'));
      const refused = await run('apply', '-auto-approve');
      expect(refused.status).toBe(1);
      expect(refused.output).toMatch(/login|key|identity/i);
      bench.write('.ssh/config', config);
      await succeed('apply', '-auto-approve');
      expect(vlan()).toBe(120);
    });

    test('values that only Terraform knows are refused at synthesis, where the document is written', () => {
      expect(() =>
        synthesize(120, {
          declare: (host, stack) => declareNic(host, new TerraformVariable(stack, 'vlan', {}).numberValue),
        }),
      ).toThrow('vlanId is only known to Terraform');
    });
  },
);

/** Puts the test double where `terraform init` looks for hashicorp/null. */
function installNullProvider(bench: TerraformBench): void {
  const mirror = path.join(bench.folder, 'mirror', REGISTRY);
  const [version = ''] = readdirSync(path.join(mirror, 'cdktf-hpvm/hpvm'));
  const [platform = ''] = readdirSync(path.join(mirror, 'cdktf-hpvm/hpvm', version));
  const folder = path.join(mirror, 'hashicorp/null', NULL_PROVIDER, platform);
  const file = path.join(folder, `terraform-provider-null_v${NULL_PROVIDER}`);
  mkdirSync(folder, { recursive: true });
  execFileSync(path.join(ROOT, 'node_modules/.bin/esbuild'), [
    path.join(ROOT, 'test/provider/null-provider-double.ts'),
    '--bundle',
    '--platform=node',
    '--log-level=error',
    '--banner:js=#!/usr/bin/env node',
    `--outfile=${file}`,
  ]);
  execFileSync('chmod', ['755', file]);
}
