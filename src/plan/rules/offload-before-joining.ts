import { errorDiagnostic } from '../../model/diagnostic';
import { APA_GUIDE_2008 } from '../documents';
import { joinedPortsOf, releasedPortsOf } from '../group-membership';
import type { Operation } from '../operation';
import type { SafetyRule } from '../safety-rule';

function setsSegmentation({ effect }: Operation): readonly string[] {
  return effect.type === 'nic-segmentation-offload' ? [effect.interface] : [];
}

/** Segmentation offload of a NIC is settled before it becomes a port of an aggregate. */
export const offloadBeforeJoining: SafetyRule = {
  id: 'offload-before-joining',
  title: 'Set segmentation offload of a NIC while it is no port of an aggregate',
  why: 'Once a NIC is a port, its segmentation offload can no longer be changed, and the change stops half way.',
  citations: [{ document: APA_GUIDE_2008, page: 16 }],
  severity: 'error',
  basis: 'documented',
  precedes: [
    {
      earlier: releasedPortsOf,
      later: setsSegmentation,
      why: () => 'the NIC is set while it is no port of an aggregate',
    },
    {
      earlier: setsSegmentation,
      later: joinedPortsOf,
      why: () => 'a NIC joins the aggregate with its segmentation offload settled',
    },
  ],
  forbids: (operations, context) => {
    const released = new Set<string>(operations.flatMap(releasedPortsOf));
    return operations.flatMap((operation) => {
      if (operation.effect.type !== 'nic-segmentation-offload') return [];
      const nic = operation.effect.interface;
      const group = context.index.lanInterface.get(nic)?.aggregate ?? null;
      if (group === null || released.has(nic)) return [];
      return [
        errorDiagnostic(
          'offload-before-joining',
          `segmentation offload of ${nic} cannot be changed while it is a port of ${group}`,
          `Take ${nic} out of ${group} in a plan of its own, then set the offload, then let it join again.`,
          operation.address,
        ),
      ];
    });
  },
  examples: { unsafe: [], safe: [] },
};
