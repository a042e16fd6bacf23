import { OBJECT, type Probe, type ProbeId } from './probe';

/**
 * Everything discovery asks of a host, read-only, in the order of asking. Objects come from the listings before them:
 * NICs, aggregates and host VLANs from `interfaces`, plumbed interfaces from `plumbed`, and so on.
 */
export const PROBES: Readonly<Record<ProbeId, Probe>> = {
  'ssh-connection': {
    kind: 'environment',
    subject: 'host',
    variable: 'SSH_CONNECTION',
    tells: 'the host address our own connection came in on, and so which interface must stay up',
    source: 'ssh(1), ENVIRONMENT: client address and port, server address and port',
  },
  'node-name': {
    kind: 'command',
    subject: 'host',
    words: ['/usr/bin/uname', '-n'],
    tells: 'node name',
    source: 'uname(1)',
  },
  'os-release': {
    kind: 'command',
    subject: 'host',
    words: ['/usr/bin/uname', '-r'],
    tells: 'HP-UX release: B.11.31 is 11i v3',
    source: 'uname(1); FusionInventory agent, HP-UX fixtures',
  },
  model: {
    kind: 'command',
    subject: 'host',
    words: ['/usr/bin/model'],
    tells: 'hardware model; a guest says "Integrity Virtual Machine"',
    source: 'FusionInventory agent, HP-UX fixtures',
  },
  hpvminfo: {
    kind: 'command',
    subject: 'host',
    words: ['/opt/hpvm/bin/hpvminfo'],
    tells: 'VM host, guest, or neither',
    source: 'FusionInventory agent, HP-UX fixtures; upgrade-ux',
  },
  swlist: {
    kind: 'command',
    subject: 'host',
    words: ['/usr/sbin/swlist'],
    tells: 'Integrity VM release, from the revision of its bundle',
    source: 'Integrity VM 3.5 release notes (T2767-90150) ch. 1; FusionInventory agent, HP-UX fixtures',
  },
  interfaces: {
    kind: 'command',
    subject: 'host',
    words: ['/usr/sbin/nwmgr', '-g'],
    tells: 'every LAN interface with state, address, driver and related interface',
    source: 'nwmgr(1M), February 2007; FusionInventory agent, HP-UX fixtures',
  },
  aggregates: {
    kind: 'command',
    subject: 'host',
    words: ['/usr/sbin/nwmgr', '-g', '-S', 'apa'],
    tells: 'mode, load balancing and members of every aggregate, empty ones included',
    source: 'nwmgr_apa(1M), September 2010; J. M. Rey, "Configuring APA", 2010',
  },
  'nic-attributes': {
    kind: 'command',
    subject: 'nic',
    words: ['/usr/sbin/nwmgr', '-g', '-A', 'all', '-c', OBJECT, '--sc'],
    tells: 'running checksum offload and virtual MTU of a NIC',
    source: 'nwmgr_intl100(1M), February 2007; attribute names: Ethernet Support Guide 11i v3 p. 34-35',
  },
  'aggregate-attributes': {
    kind: 'command',
    subject: 'aggregate',
    words: ['/usr/sbin/nwmgr', '-c', OBJECT, '--sc'],
    tells: 'mode, load balancing and members of a populated aggregate in the form HP keeps stable',
    source: "APA Administrator's Guide, 11i v3, September 2008, p. 53",
  },
  'vlan-attributes': {
    kind: 'command',
    subject: 'hostVlan',
    words: ['/usr/sbin/nwmgr', '-g', '-A', 'all', '-c', OBJECT, '--sc'],
    tells: 'VLAN id and parent of a host VLAN',
    source: 'nwmgr_vlan(1M), September 2010, p. 3',
  },
  cards: {
    kind: 'command',
    subject: 'host',
    words: ['/usr/sbin/ioscan', '-FnkClan'],
    tells: 'LAN cards the kernel has claimed, to notice one that nwmgr does not list',
    source: 'ioscan(1M); UCMDB HP-UX discovery',
  },
  plumbed: {
    kind: 'command',
    subject: 'host',
    words: ['/usr/bin/netstat', '-in'],
    tells: 'which interfaces carry an IP address',
    source: 'netstat(1); Facter HP-UX fixtures',
  },
  addresses: {
    kind: 'command',
    subject: 'plumbedInterface',
    words: ['/usr/sbin/ifconfig', OBJECT],
    tells: 'IP address and netmask of a plumbed interface',
    source: 'ifconfig(1M); Facter HP-UX fixtures',
  },
  vswitches: {
    kind: 'command',
    subject: 'host',
    words: ['/opt/hpvm/bin/hpvmnet'],
    tells: 'every vswitch with state, uplink and captured addresses',
    source: 'Integrity VM 4.2.5 Release Notes p. 75, 7.2.20',
  },
  'vswitch-ports': {
    kind: 'command',
    subject: 'vswitch',
    words: ['/opt/hpvm/bin/hpvmnet', '-S', OBJECT],
    tells: 'ports of a vswitch: state, adapter, VLAN, active guest',
    source: 'J. M. Rey, HP-UX blog, January 2011 (Integrity VM 4.x)',
  },
  guests: {
    kind: 'command',
    subject: 'host',
    words: ['/opt/hpvm/bin/hpvmstatus'],
    tells: 'every guest and its state',
    source: 'J. M. Rey, HP-UX blog (Integrity VM 3.5 and 4.x)',
  },
  'guest-devices': {
    kind: 'command',
    subject: 'guest',
    words: ['/opt/hpvm/bin/hpvmstatus', '-P', OBJECT, '-d'],
    tells: 'network devices of a guest, in the form hpvmmodify takes',
    source: 'J. M. Rey, HP-UX blog (Integrity VM 3.5 and 4.x); hpvmresources(5), 4.3 manual p. 325',
  },
  'guest-details': {
    kind: 'command',
    subject: 'guest',
    words: ['/opt/hpvm/bin/hpvmstatus', '-P', OBJECT],
    onlyWhenPreviousFails: true,
    tells: 'network devices of a guest, when the device listing failed',
    source: 'J. M. Rey, HP-UX blog (Integrity VM 4.x)',
  },
  'guest-pending': {
    kind: 'existence',
    subject: 'guest',
    folder: `/var/opt/hpvm/guests/${OBJECT}`,
    file: 'vmm_config.next',
    tells: 'whether a changed configuration waits for the next start of the guest',
    source: 'Integrity VM A.03.x administration manual p. 107, 8.5',
  },
  processes: {
    kind: 'command',
    subject: 'host',
    words: ['/usr/bin/ps', '-e', '-o', 'pid,user,args'],
    environment: { UNIX95: '1' },
    tells: 'programs that make an interface promiscuous',
    source: 'Checkmk HP-UX agent (UNIX95 is needed for -o); Integrity VM 4.2.5 Release Notes p. 75, 7.2.19',
  },
  netconf: {
    kind: 'file',
    subject: 'host',
    path: '/etc/rc.config.d/netconf',
    tells: 'interfaces and addresses configured at boot',
    source: 'HP-UX Handbook 13.00 ch. 3',
  },
  hpvmconf: {
    kind: 'file',
    subject: 'host',
    path: '/etc/rc.config.d/hpvmconf',
    tells: 'HPVMMACADDRFRAMES',
    source: 'Integrity VM 4.2.5 Release Notes p. 75',
  },
  lock: {
    kind: 'file',
    subject: 'host',
    path: '/var/opt/hpvmctl/lock/owner',
    tells: 'whether a run of ours holds the lock of the host',
    source: 'our own record',
  },
  unfinished: {
    kind: 'file',
    subject: 'host',
    path: '/var/opt/hpvmctl/unfinished',
    tells: 'a run of ours that ended before all its steps were done, and which steps those are',
    source: 'our own record',
  },
  ownership: {
    kind: 'file',
    subject: 'host',
    path: '/var/opt/hpvmctl/ownership',
    tells: 'what this tool created on the host',
    source: 'our own record',
  },
};

/** The probes with their names, in the order of asking. */
export function probeEntries(): readonly (readonly [ProbeId, Probe])[] {
  return Object.entries(PROBES) as readonly (readonly [ProbeId, Probe])[];
}
