import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Construct } from 'constructs';
import {
  AdapterType,
  ApaGroup,
  ApaMode,
  ApplyStrategy,
  HostVlan,
  HpvmHostNetwork,
  LanInterface,
  Offload,
  VSwitch,
  type IntegrityVmHost,
} from 'cdktf-hpvm';
import { sshConfigText } from '../../src/cli/simulated-server';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { startSimulatedServer } from '../../src/simulator/ssh/simulated-server';
import { describeWithTerraform } from '../tools/require-tool';
import {
  declareFrames,
  reachThroughBench,
  synthesizeStack,
  type StackOptions,
  type SynthesizedStack,
} from './synthesized-stack';
import { openTerraformBench, type TerraformBench } from './terraform-bench';

describeWithTerraform('terraform with what NATIVE synthesizes, further on', (terraform) => {
  jest.setTimeout(300_000);
  let bench: TerraformBench;
  beforeEach(async () => {
    bench = await openTerraformBench(terraform);
  });
  afterEach(() => bench.close());

  const begun = async (options: Partial<StackOptions> = {}): Promise<SynthesizedStack> => {
    const stack = synthesizeStack(bench, {
      applyStrategy: ApplyStrategy.NATIVE,
      prepare: reachThroughBench(bench),
      ...options,
    });
    await stack.succeed('init');
    return stack;
  };

  test('a host is imported into a clean plan by constructs that say what it has', async () => {
    const vlans = [{ name: 'lan5000', uplink: 'lan3', vlanId: 30, label: 'vlan', pri: 0, tos: 0 }];
    const { network } = SCENARIOS.vmhost1;
    await bench.close();
    bench = await openTerraformBench(terraform, { network: { ...network, vlans } });
    const { succeed } = await begun({
      declare: (host) => {
        declareAllOfVmhost1(host);
        const resource = host.node.findChild('Resource');
        if (!(resource instanceof HpvmHostNetwork)) throw new Error('the resource of the host is another one');
        resource.importFrom('vmhost1');
      },
    });
    expect(await succeed('plan')).toContain('Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.');
    expect(await succeed('apply', '-auto-approve')).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
    await succeed('plan', '-detailed-exitcode');
    await succeed('plan', '-refresh-only', '-detailed-exitcode');
    expect(bench.journals()).toBe('');
  });

  test('a saved plan shows its commands as JSON, and is refused when the host has moved', async () => {
    const { succeed, run } = await begun();
    await succeed('plan', '-out=saved');
    const shown = JSON.parse(await succeed('show', '-json', 'saved')) as {
      readonly resource_changes: readonly {
        readonly change: { readonly after: { readonly commands: readonly string[]; readonly declared_at: null } };
      }[];
    };
    const after = shown.resource_changes[0]?.change.after;
    expect(after?.commands).toContain('/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3  # s02 Create vswitch vmlan3 on lan3');
    // Where things are declared is in no plan and no state: moving code changes nothing.
    expect(after?.declared_at).toBeNull();
    await bench.host.run(['/usr/sbin/ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=7', '/etc/rc.config.d/hpvmconf']);
    const refused = await run('apply', 'saved');
    expect(refused.status).toBe(1);
    expect(refused.output).toContain('vmhost1 is not what the plan was made from');
    expect(refused.output).not.toContain('Provider produced');
    expect(await succeed('apply', '-auto-approve')).toContain('1 added, 0 changed, 0 destroyed');
    expect(bench.host.hazards()).toEqual([]);
  });

  test('an apply that is interrupted leaves nothing half done, and the next one goes on', async () => {
    const { succeed, start } = await begun();
    const { child, finished } = start('apply', '-auto-approve');
    await bench.journaled('s01');
    if (child.pid === undefined) throw new Error('terraform did not start');
    process.kill(-child.pid, 'SIGINT');
    const interrupted = await finished;
    expect(interrupted.output).toContain('Interrupt received');
    expect(interrupted.output).not.toMatch(/crashed|Provider produced/);
    expect(await succeed('apply', '-auto-approve')).not.toContain('must be replaced');
    await succeed('plan', '-detailed-exitcode');
    expect(bench.host.hazards()).toEqual([]);
  });

  test('two hosts of a stack are changed at the same time', async () => {
    const second = createSimulatedHost({ ...SCENARIOS.vmhost1, nodeName: 'vmhost2' });
    const server = await startSimulatedServer(second);
    try {
      bench.write('ssh_config', `${bench.read('ssh_config')}${sshConfigText('vmhost2', server)}`);
      const { succeed } = await begun({ hosts: ['vmhost1', 'vmhost2'], declare: declareFrames });
      const applied = await succeed('apply', '-auto-approve');
      expect(applied).toContain('2 added');
      // Both are begun before either has ended.
      expect(applied).toMatch(/Creating\.\.\.[^]*Creating\.\.\.[^]*Creation complete/);
      for (const host of [bench.host, second]) expect(host.hazards()).toEqual([]);
      await succeed('plan', '-detailed-exitcode');
    } finally {
      await server.close();
    }
  });

  test('a state of version 1 is upgraded', async () => {
    const { succeed, folder } = await begun({ declare: declareFrames, user: 'root' });
    await succeed('apply', '-auto-approve');
    const file = path.join(folder, 'terraform.tfstate');
    const state = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly resources: readonly { readonly mode: string; readonly instances: Record<string, unknown>[] }[];
    };
    const [instance] = state.resources.find(({ mode }) => mode === 'managed')?.instances ?? [];
    if (instance === undefined) throw new Error('there is no resource in the state');
    const { ssh, declared_at: declaredAt, ...attributes } = instance['attributes'] as Record<string, unknown>;
    expect([ssh, declaredAt, instance['schema_version']]).toEqual([expect.objectContaining({ user: 'root' }), null, 2]);
    Object.assign(instance, { schema_version: 1, attributes: { ...attributes, connection: ssh } });
    writeFileSync(file, JSON.stringify(state));
    await succeed('plan', '-detailed-exitcode');
    await succeed('plan', '-refresh-only', '-detailed-exitcode');
  });

  test('wrong credentials are told with what was tried, and where the host is declared', async () => {
    bench.write('ssh_config', bench.read('ssh_config').replace(/IdentityFile .*/, 'IdentityFile /dev/null'));
    const { run } = await begun({ user: 'nobody' });
    const refused = await run('plan');
    expect(refused.status).toBe(1);
    expect(refused.output).toMatch(/login|key|identity/i);
    expect(refused.output).toMatch(/declared at\s+rack1\/vmhost1\b/);
    expect(refused.output).not.toContain('Provider produced');
  });

  test('moving constructs about in the code changes nothing', async () => {
    const { succeed } = await begun({ declare: declareFrames });
    await succeed('apply', '-auto-approve');
    const moved = await begun({
      declare: (host) => declareFrames(new Construct(host, 'tuning')),
    });
    await moved.succeed('plan', '-detailed-exitcode');
  });
});

/** Everything that `terraform import` finds on the host of the quick start. */
function declareAllOfVmhost1(host: IntegrityVmHost): void {
  const lan = (name: string, checksumOffload: Offload): LanInterface =>
    new LanInterface(host, name, { checksumOffload });
  const ports = ['lan1', 'lan2'].map((name) => LanInterface.fromInterfaceName(host, name, name));
  new HostVlan(host, 'lan5000', { uplink: lan('lan3', Offload.OFF), vlanId: 30 });
  const group = new ApaGroup(host, 'lan900', { ports, mode: ApaMode.LAN_MONITOR });
  const admin = new VSwitch(host, 'vmlan0', { uplink: lan('lan0', Offload.OFF) });
  const web = new VSwitch(host, 'vmlan4', { uplink: lan('lan4', Offload.ON) });
  const database = new VSwitch(host, 'vmlan900', { uplink: group });
  const localnet = VSwitch.fromVSwitchName(host, 'localnet', 'localnet');
  for (const [vswitch, guest, slot, mac, port, adapter] of [
    [database, 'db01', '0,1', '0x56e9e3096a22', 1, AdapterType.AVIO_LAN],
    [web, 'db01', '0,2', '0xaed6f7fa4e3e', 1, AdapterType.AVIO_LAN],
    [web, 'web01', '0,1', '0x2a2e5a050aba', 2, AdapterType.AVIO_LAN],
    [database, 'app01', '0,1', '0x0a41c7d20b15', 2, AdapterType.AVIO_LAN],
    [admin, 'test01', '0,1', '0x5242a61c9e07', 1, AdapterType.LAN],
  ] as const)
    vswitch.connect(`${guest}-${slot}`, { guest, slot, mac, port, adapter, untagged: true });
  localnet.connect('web01-0,2', {
    guest: 'web01',
    slot: '0,2',
    mac: '0x66f3f84e37d5',
    port: 1,
    adapter: AdapterType.LAN,
  });
}
