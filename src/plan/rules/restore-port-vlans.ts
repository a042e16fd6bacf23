import { resourceAddress } from '../../model/resource';
import { ADMIN_GUIDE_63 } from '../documents';
import type { SafetyRule } from '../safety-rule';

/** Port VLANs live on the vswitch, not on the guest NIC. */
export const restorePortVlans: SafetyRule = {
  id: 'restore-port-vlans',
  title: 'Set port VLANs again when a vswitch is recreated or a guest NIC gets another port',
  why: 'The VLAN belongs to the vswitch port: after a move the guest would be untagged, in the wrong network.',
  citations: [{ document: ADMIN_GUIDE_63, section: '8.2 (port-based VLANs)', page: 122 }],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      earlier: (operation) => (operation.effect.type === 'vswitch-create' ? [operation.effect.vswitch] : []),
      later: (operation) => (operation.effect.type === 'port-vlan' ? [operation.effect.vswitch] : []),
      why: () => 'VLANs set on the old vswitch go with it',
    },
    {
      earlier: ({ effect }) =>
        effect.type === 'guest-nic-add' || effect.type === 'guest-nic-change'
          ? [`${effect.vswitch} ${String(effect.port)}`]
          : [],
      // A VLAN whose guest NIC is not known belongs to the vswitch, and knows of no NIC to wait for.
      later: ({ effect, address }) =>
        effect.type === 'port-vlan' && address === resourceAddress('vswitch', effect.vswitch)
          ? [`${effect.vswitch} ${String(effect.port)}`]
          : [],
      why: () => 'the port must be there before it gets a VLAN',
    },
  ],
  examples: {
    unsafe: [
      {
        title: 'the VLAN is set on a vswitch that does not exist yet',
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan3 -u portid:1:vlanid:30'],
      },
    ],
    safe: [
      {
        title: 'the VLAN is set on the new vswitch',
        given: [
          '/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan3',
          '/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan3:portid:1',
        ],
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan3 -u portid:1:vlanid:30'],
      },
    ],
  },
};
