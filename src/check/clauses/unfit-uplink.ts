import type { Action } from '../action';
import { atOnce } from '../at-once';
import type { Clause } from '../clause';
import { nicsAtEnd, uplinkAtEnd, vswitchAtStart } from '../follow';
import { isReleaseFrom } from '../release';
import type { Situation } from '../situation';

/** A vswitch on a VLAN interface, and a NIC whose driver is not supported that begins to carry the traffic of guests. */
export const unfitUplink: Clause = {
  id: 'unfit-uplink',
  source: 'vPars and Integrity VM V6.3 Administrator Guide, p. 122; Integrity VM 4.2 Release Notes, 7.2.10, p. 71',
  projections: (situation) =>
    atOnce(situation, ({ action }) => {
      if (action.kind === 'create-vswitch' && /lan[5-8]\d{3}$/.test(String(action.uplink)))
        return `${action.vswitch} is put on VLAN interface ${String(action.uplink)}`;
      if (!isReleaseFrom(situation.host.platform.integrityVmVersion, 4, 1)) return undefined;
      const [nic] = gelanPutToUse(situation, action);
      return nic === undefined ? undefined : `a vswitch is to use ${nic}, whose driver gelan is not supported`;
    }),
};

/** Such NICs behind a vswitch in the end, of which a step makes more use than before; none for a vswitch that restarts. */
function gelanPutToUse(situation: Situation, action: Action): readonly string[] {
  switch (action.kind) {
    case 'create-vswitch':
      return gelanOf(situation, action.vswitch);
    case 'boot-vswitch':
      return vswitchAtStart(situation, action.vswitch).power === 'down' ? gelanOf(situation, action.vswitch) : [];
    case 'add-nic':
      return gelanOf(situation, action.nic.vswitch);
    case 'change-nic':
      return isOnlyAnotherPort(situation, action) ? [] : gelanOf(situation, action.nic.vswitch);
    case 'join':
      return [...situation.uplinksOf]
        .filter(([, uplinks]) => uplinks.has(action.group))
        .flatMap(([vswitch]) => gelanOf(situation, vswitch))
        .filter((nic) => action.ports.includes(nic));
    default:
      return [];
  }
}

/** A guest NIC that changes its port and nothing else, on a vswitch that stays on its uplink. */
function isOnlyAnotherPort(
  situation: Situation,
  { guest, nic }: Extract<Action, { kind: 'add-nic' | 'change-nic' }>,
): boolean {
  const before = situation.guestNic.get(`${guest}:${nic.slot}`);
  const stays = vswitchAtStart(situation, nic.vswitch).uplink === uplinkAtEnd(situation, nic.vswitch);
  return before?.vswitch === nic.vswitch && before.adapter === nic.adapter && stays;
}

function gelanOf(situation: Situation, vswitch: string): readonly string[] {
  return nicsAtEnd(situation, uplinkAtEnd(situation, vswitch) ?? 'none').filter(
    (nic) => situation.nic.get(nic)?.driver === 'gelan',
  );
}
