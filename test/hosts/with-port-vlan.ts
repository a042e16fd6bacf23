import type { ObservedHost } from '../../src/model/observed-host';
import type { VlanId } from '../../src/model/vlan-id';
import { quickStartHost } from './quick-start-host';

/** What differs on the quick-start host when one port of a vswitch, and the guest NIC on it, is on a VLAN. */
export function withPortVlan(
  vswitchName: string,
  port: number,
  vlanId: number,
  host: ObservedHost = quickStartHost(),
): Pick<ObservedHost, 'vswitches' | 'guestNics'> {
  const id = vlanId as VlanId;
  return {
    vswitches: host.vswitches.map((vswitch) =>
      vswitch.name === vswitchName
        ? { ...vswitch, ports: vswitch.ports.map((each) => (each.port === port ? { ...each, vlanId: id } : each)) }
        : vswitch,
    ),
    guestNics: host.guestNics.map((nic) =>
      nic.vswitch === vswitchName && nic.port === port ? { ...nic, vlanId: id } : nic,
    ),
  };
}
