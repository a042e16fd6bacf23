import type { Instance } from './random-instance';

/** What is wanted and what is there, in one line. */
export function describe({ label, desired, observed }: Instance): string {
  const { formatVersion: _f, kind: _k, host: _h, ...lists } = desired;
  const { lanInterfaces, apaGroups, vswitches, guests, guestNics, addresses, netconf, ownedAddresses, hostVlans } =
    observed;
  const nics = lanInterfaces.map((nic) => {
    const offload = `rx ${String(nic.receiveChecksumOffload)} tx ${String(nic.transmitChecksumOffload)} vmtu ${String(nic.virtualMtuBytes)}`;
    return `${nic.name} ${nic.driver} ${offload}`;
  });
  const host = {
    nics,
    groups: apaGroups
      .filter(({ mode }) => mode !== 'Not_Enabled')
      .map(({ name, mode, ports }) => `${name} ${mode} ${ports.join()}`),
    hostVlans: hostVlans.map(({ name, uplink, vlanId }) => `${name} ${uplink} ${String(vlanId)}`),
    vswitches: vswitches.map(({ name, state, uplink }) => `${name} ${state} ${String(uplink)}`),
    guests: guests.map(({ name, state }) => `${name} ${state}`),
    guestNics: guestNics.map(
      (nic) =>
        `${nic.guest}:${nic.slot} ${nic.adapter} ${nic.vswitch} ${String(nic.port)} VLAN ${String(nic.vlanId)} ${nic.mac}`,
    ),
    addresses: addresses.map((each) => `${each.interface} ${each.address}`),
    netconf: netconf.map((each) => `${each.interface} ${String(each.address)}`),
    owned: ownedAddresses,
    programs: observed.promiscuousPrograms.map(({ command }) => command),
    release: observed.platform.integrityVmVersion,
  };
  return `${label}: wanted ${JSON.stringify(lists)} on ${JSON.stringify(host)}`;
}
