// The virtual network of one VM host. After `npm run build`, synthesize with plain node,
// `node build/examples/quickstart/main.js`, or with `npx -p cdktf-cli cdktf synth`.
import { App, LocalBackend, TerraformStack } from 'cdktf';
import {
  AdapterType,
  ApaGroup,
  ApaMode,
  HostTunables,
  IntegrityVmHost,
  LanInterface,
  LoadBalancing,
  VSwitch,
} from 'cdktf-hpvm';
import type { Construct } from 'constructs';

class VmHost1 extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Relative, so that the output is the same on every machine.
    new LocalBackend(this, { path: 'terraform.tfstate' });

    const host = new IntegrityVmHost(this, 'vmhost1', {
      address: this.setting('vmhost1Address') ?? 'vmhost1.example.net',
      integrityVmVersion: '4.2.5',
    });

    // Two 1 GbE cards. The failover group that was on them becomes an active/active aggregate.
    const uplink = new ApaGroup(host, 'lan900', {
      ports: [
        LanInterface.fromInterfaceName(host, 'lan1', 'lan1'),
        LanInterface.fromInterfaceName(host, 'lan2', 'lan2'),
      ],
      mode: ApaMode.LACP_AUTO,
      loadBalancing: LoadBalancing.LB_MAC,
    });
    new VSwitch(host, 'vmlan900', { uplink });

    // The 10 GbE card carries the web tier in VLAN 120; the database stays outside of it.
    const tenGigabit = LanInterface.fromInterfaceName(host, 'lan4', 'lan4');
    const vmlan4 = new VSwitch(host, 'vmlan4', { uplink: tenGigabit });
    vmlan4.connect('web01', { guest: 'web01', slot: '0,1', vlanId: 120 });
    vmlan4.connect('db01', { guest: 'db01', slot: '0,2', untagged: true });

    // A new network on the spare card, and the web server's way into it.
    const backup = new VSwitch(host, 'vmlan3', { uplink: LanInterface.fromInterfaceName(host, 'lan3', 'lan3') });
    backup.connect('web01', { guest: 'web01', slot: '0,3', adapter: AdapterType.AVIO_LAN });

    // Two questions instead of three whether the new address is taken: a second less for every NIC.
    new HostTunables(host, 'tunables', { macAddressFrames: 2 });
  }

  /** Read at synthesis from the context of cdktf (`cdktf.json`, CDKTF_CONTEXT_JSON): never a secret. */
  private setting(name: string): string | undefined {
    return this.node.tryGetContext(name) as string | undefined;
  }
}

const app = new App({ stackTraces: false });
new VmHost1(app, 'vmhost1');
app.synth();
