import { errorDiagnostic } from '../../model/diagnostic';
import { ICA_42 } from '../documents';
import { isReleaseAtLeast } from '../integrity-vm-release';
import type { SafetyRule } from '../safety-rule';

/** Accelerated NICs need a vswitch with a physical interface. */
export const avioNeedsUplink: SafetyRule = {
  id: 'avio-needs-uplink',
  title: 'Use the emulated adapter on a vswitch without uplink',
  why: 'AVIO on localnet or another guest-only vswitch is not supported up to Integrity VM 4.2.',
  citations: [{ document: ICA_42, page: 20 }],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) =>
    operations.flatMap((operation) => {
      const { effect } = operation;
      if (effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change') return [];
      const isAvio = operation.command.some((word) => word.startsWith('network:avio_lan:'));
      const vswitch = context.vswitches.get(effect.vswitch);
      if (!isAvio || vswitch === undefined || vswitch.uplinkAfter !== null) return [];
      if (isReleaseAtLeast(context.observed.platform.integrityVmVersion, 4, 3)) return [];
      return [
        errorDiagnostic(
          'avio-needs-uplink',
          `avio_lan is not supported on guest-only vswitch ${effect.vswitch}`,
          `Set adapter "lan", or give the vswitch an uplink (ICA 4.2, p. 20; this host has ${context.observed.platform.integrityVmVersion ?? 'an unknown release'}).`,
          operation.address,
        ),
      ];
    }),
  examples: {
    unsafe: [
      {
        title: 'an AVIO NIC on localnet',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:avio_lan:0,2:vswitch:localnet:portid:2'],
      },
    ],
    safe: [
      {
        title: 'an emulated NIC on localnet',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:localnet:portid:2'],
      },
    ],
  },
};
