import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { ETHERNET_GUIDE } from '../documents';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** TCP segmentation offload rests on transmit checksum offload. */
export const segmentationNeedsTransmitCko: SafetyRule = {
  id: 'segmentation-needs-transmit-cko',
  title: 'Turn TCP segmentation offload on only where transmit checksum offload is on',
  why: 'A NIC segments only packets whose checksums it computes itself, so that the command is refused and the plan stops half way.',
  citations: [{ document: ETHERNET_GUIDE, page: 35 }],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => [
    ...operations.flatMap((operation) => withoutTransmit(operation, context)),
    ...operations.flatMap((operation) => losesTransmit(operation, context)),
  ],
  examples: {
    unsafe: [
      {
        title: 'segmentation offload is turned on while checksum offload is off',
        commands: ['/usr/sbin/nwmgr -s -A vmtu=32160 -c lan3'],
      },
    ],
    safe: [
      {
        title: 'transmit checksum offload is on first',
        commands: ['/usr/sbin/nwmgr -s -A tx_cko=on -c lan3', '/usr/sbin/nwmgr -s -A vmtu=32160 -c lan3'],
      },
    ],
  },
};

/** Segmentation offload comes on, and transmit checksum offload is not on then, or nobody knows. */
function withoutTransmit({ effect, address }: Operation, context: PlanningContext): readonly Diagnostic[] {
  if (effect.type !== 'nic-segmentation-offload' || effect.value !== 'on') return [];
  const name = effect.interface;
  const planned = context.offloadChanges.get(name)?.find(({ path }) => path === 'checksumOffload')?.after;
  const now = context.index.lanInterface.get(name)?.transmitChecksumOffload ?? 'unknown';
  const transmit = planned ?? now;
  if (transmit === 'on') return [];
  return [
    refusal(name, address, planned === undefined ? `is ${now}` : 'is to be off', 'Set checksumOffload to "on" as well'),
  ];
}

/** Transmit checksum offload goes because a VLAN requires it, where the document asks for segmentation offload. */
function losesTransmit({ effect, address }: Operation, context: PlanningContext): readonly Diagnostic[] {
  if (effect.type !== 'nic-segmentation-offload' || effect.value !== 'off') return [];
  const name = effect.interface;
  const wanted = context.desired.lanInterfaces?.find((nic) => nic.name === name)?.segmentationOffload;
  return wanted === 'on' ? [refusal(name, address, 'has to go', 'Remove the VLAN behind it')] : [];
}

function refusal(name: InterfaceName, address: string, how: string, next: string): Diagnostic {
  return errorDiagnostic(
    'segmentation-needs-transmit-cko',
    `segmentation offload is to be on for ${name}, whose transmit checksum offload ${how}`,
    `Segmentation offload needs it (Ethernet Support Guide for HP-UX 11i v3, p. 35). ${next}, or set segmentationOffload to "off".`,
    address,
  );
}
