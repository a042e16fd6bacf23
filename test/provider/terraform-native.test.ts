import path from 'node:path';
import { TerraformVariable, type TerraformStack } from 'cdktf';
import { ApplyStrategy, HpvmProvider, type IntegrityVmHostProps } from 'cdktf-hpvm';
import { describeWithTerraform } from '../tools/require-tool';
import { synthesizeStack } from './synthesized-stack';
import { openTerraformBench, type TerraformBench, type TerraformRun } from './terraform-bench';

describeWithTerraform('terraform with what NATIVE synthesizes', (terraform) => {
  jest.setTimeout(300_000);
  let bench: TerraformBench;
  let folder: string;
  beforeEach(async () => {
    bench = await openTerraformBench(terraform);
  });
  afterEach(() => bench.close());

  const synthesize = (vlanIdOf: (stack: TerraformStack) => number, props: IntegrityVmHostProps = {}): void => {
    folder = synthesizeStack(bench, {
      ...props,
      applyStrategy: ApplyStrategy.NATIVE,
      vlanIdOf,
      prepare: (stack) => new HpvmProvider(stack, 'hpvm', { sshConfig: path.join(bench.folder, 'ssh_config') }),
    });
  };
  const run = (...words: readonly string[]): Promise<TerraformRun> => bench.terraform(`-chdir=${folder}`, ...words);
  const succeed = async (...words: readonly string[]): Promise<string> => {
    const { status, output } = await run(...words);
    if (status !== 0) throw new Error(`terraform ${words.join(' ')} ended with ${String(status)}\n${output}`);
    return output;
  };

  test('the plan shows the commands, nothing is left to do behind an apply, and drift is seen', async () => {
    synthesize(() => 120);
    await succeed('init');
    await succeed('validate');
    const planned = await succeed('plan');
    expect(planned).toMatch(/hpvmnet -c -S vmlan3 -n 3[^]*hpvmnet -b -S vmlan3[^]*hpvmmodify -P test01/);
    expect(planned).toContain('Proven by cdktf-hpvm check');
    await succeed('apply', '-auto-approve');
    await succeed('plan', '-detailed-exitcode');
    await succeed('plan', '-refresh-only', '-detailed-exitcode');

    const changed = await bench.host.run(['/opt/hpvm/bin/hpvmnet', '-S', 'vmlan3', '-u', 'portid:1:vlanid:140']);
    expect(changed).toMatchObject({ exitStatus: 0 });
    expect(await run('plan', '-refresh-only', '-detailed-exitcode')).toMatchObject({ status: 2 });
    synthesize(() => 130);
    const updated = await run('plan', '-detailed-exitcode');
    expect(updated.status).toBe(2);
    expect(updated.output).toMatch(/~ vlan_id = "140" -> "130"/);
    expect(updated.output).toMatch(/\+ "\/opt\/hpvm\/bin\/hpvmnet -S vmlan3 -u portid:1:vlanid:130 /);
    await succeed('apply', '-auto-approve');
    await succeed('plan', '-detailed-exitcode');

    const destroyed = await succeed('apply', '-destroy', '-auto-approve');
    expect(destroyed).toMatch(/Destroying runs \d+ commands on vmhost1/);
    expect(bench.host.state().vswitches.map(({ name }) => name)).not.toContain('vmlan3');
    expect(bench.host.hazards()).toEqual([]);
  });

  test('Terraform evaluates the values that it alone knows, also how the host is reached', async () => {
    synthesize((stack) => new TerraformVariable(stack, 'vlan', { type: 'number' }).numberValue, {
      address: '127.0.0.1',
      port: 1,
    });
    await succeed('init');
    const refused = await run('plan', '-var=vlan=7');
    expect(refused.status).toBe(1);
    expect(refused.output).toMatch(/127\.0\.0\.1/);
    synthesize((stack) => new TerraformVariable(stack, 'vlan', { type: 'number' }).numberValue);
    expect(await succeed('plan', '-var=vlan=7')).toContain('hpvmnet -S vmlan3 -u portid:1:vlanid:7');
    const invalid = await run('plan', '-var=vlan=4711');
    expect(invalid.status).toBe(1);
    expect(invalid.output).toContain('At guest_nics["test01:0,2"].vlan_id');
  });
});
