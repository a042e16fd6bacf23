import { describeWithTerraform } from '../tools/require-tool';
import { hostBlocks, openTerraformBench, type TerraformBench } from './terraform-bench';

const VSWITCH = 'vswitches = { vmlan3 = { uplink = "lan3" } }';
const NIC = 'guest_nics = { "test01:0,2" = { vswitch = "vmlan3", adapter = "lan", vlan_id = 120 } }';
const FRAMES = 'tunables = { mac_address_frames = 2 }';
const WHOLE = [VSWITCH, NIC, FRAMES].join('\n');

describeWithTerraform('terraform with the provider', (terraform) => {
  jest.setTimeout(300_000);
  let bench: TerraformBench;
  beforeEach(async () => {
    bench = await openTerraformBench(terraform);
  });
  afterEach(() => bench.close());

  const apply = async (...words: readonly string[]): Promise<void> => {
    const applied = await bench.terraform('apply', '-auto-approve', ...words);
    expect({ ...applied, isClean: applied.status === 0 }).toMatchObject({ isClean: true });
    expect(applied.output).not.toContain('Provider produced');
  };
  const onHost = async (...argv: readonly string[]): Promise<void> => {
    expect(await bench.host.run(argv)).toMatchObject({ exitStatus: 0 });
  };

  test('the plan of a creation and of an update shows the commands in their order, and destroying does, too', async () => {
    bench.configure(hostBlocks(WHOLE));
    expect(await bench.terraform('validate')).toMatchObject({ status: 0 });
    const created = await bench.terraform('plan', '-detailed-exitcode');
    expect(created.status).toBe(2);
    expect(created.output).toMatch(/hpvmnet -c -S vmlan3 -n 3[^]*hpvmnet -b -S vmlan3[^]*hpvmmodify -P test01/);
    expect(created.output).toContain('Proven by cdktf-hpvm check');
    await apply();
    expect(bench.host.hazards()).toEqual([]);
    expect(await bench.terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
    expect(await bench.terraform('plan', '-refresh-only', '-detailed-exitcode')).toMatchObject({ status: 0 });

    bench.configure(hostBlocks(WHOLE.replace('120', '130')));
    const updated = await bench.terraform('plan', '-detailed-exitcode');
    expect(updated.status).toBe(2);
    expect(updated.output).toMatch(/~ vlan_id = "120" -> "130"/);
    expect(updated.output).toMatch(/\+ "\/opt\/hpvm\/bin\/hpvmnet -S vmlan3 -u portid:1:vlanid:130 /);
    expect(updated.output).not.toMatch(/- "\/opt\/hpvm/);
    await apply();

    const destroyed = await bench.terraform('apply', '-destroy', '-auto-approve');
    expect(destroyed.output).toMatch(/Destroying runs \d+ commands on vmhost1/);
    expect(destroyed.status).toBe(0);
    expect(bench.host.state().vswitches.map(({ name }) => name)).not.toContain('vmlan3');
    expect(bench.host.hazards()).toEqual([]);
  });

  test('what changes behind our back is drift, field by field, and the next apply puts it right', async () => {
    bench.configure(hostBlocks(WHOLE));
    await apply();
    await onHost('/opt/hpvm/bin/hpvmnet', '-S', 'vmlan3', '-u', 'portid:1:vlanid:140');
    const drifted = await bench.terraform('plan', '-refresh-only', '-detailed-exitcode');
    expect(drifted.status).toBe(2);
    expect(drifted.output).toMatch(/~ vlan_id = "120" -> "140"/);
    await apply();
    expect(await bench.terraform('plan', '-refresh-only', '-detailed-exitcode')).toMatchObject({ status: 0 });
    expect(await bench.terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
  });

  test('a saved plan is refused when the host has moved, and the next plan creates instead of replacing', async () => {
    bench.configure(hostBlocks([VSWITCH, FRAMES].join('\n')));
    expect(await bench.terraform('plan', '-out=saved')).toMatchObject({ status: 0 });
    const shown = JSON.parse((await bench.terraform('show', '-json', 'saved')).output) as {
      readonly resource_changes: readonly {
        readonly change: { readonly after: { readonly commands: readonly string[] } };
      }[];
    };
    expect(shown.resource_changes[0]?.change.after.commands[1]).toBe(
      '/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3  # s02 Create vswitch vmlan3 on lan3',
    );
    await onHost('/usr/sbin/ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=7', '/etc/rc.config.d/hpvmconf');
    const refused = await bench.terraform('apply', 'saved');
    expect(refused.status).toBe(1);
    expect(refused.output).toContain('vmhost1 is not what the plan was made from');
    expect(refused.output).not.toContain('Provider produced');
    expect((await bench.terraform('state', 'list')).output).not.toContain('hpvm_host_network');
    const next = await bench.terraform('apply', '-auto-approve');
    expect(next).toMatchObject({ status: 0, output: expect.stringContaining('1 added') as string });
  });

  test('who is interrupted is told in numbers, which a policy can compare', async () => {
    const nic = 'guest_nics = { "web01:0,1" = { vswitch = "vmlan4", vlan_id = "120" } }';
    const atMost = (seconds: number): string =>
      `${nic}\n  lifecycle {\n    postcondition {\n      condition = alltrue([for each in self.outages : coalesce(each.most_seconds, 1e9) <= ${String(seconds)}])\n      error_message = "too long"\n    }\n  }`;
    bench.configure(hostBlocks(atMost(3600)));
    expect(await bench.terraform('plan', '-out=saved')).toMatchObject({ status: 0 });
    const shown = JSON.parse((await bench.terraform('show', '-json', 'saved')).output) as {
      readonly resource_changes: readonly { readonly change: { readonly after: { readonly outages: unknown } } }[];
    };
    expect(shown.resource_changes[0]?.change.after.outages).toEqual(
      expect.arrayContaining([
        {
          what: ['vswitch.vmlan4'],
          guests: ['db01', 'web01'],
          cause: null,
          from_step: expect.stringMatching(/^s\d+$/) as string,
          to_step: expect.stringMatching(/^s\d+$/) as string,
          least_seconds: expect.any(Number) as number,
          expected_seconds: expect.any(Number) as number,
          most_seconds: expect.any(Number) as number,
          basis: 'assumed',
        },
        expect.objectContaining({ what: ['guestNic.db01:0,2', 'guestNic.web01:0,1'], cause: 'vswitch.vmlan4' }),
      ]),
    );
    bench.configure(hostBlocks(atMost(1)));
    const refused = await bench.terraform('plan');
    expect(refused).toMatchObject({ status: 1, output: expect.stringContaining('too long') as string });
  });

  test('a host is imported by its name, and the configuration that Terraform writes of it is clean', async () => {
    bench.configure('import {\n  to = hpvm_host_network.vmhost1\n  id = "vmhost1"\n}\n');
    const planned = await bench.terraform('plan', '-generate-config-out=generated.tf');
    expect(planned).toMatchObject({ status: 0 });
    await apply();
    expect(await bench.terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
    bench.configure();
    expect(await bench.terraform('plan', '-refresh-only', '-detailed-exitcode')).toMatchObject({ status: 0 });
    expect(bench.journals()).toBe('');
  });

  test('values that are known only after apply make the commands known after apply', async () => {
    bench.configure(
      'resource "terraform_data" "uplink" {\n  input = "lan3"\n}\n',
      hostBlocks(
        'vswitches = { for name in ["vmlan3"] : name => { uplink = terraform_data.uplink.output } }\nguest_nics = { (terraform_data.uplink.output == "lan3" ? "test01:0,2" : "test01:0,3") = { vswitch = "vmlan3", adapter = "lan" } }',
      ),
    );
    const planned = await bench.terraform('plan');
    expect(planned.status).toBe(0);
    expect(planned.output).toMatch(
      /commands +=  ?\(known after apply\)|commands +: \(known after apply\)|\+ commands +=+ \(known after apply\)/,
    );
    await apply();
    expect(await bench.terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
  });

  test('what cannot be is told at the attribute, with the whole path in words', async () => {
    bench.configure(hostBlocks('guest_nics = { "test01:0,2" = { vswitch = "vmlan4", vlan_id = "4711" } }'));
    const invalid = await bench.terraform('validate');
    expect(invalid.status).toBe(1);
    expect(invalid.output).toContain('At guest_nics["test01:0,2"].vlan_id');
    expect(invalid.output).toMatch(/4094/);
    bench.configure(hostBlocks('vswitches = { vmlan3 = { uplink = "lan77" } }'));
    const blocked = await bench.terraform('plan');
    expect(blocked.status).toBe(1);
    expect(blocked.output).toContain('vswitches["vmlan3"]');
  });

  test('a destructive command whose form is only recalled needs approval, which is an attribute here', async () => {
    bench.configure(hostBlocks(VSWITCH));
    await apply();
    bench.configure(hostBlocks('vswitches = {}\naccept_recalled = false'));
    const refused = await bench.terraform('plan');
    expect(refused.status).toBe(1);
    expect(refused.output).toMatch(/set\s+accept_recalled\s+=\s+true/);
  });

  test('wrong credentials are told with what was tried', async () => {
    bench.configure(hostBlocks(VSWITCH).replace('host = "vmhost1"', 'host = "vmhost1"\n  ssh = { user = "nobody" }'));
    bench.write('ssh_config', bench.read('ssh_config').replace(/IdentityFile .*/, 'IdentityFile /dev/null'));
    const refused = await bench.terraform('plan');
    expect(refused.status).toBe(1);
    expect(refused.output).toMatch(/login|key|identity/i);
    expect(refused.output).not.toContain('Provider produced');
  });

  test('forgetting leaves the host as it is', async () => {
    bench.configure(hostBlocks(`${VSWITCH}\non_destroy = "forget"`));
    await apply();
    expect(await bench.terraform('apply', '-destroy', '-auto-approve')).toMatchObject({ status: 0 });
    expect(bench.host.state().vswitches.map(({ name }) => name)).toContain('vmlan3');
  });
});
