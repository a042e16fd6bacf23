import { ppaNumber } from '../network-view';
import type { SimulatedVlan } from '../simulated-host-state';
import { rcRecordLines, rcRecords } from './rc-lines';

export const VLANCONF = '/etc/rc.config.d/vlanconf';

/**
 * Host VLANs: HP-UX VLAN Administrator's Guide, February 2007, p. 47. The variables of the number and the name are inferred; a
 * host that does not write them gives numbers out again at boot.
 */
export function vlanconf(vlans: readonly SimulatedVlan[], isNumbered: boolean): readonly string[] {
  return vlans.flatMap(({ name, uplink, vlanId, label, pri, tos }, index) =>
    rcRecordLines('VLAN_', index, {
      PHY_INTERFACE: uplink,
      ID: vlanId,
      ...(isNumbered ? { VPPA: ppaNumber(name), NAME: label === 'UNNAMED' ? null : label } : {}),
      PRIORITY: pri,
      TOS: tos,
    }),
  );
}

/** VLANs without a number keep the one they had, or get the next free one from 5000. */
export function readVlanconf(before: readonly SimulatedVlan[], text: string): readonly SimulatedVlan[] {
  const records = rcRecords(text, 'VLAN_', 'PHY_INTERFACE').flatMap(({ name: uplink, value }) => {
    const vlanId = value('ID');
    return vlanId === null ? [] : [{ uplink, vlanId: Number(vlanId), value }];
  });
  const known = ({ uplink, vlanId }: { uplink: string; vlanId: number }): SimulatedVlan | undefined =>
    before.find((vlan) => vlan.uplink === uplink && vlan.vlanId === vlanId);
  const taken = new Set(records.map((record) => record.value('VPPA') ?? known(record)?.name.slice('lan'.length)));
  const nextFree = (): string => {
    let ppa = 5000;
    while (taken.has(String(ppa))) ppa += 1;
    taken.add(String(ppa));
    return String(ppa);
  };
  return records.map(({ uplink, vlanId, value }) => ({
    name: `lan${(value('VPPA') ?? known({ uplink, vlanId })?.name ?? nextFree()).replace('lan', '')}`,
    vlanId,
    uplink,
    label: value('NAME') ?? 'UNNAMED',
    pri: Number(value('PRIORITY') ?? 0),
    tos: Number(value('TOS') ?? 0),
  }));
}
