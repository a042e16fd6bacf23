import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import {
  AdapterType,
  ApplyStrategy,
  HostTunables,
  HpvmProvider,
  IntegrityVmHost,
  OnDestroy,
  VSwitch,
} from 'cdktf-hpvm';
import type { IntegrityVmHostProps } from 'cdktf-hpvm';

interface TerraformJson {
  readonly terraform: { readonly required_providers: Readonly<Record<string, unknown>> };
  readonly provider: { readonly hpvm: readonly object[] };
  readonly data: { readonly hpvm_host: Readonly<Record<string, object>> };
  readonly resource: { readonly hpvm_host_network: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

function stackWith(
  declare: (host: IntegrityVmHost, stack: TerraformStack) => void = () => undefined,
  props: IntegrityVmHostProps = {},
  prepare: (stack: TerraformStack) => void = () => undefined,
): TerraformStack {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'rack1');
  prepare(stack);
  declare(new IntegrityVmHost(stack, 'vmhost1', { applyStrategy: ApplyStrategy.NATIVE, ...props }), stack);
  return stack;
}

function folderOf(stack: TerraformStack): string {
  return path.join(Testing.fullSynth(stack), 'stacks/rack1');
}

function synthesized(stack: TerraformStack): TerraformJson {
  return JSON.parse(readFileSync(path.join(folderOf(stack), 'cdk.tf.json'), 'utf8')) as TerraformJson;
}

function resourceOf(stack: TerraformStack): Readonly<Record<string, unknown>> {
  return Object.values(synthesized(stack).resource.hpvm_host_network)[0] ?? {};
}

describe('a host whose strategy is NATIVE', () => {
  test('is one resource of the Terraform provider that is planned from what the data source read', () => {
    const stack = stackWith((host) => {
      const vswitch = new VSwitch(host, 'web');
      vswitch.connect('a', { guest: 'web01', slot: '0,1', vlanId: 120, adapter: AdapterType.LAN });
      vswitch.connect('b', { guest: 'web01', slot: '0,2', untagged: true });
      new HostTunables(host, 'tunables', { macAddressFrames: 2 });
    });
    const json = synthesized(stack);
    expect(json.terraform.required_providers).toEqual({ hpvm: { source: 'cdktf-hpvm/hpvm', version: '0.1.0' } });
    expect(json.provider).toEqual({ hpvm: [{ alias: 'cdktf_hpvm' }] });
    const [[name]] = Object.entries(json.data.hpvm_host) as [[string, object]];
    expect(json.data.hpvm_host[name]).toMatchObject({ host: 'vmhost1', provider: 'hpvm.cdktf_hpvm' });
    expect(resourceOf(stack)).toMatchObject({
      host: 'vmhost1',
      provider: 'hpvm.cdktf_hpvm',
      snapshot: `\${data.hpvm_host.${name}.snapshot}`,
      interfaces: {},
      groups: {},
      host_vlans: {},
      vswitches: { web: { uplink: 'none', state: 'up' } },
      guest_nics: {
        'web01:0,1': { vswitch: 'web', vlan_id: '120', adapter: 'lan' },
        'web01:0,2': { vswitch: 'web', vlan_id: 'none' },
      },
      tunables: { mac_address_frames: 2 },
    });
    for (const unsaid of ['ssh', 'accept_recalled', 'revert', 'on_destroy'])
      expect(resourceOf(stack)).not.toHaveProperty(unsaid);
  });

  test('says how it is reached, what is approved and what destroying does, in both', () => {
    const stack = stackWith(undefined, {
      address: '192.0.2.1',
      user: 'netadm',
      sudo: '/usr/local/bin/sudo',
      discoveryUser: 'netlook',
      addressAfter: '192.0.2.2',
      acceptRecalledCommands: true,
      guarded: false,
      onDestroy: OnDestroy.FORGET,
    });
    const ssh = {
      address: '192.0.2.1',
      user: 'netadm',
      sudo: '/usr/local/bin/sudo',
      discovery_user: 'netlook',
      after_address: '192.0.2.2',
    };
    expect(Object.values(synthesized(stack).data.hpvm_host)[0]).toMatchObject({ ssh });
    expect(resourceOf(stack)).toMatchObject({ ssh, accept_recalled: true, revert: false, on_destroy: 'forget' });
  });

  test('writes its document, too, so that hpvmctl can plan it', () => {
    expect(existsSync(path.join(folderOf(stackWith()), 'vmhost1.desired.json'))).toBe(true);
  });

  test('may have values that Terraform evaluates; then there is no document, and the manifest says so', () => {
    const stack = stackWith((host, scope) => {
      const vlan = new TerraformVariable(scope, 'vlan', { type: 'number' });
      new VSwitch(host, 'web').connect('a', { guest: 'web01', slot: '0,1', vlanId: vlan.numberValue });
    });
    expect(resourceOf(stack)).toMatchObject({ guest_nics: { 'web01:0,1': { vlan_id: '${var.vlan}' } } });
    const folder = folderOf(stack);
    expect(existsSync(path.join(folder, 'vmhost1.desired.json'))).toBe(false);
    const manifest = readFileSync(path.join(folder, '../../manifest.json'), 'utf8');
    expect(manifest).toContain('vmhost1.desired.json is not written: Terraform alone knows some of its values');
  });

  test('is still judged where its values are known', () => {
    const stack = stackWith((host, scope) => {
      const vlan = new TerraformVariable(scope, 'vlan', { type: 'number' });
      for (const name of ['a', 'b'])
        new VSwitch(host, name).connect('n', { guest: 'web01', slot: '0,1', vlanId: vlan.numberValue });
    });
    expect(() => Testing.fullSynth(stack)).toThrow('slot is "web01:0,1"');
  });

  test('has names that are known at synthesis', () => {
    const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'rack1');
    const guest = new TerraformVariable(stack, 'guest', {}).stringValue;
    const host = new IntegrityVmHost(stack, 'vmhost1', { applyStrategy: ApplyStrategy.NATIVE });
    const vswitch = new VSwitch(host, 'web');
    expect(() => vswitch.connect('n', { guest, slot: '0,1' })).toThrow('guest is only known to Terraform');
  });
});

describe('the provider of a stack', () => {
  test('is made once for all its hosts', () => {
    const stack = stackWith();
    new IntegrityVmHost(stack, 'vmhost2', { applyStrategy: ApplyStrategy.NATIVE });
    expect(synthesized(stack).provider.hpvm).toHaveLength(1);
  });

  test('is the one that the user declared before', () => {
    const own = (stack: TerraformStack): unknown => new HpvmProvider(stack, 'hpvm', { knownHosts: 'known_hosts' });
    const stack = stackWith(undefined, {}, own);
    expect(synthesized(stack).provider).toEqual({ hpvm: [{ known_hosts: 'known_hosts' }] });
    expect(resourceOf(stack)).not.toHaveProperty('provider');
  });

  test('that is declared too late to be used is an error, not a surprise', () => {
    const stack = stackWith((_, scope) => new HpvmProvider(scope, 'hpvm', { user: 'netadm' }));
    expect(() => Testing.fullSynth(stack)).toThrow('declare it before the first IntegrityVmHost');
  });
});
