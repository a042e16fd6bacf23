/**
 * Behaviour that no document we could read states. Each is a named switch, so that a test can ask what a plan does when
 * the real host behaves the other way. The defaults are the cautious choices: what works under them needs the least luck.
 */
export interface Assumptions {
  /** `hpvmnet -u` on a vswitch that is Down (gap in every source). */
  readonly vlanOnDownVswitch: 'accepted' | 'refused';
  /** `hpvmnet -u` on a port that no guest reserves (gap). The documented order attaches the guest NIC first. */
  readonly vlanOnUnusedPort: 'accepted' | 'refused';
  /** `hpvmnet -u` on `localnet` (gap). */
  readonly vlanOnLocalnet: 'accepted' | 'refused';
  /** Exit status of a command whose question was answered with no (unknown; 0 shows who relies on the status alone). */
  readonly declinedExitStatus: 0 | 1;
  /** `-Q` (no questions) is remembered from the manuals, never seen in a text. */
  readonly acceptsNoQuestionsOption: boolean;
  /** What a vswitch that is Down shows as MAC and IP address (remembered: blank cells). */
  readonly downListingAddresses: 'blank' | 'captured';
  /** Number of a new vswitch (inferred). */
  readonly vswitchNumbering: 'after-highest' | 'smallest-free';
  /** What a boot of the host makes of a vswitch that was Down (inferred: Up; that vswitches start with the host is all that is documented). */
  readonly haltedVswitchAfterBoot: 'up' | 'down';
  /** `hpvmnet -r` re-reads the MAC and IP address of the uplink (only its use after a late boot is documented). */
  readonly resetRefreshesUplink: boolean;
  /** Creating a vswitch on an aggregate that has no port: it exists, without MAC address and link (inferred). */
  readonly createOnEmptyAggregate: 'accepted' | 'refused';
  /** Booting a vswitch whose aggregate has no port (inferred). */
  readonly bootOnEmptyAggregate: 'accepted' | 'refused';
  /** Creating a vswitch on a NIC that is a port of an aggregate (inferred). */
  readonly vswitchOnAggregatePort: 'accepted' | 'refused';
  /** `hpvmmodify -m` of an AVIO NIC while its guest runs; only adding and deleting are documented as dynamic. */
  readonly liveModifyOfAvioNic: 'next' | 'live';
  /** Adding or starting a second running guest on one vswitch port (remembered). */
  readonly secondGuestOnActivePort: 'refused' | 'accepted';
  /**
   * A NIC added live on a vswitch with SHARE=NO that another running guest uses. Documented is only that a second guest does not
   * boot (A.03 administration manual p. 109).
   */
  readonly liveNicOnUnsharedVswitch: 'refused' | 'accepted';
  /** A NIC that carries an IP address joins a MANUAL, LACP or FEC aggregate (inferred: a blocker). */
  readonly addressOnJoiningPort: 'hazard' | 'accepted';
  /** A NIC under a running vswitch joins an aggregate (inferred: the vswitch loses its traffic). */
  readonly joiningUnderVswitch: 'hazard' | 'accepted';
  /** Starting a guest whose vswitch does not exist (inferred). */
  readonly startWithoutVswitch: 'refused' | 'accepted';
  /** A TSO (virtual MTU) change on a NIC behind a running vswitch asks for its restart, as a CKO change does (wording unclear). */
  readonly segmentationOffloadNeedsRestart: boolean;
  /** Emptying an aggregate without `--force` while an address or a running vswitch uses it (critical resource analysis). */
  readonly removePortsInUse: 'needs-force' | 'accepted';
  /**
   * Setting rx_cko, tx_cko, vmtu or mtu of a NIC that carries an address, itself or through its aggregate or a VLAN
   * interface. The analysis of critical resources is documented for resets (nwmgr_iether(1M) p. 7) and deletions (CRA
   * white paper p. 23 and 26); for `-s` it is inferred, and public notes set CKO of live NICs with `-f`.
   */
  readonly nicSetCra: 'refused-without-force' | 'allowed';
  /**
   * Changing the virtual MTU (TSO) of a port of a failover group. In link aggregates it cannot be changed (APA guide 11i v3,
   * September 2008, p. 16); of failover groups the page says only that they go by their active port.
   */
  readonly vmtuOfFailoverPort: 'refused' | 'accepted';
  /** Address of a MANUAL, LACP or FEC aggregate that is emptied (gap; only failover groups give theirs back). */
  readonly addressOnEmptiedAggregate: 'stays' | 'lost';
  /**
   * Mode of a port that has left a LACP or FEC aggregate (gap). When it keeps that, a MANUAL or failover group refuses it, for
   * these take ports in mode MANUAL or LAN_MONITOR (nwmgr_apa(1M), September 2010, p. 7-8).
   */
  readonly modeOfFreedPort: 'manual' | 'kept';
  /**
   * Whether the ports of a failover group reach one another when it is made or gets ports, without which it is refused unless forced
   * (nwmgr_apa(1M), September 2010, p. 8). They do not where the switch still has them in a trunk (inferred).
   */
  readonly portsReachOneAnother: 'always' | 'never';
  /** Commands during which an aggregate is still Down after a LACP or FEC port joined it; negotiation takes time (inferred). */
  readonly aggregateUpAfterCommands: number;
  /** Whether `vlanconf` holds the number of a VLAN interface, in VLAN_VPPA (variable inferred; the guide's page is cut off). */
  readonly savedVlanNumber: 'written' | 'absent';
  /** VLAN id of a vswitch port that no guest reserves any more (gap; the id belongs to the port). */
  readonly freedPortVlan: 'dropped' | 'kept';
}

/** The cautious choice everywhere. */
export const CAUTIOUS_ASSUMPTIONS: Assumptions = Object.freeze({
  vlanOnDownVswitch: 'accepted',
  vlanOnUnusedPort: 'refused',
  vlanOnLocalnet: 'refused',
  declinedExitStatus: 0,
  acceptsNoQuestionsOption: false,
  downListingAddresses: 'blank',
  vswitchNumbering: 'after-highest',
  haltedVswitchAfterBoot: 'up',
  resetRefreshesUplink: false,
  createOnEmptyAggregate: 'refused',
  bootOnEmptyAggregate: 'refused',
  vswitchOnAggregatePort: 'refused',
  liveModifyOfAvioNic: 'next',
  secondGuestOnActivePort: 'refused',
  liveNicOnUnsharedVswitch: 'refused',
  addressOnJoiningPort: 'hazard',
  joiningUnderVswitch: 'hazard',
  startWithoutVswitch: 'refused',
  segmentationOffloadNeedsRestart: true,
  removePortsInUse: 'needs-force',
  nicSetCra: 'refused-without-force',
  vmtuOfFailoverPort: 'accepted',
  addressOnEmptiedAggregate: 'lost',
  modeOfFreedPort: 'manual',
  portsReachOneAnother: 'always',
  aggregateUpAfterCommands: 0,
  savedVlanNumber: 'written',
  freedPortVlan: 'dropped',
});
