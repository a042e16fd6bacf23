import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { resourceAddress } from '../../model/resource';
import { ICA_42 } from '../documents';
import { isReleaseAtLeast } from '../integrity-vm-release';
import { leavingNics } from '../leaving-nics';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
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
    isReleaseAtLeast(context.observed.platform.integrityVmVersion, 4, 3)
      ? []
      : [...newNics(operations, context), ...strandedNics(operations, context)],
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

/** AVIO NICs that are added to, or moved to, a vswitch without uplink. */
function newNics(operations: readonly Operation[], context: PlanningContext): readonly Diagnostic[] {
  return operations.flatMap((operation) => {
    const { effect } = operation;
    if (effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change') return [];
    const vswitch = context.vswitches.get(effect.vswitch);
    if (effect.adapter !== 'avio_lan' || vswitch === undefined || vswitch.uplinkAfter !== null) return [];
    return [refusal(effect.vswitch, 'Set adapter "lan", or give the vswitch an uplink', operation.address, context)];
  });
}

/** AVIO NICs that stay on a vswitch which loses its uplink. */
function strandedNics(operations: readonly Operation[], context: PlanningContext): readonly Diagnostic[] {
  const leaving = leavingNics(operations);
  return operations.flatMap(({ effect }) => {
    if (effect.type !== 'vswitch-create' || effect.uplink !== null) return [];
    return context.observed.guestNics.flatMap((nic) => {
      const address = resourceAddress('guestNic', `${nic.guest}:${nic.slot}`);
      if (nic.vswitch !== effect.vswitch || nic.adapter !== 'avio_lan' || leaving.has(address)) return [];
      const next = `Move NIC ${nic.slot} of guest ${nic.guest} away first, or keep the uplink`;
      return [refusal(effect.vswitch, next, address, context)];
    });
  });
}

function refusal(vswitch: string, next: string, address: string, context: PlanningContext): Diagnostic {
  const release = context.observed.platform.integrityVmVersion ?? 'an unknown release';
  return errorDiagnostic(
    'avio-needs-uplink',
    `avio_lan is not supported on guest-only vswitch ${vswitch}`,
    `${next} (ICA 4.2, p. 20; this host has ${release}).`,
    address,
  );
}
