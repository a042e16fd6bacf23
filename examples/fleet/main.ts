// Several hosts from one loop, one stack each: a change to one host is planned, locked and applied apart from the others.
// A guest can only move to a host that has the same vswitches, so all of them come from one construct.
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { AdapterType, ApaGroup, ApaMode, type IVSwitch, IntegrityVmHost, LanInterface, VSwitch } from 'cdktf-hpvm';
import { Construct } from 'constructs';

/** The networks that every host of the cluster offers. */
class ClusterNetworks extends Construct {
  public readonly production: IVSwitch;
  public readonly heartbeat: IVSwitch;

  constructor(host: IntegrityVmHost, ports: readonly [string, string]) {
    super(host, 'networks');
    const uplink = new ApaGroup(this, 'lan900', {
      ports: ports.map((name) => LanInterface.fromInterfaceName(this, name, name)),
      mode: ApaMode.LAN_MONITOR,
    });
    this.production = new VSwitch(this, 'prod', { uplink });
    // No uplink: heartbeats stay between the guests of a host.
    this.heartbeat = new VSwitch(this, 'hbeat');
  }
}

interface HostOfFleet {
  readonly name: string;
  readonly ports: readonly [string, string];
  /** Guests and their VLAN in production. */
  readonly guests: Readonly<Record<string, number>>;
}

const fleet: readonly HostOfFleet[] = [
  { name: 'vmhost2', ports: ['lan1', 'lan2'], guests: { sap01: 110, sap02: 110 } },
  { name: 'vmhost3', ports: ['lan1', 'lan3'], guests: { sap03: 110, crm01: 130 } },
  { name: 'vmhost4', ports: ['lan4', 'lan5'], guests: {} },
];

const app = new App({ stackTraces: false });
for (const { name, ports, guests } of fleet) {
  const stack = new TerraformStack(app, name);
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  const host = new IntegrityVmHost(stack, name, { address: `${name}.example.net` });
  const networks = new ClusterNetworks(host, ports);
  for (const [guest, vlanId] of Object.entries(guests)) {
    networks.production.connect(guest, { guest, slot: '0,1', vlanId, adapter: AdapterType.AVIO_LAN });
    // AVIO needs a vswitch with an uplink.
    networks.heartbeat.connect(guest, { guest, slot: '0,2', adapter: AdapterType.LAN });
  }
}
app.synth();
