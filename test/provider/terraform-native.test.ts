import { Fn, TerraformResource, TerraformVariable, Token, type TerraformStack } from 'cdktf';
import { ApplyStrategy } from 'cdktf-hpvm';
import { describeWithTerraform } from '../tools/require-tool';
import {
  declareNic,
  reachThroughBench,
  synthesizeStack,
  type StackOptions,
  type SynthesizedStack,
} from './synthesized-stack';
import { openTerraformBench, type TerraformBench } from './terraform-bench';

describeWithTerraform('terraform with what NATIVE synthesizes', (terraform) => {
  jest.setTimeout(300_000);
  let bench: TerraformBench;
  beforeEach(async () => {
    bench = await openTerraformBench(terraform);
  });
  afterEach(() => bench.close());

  const synthesize = (
    vlanIdOf: (stack: TerraformStack) => number,
    options: Partial<StackOptions> = {},
  ): SynthesizedStack =>
    synthesizeStack(bench, {
      applyStrategy: ApplyStrategy.NATIVE,
      prepare: reachThroughBench(bench),
      declare: (host, stack) => declareNic(host, vlanIdOf(stack)),
      ...options,
    });
  const variable = (stack: TerraformStack): number =>
    new TerraformVariable(stack, 'vlan', { type: 'number' }).numberValue;

  test('the plan shows the commands, nothing is left to do behind an apply, and drift is seen', async () => {
    const { succeed, run } = synthesize(() => 120);
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

  test('what Terraform alone knows is evaluated, also how the host is reached', async () => {
    const { succeed, run } = synthesize(variable, { address: '127.0.0.1', port: 1 });
    await succeed('init');
    const refused = await run('plan', '-var=vlan=7');
    expect(refused.status).toBe(1);
    expect(refused.output).toMatch(/127\.0\.0\.1/);
    synthesize(variable);
    expect(await succeed('plan', '-var=vlan=7')).toContain('hpvmnet -S vmlan3 -u portid:1:vlanid:7');
  });

  test('what is known only after apply makes the commands known after apply, and nothing is left behind it', async () => {
    const { succeed } = synthesize((stack) => {
      const later = new TerraformResource(stack, 'later', { terraformResourceType: 'terraform_data' });
      later.addOverride('input', 120);
      return Token.asNumber(Fn.tonumber(later.interpolationForAttribute('output')));
    });
    await succeed('init');
    expect(await succeed('plan')).toMatch(/\+ commands\s+= \(known after apply\)/);
    expect(await succeed('apply', '-auto-approve')).not.toContain('Provider produced');
    await succeed('plan', '-detailed-exitcode');
    expect(bench.host.hazards()).toEqual([]);
  });

  test('errors name the construct: of a value, of what the planner refuses, and of a host that cannot be reached', async () => {
    const { succeed, run } = synthesize(variable);
    await succeed('init');
    const invalid = await run('plan', '-var=vlan=4711');
    expect(invalid.status).toBe(1);
    expect(inOneLine(invalid.output)).toContain(
      'At guest_nics["test01:0,2"].vlan_id. In the configuration, declared at rack1/vmhost1/vmlan3/test01.',
    );
    await bench.host.run(['/opt/hpvm/bin/hpvmnet', '-c', '-S', 'vmlan3', '-n', '0']);
    synthesize(variable, { acceptRecalledCommands: false });
    const blocked = await run('plan', '-var=vlan=7');
    expect(blocked.status).toBe(1);
    expect(inOneLine(blocked.output)).toContain('At vswitches["vmlan3"], declared at rack1/vmhost1/vmlan3.');
    synthesize(variable, { address: '127.0.0.1', port: 1 });
    const unreached = await run('plan', '-var=vlan=7');
    expect(unreached.status).toBe(1);
    expect(inOneLine(unreached.output)).toContain('At host, declared at rack1/vmhost1.');
  });

  test('a command that fails is told with the construct that it was for', async () => {
    const { succeed, run } = synthesize(() => 120);
    await succeed('init');
    const effect = { kind: 'exit', status: 1, isApplied: false } as const;
    bench.host.injectFault({ id: 'boot', pattern: '^hpvmnet -b -S vmlan3', effect });
    const failed = await run('apply', '-auto-approve');
    expect(failed.status).toBe(1);
    expect(inOneLine(failed.output)).toContain('At vswitches["vmlan3"], declared at rack1/vmhost1/vmlan3.');
    expect(failed.output).toContain('the run ended reverted');
    bench.host.removeFault('boot');
    expect(await succeed('apply', '-auto-approve')).toContain('1 added, 0 changed, 0 destroyed');
  });
});

/** Text without the frame and the line ends that Terraform puts around it. */
function inOneLine(output: string): string {
  return output.replaceAll(/\s*\n[│\s]*/g, ' ');
}
