import path from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import {
  AdapterType,
  HostTunables,
  IntegrityVmHost,
  LanInterface,
  VSwitch,
  type ApplyStrategy,
  type IntegrityVmHostProps,
} from 'cdktf-hpvm';
import type { TerraformBench } from './terraform-bench';

export interface StackOptions extends IntegrityVmHostProps {
  readonly applyStrategy: ApplyStrategy;
  /** VLAN of a new NIC of test01 on a new vswitch; it may come from a variable of Terraform. */
  readonly vlanIdOf: (stack: TerraformStack) => number;
  /** What the stack has before its host. */
  readonly prepare?: (stack: TerraformStack) => void;
}

/** Synthesizes a stack with one host as `node main.js` would, and says in which folder it is. */
export function synthesizeStack(bench: TerraformBench, options: StackOptions): string {
  const { vlanIdOf, prepare, ...props } = options;
  const outdir = path.join(bench.folder, 'cdktf.out');
  const app = new App({ outdir, stackTraces: false });
  const stack = new TerraformStack(app, 'rack1');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  prepare?.(stack);
  const host = new IntegrityVmHost(stack, 'vmhost1', { acceptRecalledCommands: true, ...props });
  const uplink = LanInterface.fromInterfaceName(host, 'lan3', 'lan3');
  const vswitch = new VSwitch(host, 'vmlan3', { uplink });
  vswitch.connect('test01', { guest: 'test01', slot: '0,2', adapter: AdapterType.LAN, vlanId: vlanIdOf(stack) });
  new HostTunables(host, 'tunables', { macAddressFrames: 2 });
  app.synth();
  return path.join(outdir, 'stacks', 'rack1');
}
