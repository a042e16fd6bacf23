import path from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  AdapterType,
  HostTunables,
  HpvmProvider,
  IntegrityVmHost,
  LanInterface,
  VSwitch,
  type ApplyStrategy,
  type IntegrityVmHostProps,
} from 'cdktf-hpvm';
import type { TerraformBench, TerraformRun } from './terraform-bench';

export interface StackOptions extends IntegrityVmHostProps {
  readonly applyStrategy: ApplyStrategy;
  /** Hosts of the stack; default: vmhost1 alone. */
  readonly hosts?: readonly string[];
  /** What the stack has before its hosts. */
  readonly prepare?: (stack: TerraformStack) => void;
  /** What each host has; default: {@link declareNic} with VLAN 120. */
  readonly declare?: (host: IntegrityVmHost, stack: TerraformStack) => void;
}

/** A stack that was synthesized, and Terraform in its folder. */
export interface SynthesizedStack {
  run(...words: readonly string[]): Promise<TerraformRun>;
  /** Runs and gives the output; throws unless it ends with 0. */
  succeed(...words: readonly string[]): Promise<string>;
  /** Starts a command that somebody wants to interrupt. */
  start(...words: readonly string[]): ReturnType<TerraformBench['startTerraform']>;
  readonly folder: string;
}

/** Synthesizes a stack as `node main.js` would. */
export function synthesizeStack(bench: TerraformBench, options: StackOptions): SynthesizedStack {
  const {
    hosts = ['vmhost1'],
    prepare,
    declare = (host: IntegrityVmHost) => declareNic(host, 120),
    ...props
  } = options;
  const outdir = path.join(bench.folder, 'cdktf.out');
  const app = new App({ outdir, stackTraces: false });
  const stack = new TerraformStack(app, 'rack1');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  prepare?.(stack);
  for (const name of hosts) declare(new IntegrityVmHost(stack, name, props), stack);
  app.synth();
  const folder = path.join(outdir, 'stacks', 'rack1');
  const run: SynthesizedStack['run'] = (...words) => bench.terraform(`-chdir=${folder}`, ...words);
  return {
    folder,
    run,
    start: (...words) => bench.startTerraform(`-chdir=${folder}`, ...words),
    succeed: async (...words) => {
      const { status, output } = await run(...words);
      if (status !== 0) throw new Error(`terraform ${words.join(' ')} ended with ${String(status)}\n${output}`);
      return output;
    },
  };
}

/** A new vswitch on lan3 with a new NIC of test01 in this VLAN, which may be a value of Terraform's; and a tunable. */
export function declareNic(host: IntegrityVmHost, vlanId: number): void {
  const uplink = LanInterface.fromInterfaceName(host, 'lan3', 'lan3');
  const vswitch = new VSwitch(host, 'vmlan3', { uplink });
  vswitch.connect('test01', { guest: 'test01', slot: '0,2', adapter: AdapterType.LAN, vlanId });
  declareFrames(host);
}

/** A tunable: one harmless step. */
export function declareFrames(host: Construct): void {
  new HostTunables(host, 'tunables', { macAddressFrames: 2 });
}

/** Gives the stack a provider that finds the hosts of the bench. */
export function reachThroughBench(bench: TerraformBench): (stack: TerraformStack) => void {
  return (stack) => {
    new HpvmProvider(stack, 'hpvm', {
      sshConfig: path.join(bench.folder, 'ssh_config'),
      acceptRecalled: true,
    });
  };
}
