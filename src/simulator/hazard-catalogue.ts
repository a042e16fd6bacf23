/** What a simulated host notices when it is misused, and who says that it is harmful. */
export const HAZARDS = {
  'apa-changed-under-vswitch':
    'Integrity VM 4.2.5 Release Notes, 7.2.18, p. 75: halt the vswitch before APA is stopped, else hpvmnet shows a wrong MAC address',
  'vlan-with-cko':
    'Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75: with CKO on, host and guest connections over a VLAN can fail',
  'vlan-before-restart':
    'vPars and Integrity VM V6.3 Administrator Guide, p. 118: a vswitch works with the old settings until it is restarted',
  'needs-restart':
    'vPars and Integrity VM V6.3 Administrator Guide, p. 118: restart the vswitch after CKO, host IP, uplink MAC or adaptor type changed',
  'nic-added-while-vswitch-down':
    'Integrity VM 4.2 Release Notes, 7.2.18, p. 73: AVIO interfaces are not claimed while the vswitch is Down',
  'guest-started-while-vswitch-down':
    'Integrity VM 4.2 Release Notes, 7.2.18, p. 73: AVIO interfaces are not claimed when a guest boots while its vswitch is Down',
  'nic-unclaimed':
    'Integrity VM 4.2 Release Notes, 7.2.18-7.2.19, p. 73: the guest must rescan and restart its network',
  'tx-cko-off-with-tso':
    'Ethernet Support Guide for HP-UX 11i v3, p. 35: TSO needs transmit CKO; order of switching off inferred',
  'vswitch-on-vlan': 'vPars and Integrity VM V6.3 Administrator Guide, p. 122: nested VLANs are not supported',
  'uplink-is-aggregate-port':
    "inferred from APA Administrator's Guide 11i v3, March 2014, p. 44: the traffic of a port belongs to its aggregate",
  'unsupported-driver':
    'Integrity VM 4.2 Release Notes, 7.2.10, p. 71: the gelan driver is not supported under a vswitch since 4.1',
  'mixed-speed-ports':
    "APA Administrator's Guide for HP-UX 11i v1 and v2, September 2008, p. 96, note 4: links must be of one speed and type",
  'port-without-aggregate':
    "APA Administrator's Guide for HP-UX 11i v3, September 2008, p. 90: key and group capability of a port must match those of its aggregate",
  'guest-started-without-link':
    'Integrity VM 4.2 Release Notes, 7.2.18, p. 73: AVIO interfaces are not claimed when a guest boots while the NIC of the host is not cabled',
  'delete-active-vswitch': 'recalled hpvmnet(1M): deleting an active vswitch is refused',
  'delete-vswitch-in-use':
    'vPars and Integrity VM V6.3 Administrator Guide, p. 251: guests keep the name; a guest without its vswitch has start problems (inferred)',
  'port-shared':
    'Integrity VM 4.2 Installation, Configuration, and Administration, p. 20: ports remain distinct for each running guest',
  'duplicate-mac':
    'Integrity VM Release Notes (3.x), 7.3, p. 43: the later guest with a duplicate MAC address can fail',
  'mac-check-disabled':
    'Integrity VM 4.2.5 Release Notes, 7.2.17, p. 75: HPVMMACADDRFRAMES=0 only after all guests are set up and known free of conflicts',
  'avio-on-guest-only':
    'Integrity VM 4.2 Installation, Configuration, and Administration, p. 20: AVIO is not supported on localnet',
  'address-on-joining-port':
    "inferred from APA Administrator's Guide 11i v3, March 2014, p. 82: only a failover group takes an address over from its primary port",
  'ipv6-on-joining-port':
    "inferred from APA Administrator's Guide 11i v3, March 2014, p. 82: only a failover group takes the addresses of its primary port over",
  'host-ipv6-lost':
    'inferred from Interface Card Critical Resource Analysis White Paper for HP-UX 11i v3, p. 23 and 26, as for IPv4: move the address before what carries it is deleted',
  'port-in-two-groups': 'nwmgr_apa(1M), September 2010: a port belongs to one aggregate',
  'change-waits-for-restart':
    'Integrity VM A.03 administration manual, 8.5, p. 107: a change that cannot be made live waits in vmm_config.next',
  'guest-not-modifiable':
    'Integrity VM 4.2 Installation, Configuration, and Administration, 9.1.2, p. 142: a guest that was migrated away cannot be modified or started here',
  'unshared-vswitch-used-twice':
    'vPars and Integrity VM V6.3 Administrator Guide, p. 251: SHARE=NO restricts a vswitch to one guest; A.03 administration manual, p. 109: a second guest does not boot',
  'too-many-guest-nics':
    'HP-UX vPars and Integrity VM V6.3 Release Notes, 4.8.2, p. 27: more than 60 NICs can crash the host when the guest starts',
  'second-vswitchmgr':
    'HP Serviceguard Toolkit for Integrity Virtual Servers User Guide, June 2013, p. 35: do not start the vswitch manager when it is running',
  'promiscuous-program':
    'Integrity VM 4.2.5 Release Notes, 7.2.19, p. 75: do not run applications like tcpdump on interfaces that are used for vswitches',
  'host-address-lost':
    'Interface Card Critical Resource Analysis White Paper for HP-UX 11i v3, p. 23 and 26: move the address before what carries it is deleted; that an emptied aggregate loses it is inferred',
  'host-vlan-over-emptied-aggregate':
    'inferred from Interface Card Critical Resource Analysis White Paper for HP-UX 11i v3, p. 26: what runs over an aggregate without ports is cut off',
  'avio-without-uplink':
    'Integrity VM 4.2 Installation, Configuration, and Administration, p. 20: AVIO is not supported on a vswitch without uplink',
  'netconf-names-a-port':
    "inferred from netconf and APA start order (APA Administrator's Guide 11i v3, March 2014, p. 31 and 82): the next boot gives the address to a port",
  'address-lost-at-boot':
    "inferred from netconf and APA start order (APA Administrator's Guide 11i v3, March 2014, p. 31)",
} as const;

export type HazardId = keyof typeof HAZARDS;
