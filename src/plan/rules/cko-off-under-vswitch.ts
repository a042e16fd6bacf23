import { warningDiagnostic } from '../../model/diagnostic';
import { checksumOffloadOf } from '../../diff/lan-interface';
import { RELEASE_NOTES_425 } from '../documents';
import { nicsBehindNow, uplinkOf } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Checksum offload is not supported beneath a vswitch, with or without VLANs. */
export const ckoOffUnderVswitch: SafetyRule = {
  id: 'cko-off-under-vswitch',
  title: 'Keep checksum offload off on every NIC behind a vswitch',
  why: 'HP does not support checksum offload there: connections between the VM host and its guests can fail even without a VLAN.',
  citations: [{ document: RELEASE_NOTES_425, section: '7.2.20', page: 75 }],
  severity: 'warning',
  basis: 'documented',
  forbids: (operations, context) => {
    const set = new Map<string, string>();
    for (const { effect } of operations) {
      if (effect.type !== 'nic-checksum-offload') continue;
      set.set(`${effect.interface} ${effect.direction}`, effect.value);
    }
    const isOn = (name: string): boolean => {
      const nic = context.index.lanInterface.get(name);
      if (nic === undefined) return false;
      const planned = [set.get(`${name} receive`), set.get(`${name} transmit`)];
      if (planned.includes('on')) return true;
      return planned.every((value) => value === undefined) && ![null, 'off'].includes(checksumOffloadOf(nic));
    };
    return operations.flatMap(({ effect }) => {
      if (effect.type !== 'vswitch-create' && effect.type !== 'vswitch-boot') return [];
      return uplinkOf(effect.vswitch, context).flatMap((uplink) => {
        const declared = context.desired.apaGroups?.find((group) => group.name === uplink)?.ports;
        const offloading = (declared ?? nicsBehindNow(uplink, context)).filter(isOn);
        if (offloading.length === 0) return [];
        return [
          warningDiagnostic(
            'cko-off-under-vswitch',
            `checksum offload stays on (${offloading.join(', ')}) beneath vswitch ${effect.vswitch}`,
            'HP does not support it: host-to-guest connections can fail (Release Notes 4.2.5, 7.2.20, p. 75). Declare the NIC with checksumOffload "off".',
            `vswitch.${effect.vswitch}`,
          ),
        ];
      });
    });
  },
  examples: { unsafe: [], safe: [] },
};
