import type { Clause } from '../clause';
import { atOnce } from '../at-once';
import { nicsAtEnd } from '../follow';
import { isReleaseFrom } from '../release';
import type { Situation } from '../situation';

/** A vswitch on a VLAN interface, on a NIC whose driver is not supported. */
export const unfitUplink: Clause = {
  id: 'unfit-uplink',
  source: 'vPars and Integrity VM V6.3 Administrator Guide, p. 122; Integrity VM 4.2 Release Notes, 7.2.10, p. 71',
  projections: (situation) =>
    atOnce(situation, ({ action }) => {
      if (action.kind !== 'create-vswitch' || action.uplink === null) return undefined;
      const { uplink, vswitch } = action;
      if (/^lan[5-8]\d{3}$/.test(uplink)) return `${vswitch} is put on VLAN interface ${uplink}`;
      return nicsAtEnd(situation, uplink)
        .map((nic) => defectOf(situation, nic, vswitch))
        .find((defect) => defect !== undefined);
    }),
};

function defectOf(situation: Situation, nic: string, vswitch: string): string | undefined {
  const isUnsupported =
    situation.nic.get(nic)?.driver === 'gelan' && isReleaseFrom(situation.host.platform.integrityVmVersion, 4, 1);
  return isUnsupported ? `${vswitch} is put on ${nic}, whose driver gelan is not supported` : undefined;
}
