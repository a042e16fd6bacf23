// Many guests and two uplinks: the guests are spread over the vswitches, and who comes later moves nobody.
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { AdapterType, IntegrityVmHost, LanInterface, spread, VSwitch } from 'cdktf-hpvm';

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'vmhost6');
new LocalBackend(stack, { path: 'terraform.tfstate' });
const host = new IntegrityVmHost(stack, 'vmhost6', { address: 'vmhost6.example.net' });

// One vswitch for each card: 1 GbE twice, and 10 GbE, which carries four times the guests of another.
const vswitches = ['lan1', 'lan2', 'lan4'].map(
  (name) => new VSwitch(host, `vm${name}`, { uplink: LanInterface.fromInterfaceName(host, name, name) }),
);

const guests = [
  'crm01',
  'crm02',
  'db01',
  'db02',
  'file01',
  'mail01',
  'print01',
  'sap01',
  'sap02',
  'web01',
  'web02',
  'web03',
];

// Where the guests are already; the last three of the list are new.
const current = {
  ...{ crm01: 'vmlan4', crm02: 'vmlan4', db01: 'vmlan4', db02: 'vmlan4', file01: 'vmlan1', mail01: 'vmlan2' },
  ...{ print01: 'vmlan1', sap01: 'vmlan4', sap02: 'vmlan4' },
};

for (const { guest, vswitch } of spread(guests, vswitches, { weights: { vmlan4: 4 }, current })) {
  vswitch.connect(guest, { guest, slot: '0,1', adapter: AdapterType.AVIO_LAN });
}
app.synth();
