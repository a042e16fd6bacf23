// Applied by Terraform's own terraform_data resource: nothing to download, for sites without a way to a registry.
// The host itself gets an address in the VLAN of its guests, which it reaches through a VLAN interface on their uplink.
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { AdapterType, ApplyStrategy, HostVlan, IntegrityVmHost, LanInterface, Offload, VSwitch } from 'cdktf-hpvm';

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'vmhost5');
new LocalBackend(stack, { path: 'terraform.tfstate' });

const host = new IntegrityVmHost(stack, 'vmhost5', {
  address: 'vmhost5.example.net',
  applyStrategy: ApplyStrategy.TERRAFORM_DATA,
  // Each word is one argument; a relative path starts in the folder of the stack.
  hpvmctlCommand: ['npx', '--no-install', 'hpvmctl'],
});

const lan4 = new LanInterface(host, 'lan4', { checksumOffload: Offload.OFF, segmentationOffload: Offload.OFF });
const vswitch = new VSwitch(host, 'backup', { uplink: lan4 });
new HostVlan(host, 'lan5000', { uplink: lan4, vlanId: 200 });
vswitch.connect('db01', { guest: 'db01', slot: '0,3', vlanId: 200, adapter: AdapterType.AVIO_LAN });

app.synth();
