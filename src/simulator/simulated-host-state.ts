import type { AdapterType, ApaMode, LoadBalancing, OnOff } from '../model/desired-host';
import type { Assumptions } from './assumptions';
import type { HazardId } from './hazard-catalogue';

/** A physical NIC and its link. What can be configured on it stands in {@link NetworkConfiguration}. */
export interface SimulatedNic {
  /** `lan0`, `lan4`... */
  readonly name: string;
  /** `0x` and 12 lower-case hex digits. */
  readonly mac: string;
  readonly hardwarePath: string;
  /** `nwmgr` sub-system, for example `iexgbe`. */
  readonly driver: string;
  /** `nwmgr` interface type, for example `10GBASE-KR`. */
  readonly interfaceType: string;
  readonly speedMbps: number;
  readonly hasLink: boolean;
  readonly description: string;
}

/** Attributes of a NIC that `nwmgr -s` changes and `--sa` saves. */
export interface NicAttributes {
  readonly mtu: number;
  /** Virtual MTU in bytes: 32160 is TSO on, 0 is TSO off (Ethernet Support Guide 11i v3 p. 35). */
  readonly vmtu: number;
  readonly rx_cko: OnOff;
  readonly tx_cko: OnOff;
}

/** A link aggregate or failover group. Unconfigured ones exist with no ports. */
export interface SimulatedAggregate {
  readonly name: string;
  readonly mode: ApaMode | 'Not_Enabled';
  /** Ports in the order they joined; the first of a failover group is its primary. */
  readonly ports: readonly string[];
  readonly lb: LoadBalancing | 'LB_HS';
  /** LACP key or FEC group capability, when set. */
  readonly key: number | null;
  readonly gc: number | null;
}

/** What a NIC was told to do as a port (`nwmgr -s -A mode=LACP_AUTO -A key=900 -c lan1 -S apa`). */
export interface ApaPortMode {
  readonly name: string;
  readonly mode: 'LACP_AUTO' | 'FEC_AUTO';
  /** Key (LACP) or group capability (FEC). */
  readonly group: number;
}

export interface SimulatedVlan {
  /** `lan5000`... */
  readonly name: string;
  readonly vlanId: number;
  /** Interface below it. */
  readonly uplink: string;
  readonly label: string;
  readonly pri: number;
  readonly tos: number;
}

/** What exists twice on HP-UX: as it runs, and as it will be after a boot. */
export interface NetworkConfiguration {
  readonly nicAttributes: Readonly<Record<string, NicAttributes>>;
  readonly aggregates: readonly SimulatedAggregate[];
  readonly portModes: readonly ApaPortMode[];
  readonly vlans: readonly SimulatedVlan[];
}

/** An IPv4 address on a host interface, as it runs; the saved one is text in netconf. */
export interface SimulatedAddress {
  readonly interface: string;
  readonly address: string;
  readonly netmask: string;
  readonly isUp: boolean;
}

/** Why a running vswitch is out of step with its host (vPars and Integrity VM V6.3 Administrator Guide p. 118). */
export type RestartReason = 'mac' | 'ip' | 'cko' | 'adaptor';

export interface SimulatedVswitch {
  readonly name: string;
  readonly number: number;
  readonly isUp: boolean;
  /** `lan4`, `lan900`; null for a guest-only vswitch. */
  readonly uplink: string | null;
  /** MAC and IP address of the uplink when the vswitch was booted, the only ones `hpvmnet` shows. */
  readonly capturedMac: string | null;
  readonly capturedIp: string | null;
  readonly needsRestart: readonly RestartReason[];
  /** VLAN ids by port number; a port without one is untagged. */
  readonly portVlans: Readonly<Record<string, number>>;
}

export interface SimulatedGuestNic {
  /** `bus,device`. */
  readonly slot: string;
  readonly adapter: AdapterType;
  readonly mac: string;
  readonly vswitch: string;
  readonly port: number;
  /** False: the guest booted while the vswitch was Down and has not claimed the interface. */
  readonly isClaimed: boolean;
}

/** What `hpvmmodify -x` switches: whether a guest can be started, changed, and seen by graphical tools on this host. */
export type GuestStatus = 'runnable' | 'modify' | 'visible';

export interface SimulatedGuest {
  readonly name: string;
  readonly number: number;
  readonly uuid: string;
  readonly osType: string;
  readonly isOn: boolean;
  readonly startsWithHost: boolean;
  readonly vcpus: number;
  readonly memoryGb: number;
  /** Storage resource strings, as `hpvmstatus -d` prints them. */
  readonly storage: readonly string[];
  readonly nics: readonly SimulatedGuestNic[];
  /** NICs after the next start, when a change waits in `vmm_config.next`. */
  readonly nextNics: readonly SimulatedGuestNic[] | null;
  /** Disabled for this guest, as all are after a migration to another host; absent: none. */
  readonly disabledStatus?: readonly GuestStatus[];
}

export interface SimulatedProcess {
  readonly pid: number;
  readonly user: string;
  readonly args: string;
}

/** Something the host was driven into that a document warns of. */
export interface Hazard {
  readonly id: HazardId;
  /** ISO 8601, UTC, seconds; virtual unless the host was given a clock. */
  readonly at: string;
  readonly command: string;
  readonly detail: string;
  readonly source: string;
}

/** Disturbs commands that match, until removed. */
export interface Fault {
  readonly id: string;
  /** Regular expression, tried on the command line (`hpvmnet -b -S web`, base name and arguments joined by blanks). */
  readonly pattern: string;
  /** Matches that pass untouched before the fault begins. */
  readonly skip?: number;
  /** How many matches it disturbs; absent: all. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

/**
 * `exit`: ends with a status, with or without having done its work. `garble`: does its work, damages what it prints.
 * `hang`: does not come back until the fault is removed (its work is done then, or before when `isApplied`).
 * `drop`: cuts every SSH connection, with or without the work being done; the command itself goes on.
 */
export type FaultEffect =
  | { readonly kind: 'exit'; readonly status: number; readonly isApplied: boolean; readonly stderr?: string }
  | { readonly kind: 'garble' }
  | { readonly kind: 'hang'; readonly isApplied: boolean }
  | { readonly kind: 'drop'; readonly isApplied: boolean };

/** Everything a simulated Integrity VM host is, as plain JSON. Commands take one and return another. */
export interface SimulatedHostState {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-simulated-host';
  readonly nodeName: string;
  readonly osRelease: string;
  readonly model: string;
  readonly role: 'vm-host' | 'guest' | 'none';
  /** Address that SSH_CONNECTION names as the server. */
  readonly managementAddress: string;
  /** Header spelling of the fifth column of `hpvmnet`: widths 8/6/7/9/6/14/15 (`PPA`) or 8/6/7/9/8/14/15 (`NamePPA`). */
  readonly listingHeader: 'PPA' | 'NamePPA';
  readonly bundles: readonly { readonly name: string; readonly revision: string; readonly title: string }[];
  /** Virtual clock, seconds since 1970. */
  readonly clockSeconds: number;
  /** State of the generator of MAC addresses. */
  readonly randomState: number;
  readonly assumptions: Assumptions;
  readonly nics: readonly SimulatedNic[];
  readonly running: NetworkConfiguration;
  readonly saved: NetworkConfiguration;
  /** Commands for which an aggregate stays Down while it negotiates, by name; absent: none does. */
  readonly settlingAggregates?: Readonly<Record<string, number>>;
  readonly addresses: readonly SimulatedAddress[];
  /** Interfaces that are plumbed for IPv6, each with its link-local address; absent: none. */
  readonly ipv6Interfaces?: readonly string[];
  /** Text of configuration files by path: `/etc/rc.config.d/netconf`, `/etc/rc.config.d/hpvmconf`. */
  readonly files: Readonly<Record<string, string>>;
  readonly vswitches: readonly SimulatedVswitch[];
  readonly guests: readonly SimulatedGuest[];
  readonly processes: readonly SimulatedProcess[];
  /** vswitches whose entry in the device database says SHARE=NO, by name; absent: none. */
  readonly unsharedVswitches?: readonly string[];
  /** vswitches and their uplinks as the running vswitch manager found them; absent: none runs. */
  readonly managedVswitches?: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
  readonly hazards: readonly Hazard[];
}

export const NETCONF = '/etc/rc.config.d/netconf';
export const NETCONF_IPV6 = '/etc/rc.config.d/netconf-ipv6';
export const HPVMCONF = '/etc/rc.config.d/hpvmconf';
