// Made by `npm run generate` from the schemas of the Terraform provider. Do not edit.
import {
  TerraformDataSource,
  TerraformProvider,
  TerraformResource,
  type IResolvable,
  type TerraformMetaArguments,
} from 'cdktf';
import type { Construct } from 'constructs';

import { bindingAttributes, type BindingShape } from './private/binding-attributes';

/** The release of the provider that these classes are for. */
const PROVIDER = { providerName: 'hpvm', providerVersion: '0.1.0', providerVersionConstraint: '0.1.0' };

/** Arguments of {@link HpvmProvider}. */
export interface HpvmProviderConfig {
  /** Name that resources refer to it by, where a stack has several. */
  readonly alias?: string;
  /** ssh_config file to use instead of `~/.ssh/config` and `/etc/ssh/ssh_config`. */
  readonly sshConfig?: string;
  /** known_hosts file to use instead of the customary ones. Host keys are always checked. */
  readonly knownHosts?: string;
  /** Private key files to log in with, and no others. Default: ssh_config, the agent, `~/.ssh`. */
  readonly identityFiles?: string[];
  /** Approves destructive commands whose form HP's readable documents do not show, for every host that does not say otherwise; also when a host is destroyed. */
  readonly acceptRecalled?: boolean | IResolvable;
  /** Login name. Default: ssh_config, else `root`. */
  readonly user?: string;
  /** Absolute path of sudo on the host, for a login that needs it. */
  readonly sudo?: string;
  /** Offers what HP-UX Secure Shell A.04 to A.06 needs and is not safe any more. */
  readonly legacyAlgorithms?: boolean | IResolvable;
  /** `openssh`: the ssh program of this machine, which knows certificates. Default: the built-in client. */
  readonly client?: string;
  /** Login name for reading, where that is another one. */
  readonly discoveryUser?: string;
  /** Absolute path of sudo for reading. */
  readonly discoverySudo?: string;
}

const HPVM_PROVIDER: BindingShape = { sshConfig: { name: 'ssh_config' }, knownHosts: { name: 'known_hosts' }, identityFiles: { name: 'identity_files' }, acceptRecalled: { name: 'accept_recalled' }, user: { name: 'user' }, sudo: { name: 'sudo' }, legacyAlgorithms: { name: 'legacy_algorithms' }, client: { name: 'client' }, discoveryUser: { name: 'discovery_user' }, discoverySudo: { name: 'discovery_sudo' } };

/** Virtual networking of HP Integrity Virtual Machines hosts. Hosts are reached over SSH, with ssh_config, known_hosts and the agent as ssh(1) uses them. */
export class HpvmProvider extends TerraformProvider {
  public static readonly tfResourceType = 'hpvm';

  private readonly config: HpvmProviderConfig;

  constructor(scope: Construct, id: string, config: HpvmProviderConfig = {}) {
    super(scope, id, { terraformResourceType: 'hpvm', terraformGeneratorMetadata: PROVIDER, terraformProviderSource: 'cdktf-hpvm/hpvm' });
    this.config = config;
  }

  public override get alias(): string | undefined {
    return this.config.alias;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...bindingAttributes(this.config, HPVM_PROVIDER), alias: this.config.alias };
  }
}

/** How the host is reached, where the provider and ssh_config do not say it. Never holds secrets. */
export interface DataHpvmHostSsh {
  /** DNS name, address, or alias of ssh_config. Default: the name of the host. */
  readonly address?: string;
  /** TCP port. Default: ssh_config, else 22. */
  readonly port?: number;
  /** Login name. Default: ssh_config, else `root`. */
  readonly user?: string;
  /** Absolute path of sudo on the host, for a login that needs it. */
  readonly sudo?: string;
  /** Offers what HP-UX Secure Shell A.04 to A.06 needs and is not safe any more. */
  readonly legacyAlgorithms?: boolean | IResolvable;
  /** `openssh`: the ssh program of this machine, which knows certificates. Default: the built-in client. */
  readonly client?: string;
  /** Login name for reading, where that is another one. */
  readonly discoveryUser?: string;
  /** Absolute path of sudo for reading. */
  readonly discoverySudo?: string;
  /** Where the host is reached when a plan has moved its management address. */
  readonly afterAddress?: string;
  /** TCP port at `after_address`. */
  readonly afterPort?: number;
}

/** Arguments of {@link DataHpvmHost}. */
export interface DataHpvmHostConfig extends TerraformMetaArguments {
  /** Name of the host. */
  readonly host: string;
  /** How the host is reached, where the provider and ssh_config do not say it. Never holds secrets. */
  readonly ssh?: DataHpvmHostSsh | IResolvable;
  /** Where in the code the host is declared, for error messages. CDKTF fills in the construct path. */
  readonly declaredAt?: string;
}

const DATA_HPVM_HOST: BindingShape = { host: { name: 'host' }, ssh: { name: 'ssh', nesting: 'single', attributes: { address: { name: 'address' }, port: { name: 'port' }, user: { name: 'user' }, sudo: { name: 'sudo' }, legacyAlgorithms: { name: 'legacy_algorithms' }, client: { name: 'client' }, discoveryUser: { name: 'discovery_user' }, discoverySudo: { name: 'discovery_sudo' }, afterAddress: { name: 'after_address' }, afterPort: { name: 'after_port' } } }, declaredAt: { name: 'declared_at' } };

/** Reads a host over SSH and changes nothing. Its `snapshot` lets `hpvm_host_network` show the commands of the first plan. */
export class DataHpvmHost extends TerraformDataSource {
  public static readonly tfResourceType = 'hpvm_host';

  private readonly config: DataHpvmHostConfig;

  constructor(scope: Construct, id: string, config: DataHpvmHostConfig) {
    super(scope, id, { ...config, terraformResourceType: 'hpvm_host', terraformGeneratorMetadata: PROVIDER });
    this.config = config;
  }

  /** Name of the host. */
  public get host(): string {
    return this.getStringAttribute('host');
  }

  /** The whole observation as JSON, as `hpvmctl discover` writes it: for `hpvm_host_network`, or for `jsondecode`. */
  public get snapshot(): string {
    return this.getStringAttribute('snapshot');
  }

  /** `uname -n`. */
  public get nodeName(): string {
    return this.getStringAttribute('node_name');
  }

  /** `uname -r`: `B.11.31` is 11i v3. */
  public get osRelease(): string {
    return this.getStringAttribute('os_release');
  }

  /** What `model` prints. */
  public get model(): string {
    return this.getStringAttribute('model');
  }

  /** Release of Integrity VM, for example `B.04.20.05`. */
  public get integrityVmVersion(): string {
    return this.getStringAttribute('integrity_vm_version');
  }

  /** Guests, by name. */
  public get guests(): IResolvable {
    return this.interpolationForAttribute('guests');
  }

  /** Physical NICs, by name. */
  public get interfaces(): IResolvable {
    return this.interpolationForAttribute('interfaces');
  }

  /** Configured aggregates and failover groups, by name. */
  public get groups(): IResolvable {
    return this.interpolationForAttribute('groups');
  }

  /** vswitches, by name. */
  public get vswitches(): IResolvable {
    return this.interpolationForAttribute('vswitches');
  }

  /** Guest NICs, by `guest:bus,device`. */
  public get guestNics(): IResolvable {
    return this.interpolationForAttribute('guest_nics');
  }

  /** What could not be read, and why. Unknown is not absent. */
  public get unread(): string[] {
    return this.getListAttribute('unread');
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return bindingAttributes(this.config, DATA_HPVM_HOST);
  }
}

/** How the host is reached, where the provider and ssh_config do not say it. Never holds secrets. */
export interface HpvmHostNetworkSsh {
  /** DNS name, address, or alias of ssh_config. Default: the name of the host. */
  readonly address?: string;
  /** TCP port. Default: ssh_config, else 22. */
  readonly port?: number;
  /** Login name. Default: ssh_config, else `root`. */
  readonly user?: string;
  /** Absolute path of sudo on the host, for a login that needs it. */
  readonly sudo?: string;
  /** Offers what HP-UX Secure Shell A.04 to A.06 needs and is not safe any more. */
  readonly legacyAlgorithms?: boolean | IResolvable;
  /** `openssh`: the ssh program of this machine, which knows certificates. Default: the built-in client. */
  readonly client?: string;
  /** Login name for reading, where that is another one. */
  readonly discoveryUser?: string;
  /** Absolute path of sudo for reading. */
  readonly discoverySudo?: string;
  /** Where the host is reached when a plan has moved its management address. */
  readonly afterAddress?: string;
  /** TCP port at `after_address`. */
  readonly afterPort?: number;
}

/** Physical NICs, by name. Key: NIC, for example `lan4`. */
export interface HpvmHostNetworkInterfaces {
  /** Checksum offload (CKO), receive and transmit: `on` or `off`. */
  readonly checksumOffload?: string;
  /** TCP segmentation offload (TSO): `on` or `off`. */
  readonly segmentationOffload?: string;
  /** When true, a plan that would remove it, make it anew or interrupt it is refused. */
  readonly protect?: boolean | IResolvable;
}

/** Link aggregates and failover groups (APA), by name. Key: aggregate, `lan900` to `lan949`. */
export interface HpvmHostNetworkGroups {
  /** `MANUAL`, `FEC_AUTO`, `LACP_AUTO`, or `LAN_MONITOR` for a failover group. */
  readonly mode?: string;
  /** NICs in it. */
  readonly ports?: string[];
  /** `LB_MAC`, `LB_IP` or `LB_PORT`; a failover group has none. */
  readonly loadBalancing?: string;
  /** When true, a plan that would remove it, make it anew or interrupt it is refused. */
  readonly protect?: boolean | IResolvable;
}

/** VLAN interfaces of the host itself, by name. Key: interface, `lan5000` to `lan8999`. */
export interface HpvmHostNetworkHostVlans {
  /** NIC, aggregate or failover group beneath it. */
  readonly uplink?: string;
  /** VLAN id, 0 to 4094. */
  readonly vlanId?: number;
  /** When true, a plan that would remove it, make it anew or interrupt it is refused. */
  readonly protect?: boolean | IResolvable;
}

/** Virtual switches, by name. Key: name, at most 8 letters, digits, `_` and `-`. */
export interface HpvmHostNetworkVswitches {
  /** NIC or aggregate behind it, or `"none"` for guests only. Left out: not managed. */
  readonly uplink?: string;
  /** Interface that vswitchmgr of Serviceguard may move it to. */
  readonly standbyUplink?: string;
  /** `up` or `down`. */
  readonly state?: string;
  /** Whole seconds that an interruption may last at most; a plan that may take longer is refused. */
  readonly maxOutageSeconds?: number;
  /** When true, a plan that would remove it, make it anew or interrupt it is refused. */
  readonly protect?: boolean | IResolvable;
}

/** NICs of guests, by guest and slot. Key: `guest:bus,device`, for example `web01:0,1`. */
export interface HpvmHostNetworkGuestNics {
  /** vswitch it is connected to; `localnet` is there on every host. */
  readonly vswitch?: string;
  /** VLAN of its vswitch port: `0` to `4094`, or `"none"` for untagged. Left out: not managed. */
  readonly vlanId?: string;
  /** `avio_lan` (accelerated) or `lan` (emulated). */
  readonly adapter?: string;
  /** vswitch port, 0 to 511. Left out: the planner picks a free one. */
  readonly port?: number;
  /** MAC address, for example `0x1666f3f84e37`. Left out: the host generates one. */
  readonly mac?: string;
  /** Whole seconds that an interruption may last at most; a plan that may take longer is refused. */
  readonly maxOutageSeconds?: number;
  /** When true, a plan that would remove it, make it anew or interrupt it is refused. */
  readonly protect?: boolean | IResolvable;
}

/** Settings of Integrity VM as a whole. */
export interface HpvmHostNetworkTunables {
  /** `HPVMMACADDRFRAMES`: frames sent to find out whether a MAC address is in use, 0 to 30. */
  readonly macAddressFrames?: number;
  /** When true, a plan that would remove it, make it anew or interrupt it is refused. */
  readonly protect?: boolean | IResolvable;
}

/** Arguments of {@link HpvmHostNetwork}. */
export interface HpvmHostNetworkConfig extends TerraformMetaArguments {
  /** Name of the host; another name is another host. */
  readonly host: string;
  /** How the host is reached, where the provider and ssh_config do not say it. Never holds secrets. */
  readonly ssh?: HpvmHostNetworkSsh | IResolvable;
  /** The host as `data.hpvm_host` read it. With it the first plan shows the commands, too; without it the commands that create the resource are known after apply. Stored nowhere (needs Terraform 1.11 or later). */
  readonly snapshot?: string;
  /** Where in the code things are declared, for error messages: by address as in `outages` (`vswitch.web`, `guestNic.web01:0,1`), and `host` for the host itself. CDKTF fills in the construct paths. Stored nowhere. */
  readonly declaredAt?: { readonly [key: string]: string };
  /** Physical NICs, by name. Key: NIC, for example `lan4`. */
  readonly interfaces?: { readonly [key: string]: HpvmHostNetworkInterfaces } | IResolvable;
  /** Link aggregates and failover groups (APA), by name. Key: aggregate, `lan900` to `lan949`. */
  readonly groups?: { readonly [key: string]: HpvmHostNetworkGroups } | IResolvable;
  /** VLAN interfaces of the host itself, by name. Key: interface, `lan5000` to `lan8999`. */
  readonly hostVlans?: { readonly [key: string]: HpvmHostNetworkHostVlans } | IResolvable;
  /** Virtual switches, by name. Key: name, at most 8 letters, digits, `_` and `-`. */
  readonly vswitches?: { readonly [key: string]: HpvmHostNetworkVswitches } | IResolvable;
  /** NICs of guests, by guest and slot. Key: `guest:bus,device`, for example `web01:0,1`. */
  readonly guestNics?: { readonly [key: string]: HpvmHostNetworkGuestNics } | IResolvable;
  /** Settings of Integrity VM as a whole. */
  readonly tunables?: HpvmHostNetworkTunables | IResolvable;
  /** What destroying the resource does: `remove` (default) removes from the host what this tool created, with a safe plan like every other; `forget` leaves the host as it is. */
  readonly onDestroy?: string;
  /** Approves destructive commands whose form HP's readable documents do not show. */
  readonly acceptRecalled?: boolean | IResolvable;
  /** When false, a run is not guarded: a command that fails stops it, and nothing is taken back. Default: true; a plan that nothing can take back is then refused. */
  readonly revert?: boolean | IResolvable;
  /** Whole seconds, 10 to 86400, that the host waits for the confirmation before it takes the run back. Default: what the plan makes reasonable. */
  readonly confirmSeconds?: number;
}

const HPVM_HOST_NETWORK: BindingShape = { host: { name: 'host' }, ssh: { name: 'ssh', nesting: 'single', attributes: { address: { name: 'address' }, port: { name: 'port' }, user: { name: 'user' }, sudo: { name: 'sudo' }, legacyAlgorithms: { name: 'legacy_algorithms' }, client: { name: 'client' }, discoveryUser: { name: 'discovery_user' }, discoverySudo: { name: 'discovery_sudo' }, afterAddress: { name: 'after_address' }, afterPort: { name: 'after_port' } } }, snapshot: { name: 'snapshot' }, declaredAt: { name: 'declared_at' }, interfaces: { name: 'interfaces', nesting: 'map', attributes: { checksumOffload: { name: 'checksum_offload' }, segmentationOffload: { name: 'segmentation_offload' }, protect: { name: 'protect' } } }, groups: { name: 'groups', nesting: 'map', attributes: { mode: { name: 'mode' }, ports: { name: 'ports' }, loadBalancing: { name: 'load_balancing' }, protect: { name: 'protect' } } }, hostVlans: { name: 'host_vlans', nesting: 'map', attributes: { uplink: { name: 'uplink' }, vlanId: { name: 'vlan_id' }, protect: { name: 'protect' } } }, vswitches: { name: 'vswitches', nesting: 'map', attributes: { uplink: { name: 'uplink' }, standbyUplink: { name: 'standby_uplink' }, state: { name: 'state' }, maxOutageSeconds: { name: 'max_outage_seconds' }, protect: { name: 'protect' } } }, guestNics: { name: 'guest_nics', nesting: 'map', attributes: { vswitch: { name: 'vswitch' }, vlanId: { name: 'vlan_id' }, adapter: { name: 'adapter' }, port: { name: 'port' }, mac: { name: 'mac' }, maxOutageSeconds: { name: 'max_outage_seconds' }, protect: { name: 'protect' } } }, tunables: { name: 'tunables', nesting: 'single', attributes: { macAddressFrames: { name: 'mac_address_frames' }, protect: { name: 'protect' } } }, onDestroy: { name: 'on_destroy' }, acceptRecalled: { name: 'accept_recalled' }, revert: { name: 'revert' }, confirmSeconds: { name: 'confirm_seconds' } };

/** The virtual networking of one Integrity VM host. One resource holds a whole host, because the safe order of commands spans its objects: no graph of resources can say "halt this vswitch, change the NIC beneath it, boot it again". What is not written is not managed: an attribute that is left out keeps its value on the host, and a map that is left out leaves that kind alone. An object that is taken out of a map is removed from the host only if this tool created it. */
export class HpvmHostNetwork extends TerraformResource {
  public static readonly tfResourceType = 'hpvm_host_network';

  private readonly config: HpvmHostNetworkConfig;

  constructor(scope: Construct, id: string, config: HpvmHostNetworkConfig) {
    super(scope, id, { ...config, terraformResourceType: 'hpvm_host_network', terraformGeneratorMetadata: PROVIDER });
    this.config = config;
  }

  /** Name of the host; another name is another host. */
  public get host(): string {
    return this.getStringAttribute('host');
  }

  /** Exact command lines, in the order in which they run; empty when there is nothing to do. What stands in state is what the last apply ran. */
  public get commands(): string[] {
    return this.getListAttribute('commands');
  }

  /** Why each command is there and why it stands where it stands, with the rule and its source. */
  public get reasons(): string[] {
    return this.getListAttribute('reasons');
  }

  /** Who is interrupted, from which step to which, and for how long. */
  public get outages(): IResolvable {
    return this.interpolationForAttribute('outages');
  }

  /** What the independent checker proved about these commands, and the way back. */
  public get certificate(): string {
    return this.getStringAttribute('certificate');
  }

  /** How the host differs from what was applied last, as it was read; empty when it does not, and in every plan. */
  public get drift(): string[] {
    return this.getListAttribute('drift');
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return bindingAttributes(this.config, HPVM_HOST_NETWORK);
  }
}
