import { warningDiagnostic } from '../../model/diagnostic';
import { ADMIN_GUIDE_63 } from '../documents';
import type { SafetyRule } from '../safety-rule';

/** Setting a port VLAN is known to work on a vswitch that is up. */
export const portVlanWhileUp: SafetyRule = {
  id: 'port-vlan-while-up',
  title: 'Set the VLAN of a port while its vswitch is up',
  why: 'What hpvmnet -u does on a vswitch that is down is not documented; on one that is up it takes effect at once.',
  citations: [
    { document: 'Field use of hpvmnet -u on Integrity VM 4.x (J. M. Rey, HP-UX blog, 2011)' },
    { document: ADMIN_GUIDE_63, section: '8.2 (create and boot, then port VLANs)', page: 122 },
  ],
  severity: 'error',
  basis: 'observed',
  precedes: [
    {
      earlier: (operation) => (operation.effect.type === 'vswitch-boot' ? [operation.effect.vswitch] : []),
      later: (operation) => (operation.effect.type === 'port-vlan' ? [operation.effect.vswitch] : []),
      why: () => 'a port VLAN is known to take effect on a vswitch that is up',
    },
    {
      earlier: (operation) => (operation.effect.type === 'port-vlan' ? [operation.effect.vswitch] : []),
      later: (operation, context) =>
        operation.effect.type === 'vswitch-halt' && context.vswitches.get(operation.effect.vswitch)?.isUpAfter === false
          ? [operation.effect.vswitch]
          : [],
      why: () => 'the port VLAN is set while the vswitch is still up',
    },
  ],
  forbids: (operations, context) =>
    operations.flatMap((operation) => {
      if (operation.effect.type !== 'port-vlan') return [];
      const vswitch = context.vswitches.get(operation.effect.vswitch);
      if (vswitch === undefined || vswitch.isUpAfter || vswitch.isUpBefore) return [];
      return [
        warningDiagnostic(
          'port-vlan-while-up',
          `the VLAN of a port is set while vswitch ${vswitch.name} is down`,
          'No source says what hpvmnet -u does then. The result is read back after the run.',
          operation.address,
        ),
      ];
    }),
  examples: {
    unsafe: [
      {
        title: 'a port VLAN on a vswitch that is down',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan0 -h'],
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan0 -u portid:1:vlanid:20'],
      },
    ],
    safe: [
      {
        title: 'a port VLAN on a vswitch that is up',
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan0 -u portid:1:vlanid:20'],
      },
    ],
  },
};
