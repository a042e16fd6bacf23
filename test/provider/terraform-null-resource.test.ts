import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ApplyStrategy } from 'cdktf-hpvm';
import { sshConfigText } from '../../src/cli/simulated-server';
import { ROOT } from '../architecture/repository-files';
import { COMMAND } from '../cli/hpvmctl-process';
import { describeWithTerraform } from '../tools/require-tool';
import { synthesizeStack } from './synthesized-stack';
import { openTerraformBench, type TerraformBench, type TerraformRun } from './terraform-bench';

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
      const [version = ''] = readdirSync(path.join(bench.folder, 'mirror', REGISTRY, 'cdktf-hpvm/hpvm'));
      const [platform = ''] = readdirSync(path.join(bench.folder, 'mirror', REGISTRY, 'cdktf-hpvm/hpvm', version));
      const folder = path.join(bench.folder, 'mirror', REGISTRY, 'hashicorp/null', NULL_PROVIDER, platform);
      mkdirSync(folder, { recursive: true });
      execFileSync(path.join(ROOT, 'node_modules/.bin/esbuild'), [
        path.join(ROOT, 'test/provider/null-provider-double.ts'),
        '--bundle',
        '--platform=node',
        '--log-level=error',
        '--banner:js=#!/usr/bin/env node',
        `--outfile=${path.join(folder, `terraform-provider-null_v${NULL_PROVIDER}`)}`,
      ]);
      execFileSync('chmod', ['755', path.join(folder, `terraform-provider-null_v${NULL_PROVIDER}`)]);
      // Where ssh looks by itself: the command finds the host as a person's would.
      mkdirSync(path.join(bench.folder, '.ssh'));
      bench.write('.ssh/config', sshConfigText('vmhost1', bench.server));
    });
    afterEach(() => bench.close());

    test('an apply runs hpvmctl, a change runs it again, and neither drift nor destroying is its business', async () => {
      const synthesize = (vlanId: number): string =>
        synthesizeStack(bench, {
          applyStrategy: ApplyStrategy.NULL_RESOURCE,
          hpvmctlCommand: [process.execPath, COMMAND],
          vlanIdOf: () => vlanId,
        });
      const folder = synthesize(120);
      const run = (...words: readonly string[]): Promise<TerraformRun> => bench.terraform(`-chdir=${folder}`, ...words);
      for (const words of [['init'], ['validate'], ['apply', '-auto-approve'], ['plan', '-detailed-exitcode']])
        expect(await run(...words)).toMatchObject({ status: 0 });
      expect(bench.host.hazards()).toEqual([]);
      const vlan = (): unknown => bench.host.state().vswitches.find(({ name }) => name === 'vmlan3')?.portVlans['1'];
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
  },
);
