import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sshConfigText } from '../../src/cli/simulated-server';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { startSimulatedServer } from '../../src/simulator/ssh/simulated-server';
import { describeWithTerraform } from '../tools/require-tool';
import { hostBlocks, openTerraformBench, type TerraformBench } from './terraform-bench';

const FRAMES = 'tunables = { mac_address_frames = 2 }';

describeWithTerraform('terraform with the provider, further on', (terraform) => {
  jest.setTimeout(300_000);
  let bench: TerraformBench;
  beforeEach(async () => {
    bench = await openTerraformBench(terraform);
  });
  afterEach(() => bench.close());

  test('two hosts are changed at the same time', async () => {
    const second = createSimulatedHost({ ...SCENARIOS.vmhost1, nodeName: 'vmhost2' });
    const server = await startSimulatedServer(second);
    try {
      bench.write('ssh_config', `${bench.read('ssh_config')}${sshConfigText('vmhost2', server)}`);
      bench.configure(hostBlocks(FRAMES), hostBlocks(FRAMES, 'vmhost2'));
      const applied = await bench.terraform('apply', '-auto-approve');
      expect(applied).toMatchObject({ status: 0, output: expect.stringContaining('2 added') as string });
      // Both are begun before either has ended.
      expect(applied.output).toMatch(/Creating\.\.\.[^]*Creating\.\.\.[^]*Creation complete/);
      for (const host of [bench.host, second]) expect(host.hazards()).toEqual([]);
      expect(await bench.terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
    } finally {
      await server.close();
    }
  });

  test('an apply that is interrupted leaves nothing half done, and the next one goes on', async () => {
    bench.configure(hostBlocks(['vswitches = { vmlan3 = { uplink = "lan3" } }', FRAMES].join('\n')));
    const { child, finished } = bench.startTerraform('apply', '-auto-approve');
    await bench.journaled('s01');
    if (child.pid === undefined) throw new Error('terraform did not start');
    process.kill(-child.pid, 'SIGINT');
    const interrupted = await finished;
    expect(interrupted.output).toContain('Interrupt received');
    expect(interrupted.output).not.toMatch(/crashed|Provider produced/);
    const next = await bench.terraform('apply', '-auto-approve');
    expect(next).toMatchObject({ status: 0 });
    expect(next.output).not.toContain('must be replaced');
    expect(await bench.terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
    expect(bench.host.hazards()).toEqual([]);
  });

  test('a state of version 1 is upgraded, attributes of another release are dropped, and a newer version is refused', async () => {
    bench.configure(hostBlocks(`${FRAMES}\nssh = { user = "root" }`));
    expect(await bench.terraform('apply', '-auto-approve')).toMatchObject({ status: 0 });
    const file = path.join(bench.folder, 'project', 'terraform.tfstate');
    const stored = readFileSync(file, 'utf8');
    const first = stored
      .replace('"schema_version": 2', '"schema_version": 1')
      .replace(/"ssh": (\{[^}]*"user": "root")/, '"connection": $1')
      .replace('"confirm_seconds": null,', '"of_another_release": 1,');
    expect([first.includes('"connection": {'), first.includes('"schema_version": 1')]).toEqual([true, true]);
    writeFileSync(file, first);
    expect(await bench.terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
    expect(await bench.terraform('plan', '-refresh-only', '-detailed-exitcode')).toMatchObject({ status: 0 });
    writeFileSync(file, stored.replace('"schema_version": 2', '"schema_version": 9'));
    const refused = await bench.terraform('plan');
    expect(refused.status).toBe(1);
    expect(refused.output).toMatch(/newer/);
  });

  test('functions compute what configurations need', async () => {
    bench.configure(
      'output "mac" {\n  value = provider::hpvm::normalize_mac("16-66-F3-F8-4E-37")\n}\n',
      'output "places" {\n  value = provider::hpvm::spread(["a", "b", "c"], ["vmlan4", "vmlan900"])\n}\n',
    );
    const applied = await bench.terraform('apply', '-auto-approve');
    expect(applied.output).toContain('0x1666f3f84e37');
    expect(applied.output).toMatch(/"c" = "vmlan4"/);
    bench.configure('output "mac" {\n  value = provider::hpvm::normalize_mac("16")\n}\n');
    expect((await bench.terraform('plan')).output).toMatch(/"16" is not a MAC address/);
  });

  test('a resource that moves to another address is not touched, and one that is removed from the code can be forgotten', async () => {
    bench.configure(hostBlocks(FRAMES));
    expect(await bench.terraform('apply', '-auto-approve')).toMatchObject({ status: 0 });
    const moved = hostBlocks(FRAMES).replace(
      'resource "hpvm_host_network" "vmhost1"',
      'resource "hpvm_host_network" "first"',
    );
    bench.configure(moved, 'moved {\n  from = hpvm_host_network.vmhost1\n  to   = hpvm_host_network.first\n}\n');
    const planned = await bench.terraform('plan');
    expect(planned.output).toContain('0 to add, 0 to change, 0 to destroy');
    expect(await bench.terraform('apply', '-auto-approve')).toMatchObject({ status: 0 });
    bench.configure('removed {\n  from = hpvm_host_network.first\n  lifecycle {\n    destroy = false\n  }\n}\n');
    const forgotten = await bench.terraform('apply', '-auto-approve');
    expect(forgotten).toMatchObject({ status: 0, output: expect.stringContaining('0 destroyed') as string });
    expect(bench.host.state().files['/etc/rc.config.d/hpvmconf']).toContain('HPVMMACADDRFRAMES=2');
  });
});
