import type { AdapterType, ApaMode, LoadBalancing, OnOff } from './desired-host';
import type { GuestSlot } from './guest-slot';
import type { MacAddress } from './mac-address';
import type { GuestName, InterfaceName, VswitchName } from './names';
import type { VlanId } from './vlan-id';

/** Who and what the host is. */
export interface ObservedPlatform {
  /** `uname -n`. */
  readonly nodeName: string;
  /** `uname -r`: `B.11.31` is 11i v3. */
  readonly osRelease: string;
  /** `model` output, or null when unreadable. */
  readonly model: string | null;
  /** Integrity VM release without its letter and leading zeros kept as printed, for example `B.04.20.05`; null when no bundle says so. */
  readonly integrityVmVersion: string | null;
}

/** A physical NIC. */
export interface ObservedLanInterface {
  readonly name: InterfaceName;
  readonly mac: MacAddress;
  readonly state: 'up' | 'down';
  /** `nwmgr` sub-system: the driver, for example `iexgbe`. */
  readonly driver: string;
  /** `nwmgr` interface type, for example `10GBASE-KR`; null when the cell is empty. */
  readonly interfaceType: string | null;
  /** Aggregate this port belongs to, or null. */
  readonly aggregate: InterfaceName | null;
  /** Running receive checksum offload; null when it could not be read (see coverage). */
  readonly receiveChecksumOffload: OnOff | null;
  readonly transmitChecksumOffload: OnOff | null;
  /** Virtual MTU in bytes: 32160 with TSO on, 0 with TSO off (Ethernet Support Guide 11i v3 p. 35); null when unreadable. */
  readonly virtualMtuBytes: number | null;
  /** Speed in Mbit/s of the link as it is; null without a link, and when it was not reported in a way we know. */
  readonly speedMbps: number | null;
  /** What `ioscan` calls the card, for example `HP A5506B PCI 10/100Base-TX 4 Port`; null when it was not listed. */
  readonly description: string | null;
  /** How APA has set this NIC up as a port; null when it was not reported, as on hosts without APA. */
  readonly apaPort: ObservedApaPort | null;
}

/** What a NIC was told to do as a port: ports of a group have its key (LACP) or its group capability (FEC). */
export interface ObservedApaPort {
  /** As printed: `LACP_AUTO`, `MANUAL`..., or null when it is not among the attributes. */
  readonly mode: string | null;
  /** Null when none is set. */
  readonly key: number | null;
  /** Null when none is set. */
  readonly groupCapability: number | null;
}

/** A link aggregate or failover group, `lan900` upward. Unconfigured ones exist too (`Not_Enabled`). */
export interface ObservedApaGroup {
  readonly name: InterfaceName;
  readonly mode: ApaMode | 'Not_Enabled';
  /** Member NICs, ascending by PPA. */
  readonly ports: readonly InterfaceName[];
  /** `LB_HS` is hot standby, the only algorithm of a failover group. */
  readonly loadBalancing: LoadBalancing | 'LB_HS' | null;
  readonly state: 'up' | 'down';
  readonly mac: MacAddress;
  /** Key that ports of an LACP aggregate must have; null when it was not reported, and in modes that know none. */
  readonly key: number | null;
  /** Group capability that ports of an FEC aggregate must have; null when it was not reported, and in modes that know none. */
  readonly groupCapability: number | null;
}

/** A host VLAN interface, `lan5000` to `lan8999`. */
export interface ObservedHostVlan {
  readonly name: InterfaceName;
  readonly uplink: InterfaceName;
  /** null when the id could not be read. */
  readonly vlanId: VlanId | null;
  readonly state: 'up' | 'down';
}

/** One configured port of a vswitch. */
export interface ObservedVswitchPort {
  readonly port: number;
  /** As printed: `Active`, `Reserved`, `Down`, or another word. */
  readonly state: string;
  readonly adapter: AdapterType | null;
  /** null: untagged. */
  readonly vlanId: VlanId | null;
  readonly reservedGuests: number;
  readonly activeGuest: GuestName | null;
}

/** A vswitch as `hpvmnet` shows it. */
export interface ObservedVswitch {
  readonly name: VswitchName;
  readonly number: number;
  /** `unknown` for a state word nobody has documented. */
  readonly state: 'up' | 'down' | 'unknown';
  /** Backing interface; null for a guest-only vswitch. */
  readonly uplink: InterfaceName | null;
  /** Address captured when the vswitch booted; null when `N/A` or blank. */
  readonly mac: MacAddress | null;
  readonly ipAddress: string | null;
  /**
   * The SHARE attribute of its entry in the device database: false when one guest alone may use it. Sharing is allowed unless an
   * entry says otherwise (V6.3 Administrator Guide, 13.19.2.1, p. 251). Null when the database could not be read.
   */
  readonly isShareable: boolean | null;
  readonly ports: readonly ObservedVswitchPort[];
}

/** A guest (virtual machine). */
export interface ObservedGuest {
  readonly name: GuestName;
  readonly number: number;
  /** As printed: `On (OS)`, `Off`, `On (EFI)`... */
  readonly stateText: string;
  /** `unknown` when the word is not one we can place. */
  readonly state: 'on' | 'off' | 'unknown';
  /** True when a configuration waits for the next start of the guest (`vmm_config.next`); null when unreadable. */
  readonly hasPendingConfiguration: boolean | null;
  /**
   * `modify_status`: false on a host that the guest was migrated away from (Integrity VM 4.2 ICA, 9.1.2, p. 142). Null where
   * `hpvmstatus -V` does not say, as on releases that do not have the attribute.
   */
  readonly isModifiable: boolean | null;
}

/** A guest NIC as `hpvmstatus -P guest -d` shows it. */
export interface ObservedGuestNic {
  readonly guest: GuestName;
  readonly slot: GuestSlot;
  readonly adapter: AdapterType;
  readonly mac: MacAddress;
  readonly vswitch: VswitchName;
  /** null before Integrity VM 4.0, whose listing has no port. */
  readonly port: number | null;
  /** VLAN of that port, joined from the port table; null: untagged; `unknown` when the table could not be read. */
  readonly vlanId: VlanId | null | 'unknown';
}

/** An IPv4 address configured on a host interface. */
export interface ObservedAddress {
  readonly interface: InterfaceName;
  /** Dotted quad. */
  readonly address: string;
  /** Dotted quad. */
  readonly netmask: string;
}

/** An `INTERFACE_NAME[i]` entry of `/etc/rc.config.d/netconf`. */
export interface ObservedNetconfEntry {
  readonly index: number;
  readonly interface: InterfaceName;
  readonly address: string | null;
  readonly netmask: string | null;
}

/** What the file of a NIC's driver saves for the next boot. A setting that no documented variable tells is null: unknown. */
export interface SavedLanInterface {
  readonly name: InterfaceName;
  readonly receiveChecksumOffload: OnOff | null;
  readonly transmitChecksumOffload: OnOff | null;
  /** Virtual MTU in bytes. */
  readonly virtualMtuBytes: number | null;
}

/** A link aggregate or failover group that the next boot builds. */
export interface SavedApaGroup {
  readonly name: InterfaceName;
  /** null, as are its ports: the files contradict one another about this group. */
  readonly mode: ApaMode | null;
  /** Member interfaces, ascending by PPA. */
  readonly ports: readonly InterfaceName[] | null;
  /** null when the files do not say. */
  readonly loadBalancing: LoadBalancing | 'LB_HS' | null;
  /** Key (LACP) or group capability (FEC) that group and ports share; null where the mode has none. */
  readonly key: number | null;
}

/** A host VLAN interface that the next boot creates. */
export interface SavedHostVlan {
  /** null: the file gives it no number, and the system will. */
  readonly name: InterfaceName | null;
  readonly uplink: InterfaceName;
  readonly vlanId: VlanId;
}

/**
 * The saved configuration: what the next boot applies, after the defaults of the drivers (nwmgr_intl100(1M), February 2007).
 * Read from files whose variables are documented; a list that is null is unknown, an empty one means that nothing is saved.
 */
export interface ObservedSavedConfiguration {
  /** NICs of which at least one saved setting is known; by PPA. */
  readonly lanInterfaces: readonly SavedLanInterface[];
  /** By PPA. */
  readonly apaGroups: readonly SavedApaGroup[] | null;
  /** By name, then uplink and VLAN id. */
  readonly hostVlans: readonly SavedHostVlan[] | null;
}

/** A program that sets interfaces promiscuous. */
export interface ObservedPromiscuousProgram {
  readonly pid: number;
  /** Name of the program and the interface that it was given; nothing else of its arguments leaves the host (decision 0029). */
  readonly command: string;
  /** Interface named in its arguments, or null when it could be any. */
  readonly interface: InterfaceName | null;
}

/** Whether a program runs; `unknown` when the process list could not be read. */
export type Presence = 'running' | 'absent' | 'unknown';

/** Cluster software that runs on the host. */
export interface ObservedCluster {
  /**
   * The vswitch manager of the Serviceguard toolkit, which moves vswitches between primary and standby LAN interfaces by itself (HP
   * Serviceguard Toolkit for Integrity Virtual Servers User Guide, June 2013, p. 35).
   */
  readonly vswitchmgr: Presence;
  /** The cluster daemon `cmcld`: the host is a Serviceguard node (Integrity VM 4.2 ICA, 11.2.9, p. 192). */
  readonly serviceguard: Presence;
}

/** What a run that was stopped, failed or killed still owed. */
export interface ObservedUnfinishedRun {
  readonly runId: string;
  /** ISO 8601, UTC, seconds. */
  readonly startedAt: string;
  /** The lock is held: the run may be going on, or its runner died and left the lock. */
  readonly holdsLock: boolean;
  /** Steps that it did not finish, in their order, with the command as a person would type it. */
  readonly remaining: readonly { readonly step: string; readonly command: string }[];
  /** It was being taken back when it ended: what remains must not be done any more. */
  readonly isBeingTakenBack: boolean;
  /** Undos (`rNN`) that did not succeed when it was last taken back; empty also when that did not come to its end. */
  readonly left: readonly string[];
}

/**
 * How long steps of one kind took on this host, from the record that our runs keep there: from before the command to after
 * its read-back, in whole seconds of the host's clock, so that each may be off by just under a second.
 */
export interface MeasuredDuration {
  /** Kind of operation, as plans name it: `vswitch-halt`, `apa-join-lacp`. */
  readonly operation: string;
  /** Steps that succeeded, 1 or more. */
  readonly samples: number;
  readonly minSeconds: number;
  readonly medianSeconds: number;
  readonly maxSeconds: number;
}

/** Something that could not be read. Unknown is not absent: plans that need it are refused. */
export interface CoverageGap {
  /**
   * What is unknown: an area, named as its property of {@link ObservedHost} (`vswitches`: the list may lack some), or something
   * about one object, by its resource address (`lanInterface.lan4`, `vswitch.web`: its ports; `guestNic.db01:0,1`: its VLAN). Beside the
   * managed kinds there are `guest.db01` (its NICs or whether a configuration is pending), `guestStatus.db01` (whether it may be
   * modified), `ipv6Interfaces`, `vswitchSharing` (the device database) and `netconf.3` (an index).
   */
  readonly subject: string;
  /** Command line or file that was asked. */
  readonly probe: string;
  readonly reason: string;
}

/**
 * What one VM host looked like at one moment: the snapshot of `hpvmctl discover`. Lists are sorted by identity
 * (interfaces by PPA, the rest by name; guest NICs by guest, then slot).
 */
export interface ObservedHost {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-observed-host';
  readonly host: string;
  /** ISO 8601, UTC, seconds. */
  readonly observedAt: string;
  readonly platform: ObservedPlatform;
  readonly lanInterfaces: readonly ObservedLanInterface[];
  readonly apaGroups: readonly ObservedApaGroup[];
  readonly hostVlans: readonly ObservedHostVlan[];
  readonly vswitches: readonly ObservedVswitch[];
  readonly guests: readonly ObservedGuest[];
  readonly guestNics: readonly ObservedGuestNic[];
  readonly addresses: readonly ObservedAddress[];
  readonly netconf: readonly ObservedNetconfEntry[];
  /**
   * Interfaces that are plumbed for IPv6, or will be at the next boot; by PPA. Their addresses are not read: no change carries
   * them along. Null in snapshots of versions that did not read it: unknown.
   */
  readonly ipv6Interfaces: readonly InterfaceName[] | null;
  /** null in snapshots of versions that did not read it: unknown. */
  readonly saved: ObservedSavedConfiguration | null;
  readonly tunables: {
    /** HPVMMACADDRFRAMES as configured; null when the file does not set it (the product then uses 3). */
    readonly macAddressFrames: number | null;
  };
  readonly promiscuousPrograms: readonly ObservedPromiscuousProgram[];
  readonly cluster: ObservedCluster;
  readonly managementPath: {
    /** Host address our own connection came in on; null when unknown. */
    readonly address: string | null;
    readonly interface: InterfaceName | null;
  };
  /** Resource addresses this tool created on the host, from its ownership record. */
  readonly ownedAddresses: readonly string[];
  /** A run of ours that ended before all its steps were done, from the record it left on the host; null: none. */
  readonly unfinishedRun: ObservedUnfinishedRun | null;
  /** Sorted by operation; empty when none of our runs has recorded any, or when the record could not be read. */
  readonly measuredDurations: readonly MeasuredDuration[];
  readonly coverage: readonly CoverageGap[];
}
