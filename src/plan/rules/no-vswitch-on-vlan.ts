import { errorDiagnostic } from '../../model/diagnostic';
import { interfaceClassOf } from '../../model/ppa';
import { ADMIN_GUIDE_63 } from '../documents';
import type { SafetyRule } from '../safety-rule';

/** VLANs do not nest. */
export const noVswitchOnVlan: SafetyRule = {
  id: 'no-vswitch-on-vlan',
  title: 'Put a vswitch on the base interface and VLANs on its ports',
  why: 'A vswitch on a VLAN interface would nest VLANs, which is not supported.',
  citations: [{ document: ADMIN_GUIDE_63, section: '8.2 (port-based VLANs)', page: 122 }],
  severity: 'error',
  basis: 'documented',
  forbids: (operations) =>
    operations.flatMap((operation) => {
      const { effect } = operation;
      if (effect.type !== 'vswitch-create' || effect.uplink === null || interfaceClassOf(effect.uplink) !== 'vlan')
        return [];
      return [
        errorDiagnostic(
          'no-vswitch-on-vlan',
          `vswitch ${effect.vswitch} would sit on VLAN interface ${effect.uplink}`,
          'Use the interface beneath the VLAN as uplink and set vlanId on the guest NICs.',
          operation.address,
        ),
      ];
    }),
  examples: {
    unsafe: [
      {
        title: 'a vswitch on lan5000',
        given: ['/usr/sbin/nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5000'],
        commands: ['/opt/hpvm/bin/hpvmnet -c -S vmvlan -n 5000'],
      },
    ],
    safe: [{ title: 'a vswitch on lan3', commands: ['/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3'] }],
  },
};
