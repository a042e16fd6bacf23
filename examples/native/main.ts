// Planned and applied by the Terraform provider of this package: `terraform plan` shows the commands, and drift is drift.
// What changes from run to run may come from Terraform, here the VLAN of the web tier.
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  AdapterType,
  ApplyStrategy,
  HpvmProvider,
  IntegrityVmHost,
  LanInterface,
  OnDestroy,
  VSwitch,
} from 'cdktf-hpvm';

const app = new App({ stackTraces: false });

const stack = new TerraformStack(app, 'vmhost7');
new LocalBackend(stack, { path: 'terraform.tfstate' });
// Before the hosts: defaults for all of them. Keys stay in files and in the agent.
new HpvmProvider(stack, 'hpvm', { user: 'netadm', sudo: '/usr/local/bin/sudo' });
const host = new IntegrityVmHost(stack, 'vmhost7', {
  address: 'vmhost7.example.net',
  applyStrategy: ApplyStrategy.NATIVE,
  // A slip that takes the stack away takes no network away.
  onDestroy: OnDestroy.FORGET,
});
const backup = new VSwitch(host, 'backup', { uplink: LanInterface.fromInterfaceName(host, 'lan3', 'lan3') });
backup.connect('db01', { guest: 'db01', slot: '0,3', vlanId: 200, adapter: AdapterType.AVIO_LAN });

// The same in another stack with a value that Terraform alone knows: no document, so hpvmctl cannot plan this one.
const tenant = new TerraformStack(app, 'vmhost8');
new LocalBackend(tenant, { path: 'terraform.tfstate' });
const vlan = new TerraformVariable(tenant, 'vlan', { type: 'number', description: 'VLAN of the web tier.' });
const second = new IntegrityVmHost(tenant, 'vmhost8', { applyStrategy: ApplyStrategy.NATIVE });
VSwitch.fromVSwitchName(second, 'vmlan4', 'vmlan4').connect('web01', {
  guest: 'web01',
  slot: '0,1',
  vlanId: vlan.numberValue,
});
new TerraformOutput(tenant, 'web_vlan', { value: vlan.numberValue });

app.synth();
