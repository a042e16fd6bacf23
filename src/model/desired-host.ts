import type { GuestSlot } from './guest-slot';
import type { MacAddress } from './mac-address';
import type { GuestName, HostName, InterfaceName, VswitchName } from './names';
import type { VlanId } from './vlan-id';

/** Modes an aggregate can be put in (nwmgr_apa(1M), September 2010, p. 7). `LAN_MONITOR` is a failover group. */
export const APA_MODES = ['MANUAL', 'FEC_AUTO', 'LACP_AUTO', 'LAN_MONITOR'] as const;
export type ApaMode = (typeof APA_MODES)[number];

/** Outbound load-balancing algorithms of a link aggregate (APA Administrator's Guide, 11i v3, March 2014, p. 78). */
export const LOAD_BALANCING = ['LB_MAC', 'LB_IP', 'LB_PORT'] as const;
export type LoadBalancing = (typeof LOAD_BALANCING)[number];

/** Adapter types of a guest NIC: emulated (`lan`, "VIO") and accelerated (`avio_lan`). */
export const ADAPTER_TYPES = ['lan', 'avio_lan'] as const;
export type AdapterType = (typeof ADAPTER_TYPES)[number];

export type OnOff = 'on' | 'off';

/** How to reach the host. Never holds secrets. */
export interface HostConnection {
  /** DNS name or address; the user's ssh_config may rewrite it. */
  readonly address: string;
  /** TCP port, 1 to 65535; absent: ssh_config, else 22. */
  readonly port?: number;
  /** Login name; absent: ssh_config, else root. */
  readonly user?: string;
  /** How the host is reached when the plan has changed the address or the path it is managed through. */
  readonly after?: AddressAfter;
  /** Absolute path of sudo on the host; absent: the login user may run everything itself. */
  readonly sudo?: string;
  /** Offers this host what HP-UX Secure Shell A.04 to A.06 needs and is not safe any more. */
  readonly legacyAlgorithms?: true;
  /** Reaches the host with the `ssh` program of this machine, which knows certificates; absent: with the built-in client. */
  readonly client?: 'openssh';
  /** Who looks at the host (plan, drift, discover), where that is another one than who changes it. */
  readonly discovery?: DiscoveryIdentity;
}

/** Where a host is reached, everything else about the connection being as before. */
export interface AddressAfter {
  /** DNS name or address; the user's ssh_config may rewrite it. */
  readonly address: string;
  /** TCP port, 1 to 65535; absent: that of the connection. */
  readonly port?: number;
}

/** An identity that only reads; what is absent is as for changing the host. */
export interface DiscoveryIdentity {
  readonly user?: string;
  /** Absolute path of sudo on the host. */
  readonly sudo?: string;
}

/** What every desired resource may say besides its state; neither ever makes a change. */
interface Declared {
  /** Where in the code it was declared; not part of the digest. */
  readonly from?: string;
  /**
   * A plan that would remove it, make it anew, rebuild or interrupt it is blocked. Creating it, and changes that
   * interrupt nothing, are allowed.
   */
  readonly protect?: true;
}

/** What can be interrupted may say for how long at most. */
interface Budgeted extends Declared {
  /** Seconds, 0 or more, that an interruption may last at most; a plan that may take longer is blocked. */
  readonly maxOutageSeconds?: number;
}

export interface DesiredLanInterface extends Declared {
  readonly name: InterfaceName;
  /** Receive and transmit checksum offload (CKO) together. */
  readonly checksumOffload?: OnOff;
  /** TCP segmentation offload (TSO), which HP-UX switches through the virtual MTU. */
  readonly segmentationOffload?: OnOff;
}

export interface DesiredApaGroup extends Declared {
  readonly name: InterfaceName;
  readonly mode?: ApaMode;
  /** Member NICs in ascending PPA order. */
  readonly ports?: readonly InterfaceName[];
  readonly loadBalancing?: LoadBalancing;
}

export interface DesiredHostVlan extends Declared {
  readonly name: InterfaceName;
  readonly uplink?: InterfaceName;
  readonly vlanId?: VlanId;
}

export interface DesiredVswitch extends Budgeted {
  readonly name: VswitchName;
  /** Backing NIC or aggregate; `null` for a guest-only vswitch. */
  readonly uplink?: InterfaceName | null;
  /**
   * Interface that vswitchmgr may move the vswitch to when the link of `uplink` fails. Being on it is no difference while
   * vswitchmgr runs; it is nothing that is set on the host.
   */
  readonly standbyUplink?: InterfaceName;
  readonly state?: 'up' | 'down';
}

export interface DesiredGuestNic extends Budgeted {
  readonly guest: GuestName;
  readonly slot: GuestSlot;
  readonly vswitch?: VswitchName;
  /** Port VLAN; `null` means untagged, absent means not managed. */
  readonly vlanId?: VlanId | null;
  readonly adapter?: AdapterType;
  /** vswitch port number; absent: the planner picks a free one. */
  readonly port?: number;
  /** Absent: the host generates one. */
  readonly mac?: MacAddress;
}

export interface DesiredTunables extends Declared {
  /** HPVMMACADDRFRAMES, 0 to 30. */
  readonly macAddressFrames?: number;
}

/**
 * Validated, normalised desired state of one VM host: lists sorted by identity, values in canonical spelling.
 * An absent list means "this kind is not managed"; an empty list means "managed, and there should be none of ours".
 */
export interface DesiredHost {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-desired-host';
  readonly host: HostName;
  readonly connection?: HostConnection;
  readonly lanInterfaces?: readonly DesiredLanInterface[];
  readonly apaGroups?: readonly DesiredApaGroup[];
  readonly hostVlans?: readonly DesiredHostVlan[];
  readonly vswitches?: readonly DesiredVswitch[];
  readonly guestNics?: readonly DesiredGuestNic[];
  readonly tunables?: DesiredTunables;
}
