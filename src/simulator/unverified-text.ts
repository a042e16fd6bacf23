/**
 * Texts that no document we could read shows. The real words may differ, so nothing may be decided by them: only exit
 * status and read-back count. Kept in one table, so that a reader sees what is invented.
 */
export const UNVERIFIED = {
  usage: (command: string) => `Usage: ${command} [options]; see ${command}(1M)`,
  unknownOption: (command: string, option: string) => `${command}: illegal option -- ${option}`,
  noSuchVswitch: (name: string) => `The vswitch '${name}' does not exist`,
  vswitchExists: (name: string) => `The vswitch '${name}' already exists`,
  badVswitchName: (name: string) => `The vswitch name '${name}' is not valid`,
  reservedVswitch: () => `The vswitch 'localnet' cannot be created or removed`,
  noSuchPpa: (ppa: string) => `PPA ${ppa} is not a network interface of this host`,
  vlanPpa: (ppa: string) => `PPA ${ppa} is a VLAN interface; a vswitch needs a physical interface or an aggregate`,
  portOfAggregate: (name: string, group: string) => `${name} is a port of ${group}`,
  alreadyUp: (name: string) => `The vswitch '${name}' is already up`,
  alreadyDown: (name: string) => `The vswitch '${name}' is not running`,
  emptyAggregate: (name: string) => `${name} has no port`,
  portNotInUse: (port: string) => `Port ${port} is not configured`,
  vlanRefused: (why: string) => `The VLAN id cannot be set: ${why}`,
  badVlanId: (text: string) => `'${text}' is not a VLAN id (0 to 4094, or none)`,
  badPort: (text: string) => `'${text}' is not a port number (0 to 511)`,
  /** Remembered from hpvmnet(1M). */
  removePrompt: (name: string) => `hpvmnet: Remove the vswitch '${name}'? [n]: `,
  /** Remembered from hpvmnet(1M). */
  stillActive: ['hpvmnet: The vswitch is currently active', 'hpvmnet: Unable to continue'],
  noSuchGuest: (name: string) => `The virtual machine '${name}' does not exist`,
  guestIsOn: (name: string) => `The virtual machine '${name}' is already running`,
  guestIsOff: (name: string) => `The virtual machine '${name}' is not running`,
  /** hpvmstatus -V lists modify_status (Integrity VM 4.3 ICA p. 147); labels and words are remembered. */
  guestStatusLines: (disabled: readonly string[]) => [
    `Runnable status : ${disabled.includes('runnable') ? 'Not Runnable' : 'Runnable'}`,
    `Modify status : ${disabled.includes('modify') ? 'Not Modify' : 'Modify'}`,
    `Visible status : ${disabled.includes('visible') ? 'Not Visible' : 'Visible'}`,
  ],
  notModifiable: (name: string) => `The virtual machine '${name}' cannot be modified`,
  notRunnable: (name: string) => `The virtual machine '${name}' is not runnable`,
  noSuchEntry: (name: string) => `There is no guest device '${name}'`,
  notShared: (vswitch: string, guest: string) =>
    `${vswitch} is not shared and in use by the virtual machine '${guest}'`,
  badResource: (text: string) => `The resource '${text}' is not valid`,
  slotInUse: (slot: string) => `Device ${slot} is already in use`,
  noFreeSlot: () => 'No free device slot',
  noSuchDevice: (text: string) => `The device '${text}' is not defined`,
  portInUse: (port: number, guest: string) => `Port ${String(port)} is in use by the virtual machine '${guest}'`,
  badMac: (text: string) => `'${text}' is not a locally administered unicast MAC address`,
  hostMac: (text: string) => `'${text}' is the MAC address of a network interface of this host`,
  pendingChange: () => 'The change takes effect when the virtual machine is started again',
  unclaimed: (vswitch: string) => `vswitch ${vswitch} is not running; the interface may not be claimed`,
  macInUse: (vswitch: string) => `Guest MAC address for switch ${vswitch} is in use.`,
  noSuchInterface: 'ifconfig: no such interface',
  nwmgr: (operation: string, target: string, why: string) => `nwmgr: ${operation} of ${target} failed: ${why}`,
  fileNotFound: (path: string) => `ch_rc: cannot access ${path}`,
} as const;
