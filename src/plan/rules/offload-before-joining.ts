import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { APA_GUIDE_2008 } from '../documents';
import { joinedPortsOf, releasedPortsOf } from '../group-membership';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

function setsSegmentation({ effect }: Operation): readonly string[] {
  return effect.type === 'nic-segmentation-offload' ? [effect.interface] : [];
}

/** The guide forbids the change in link aggregates only; of failover groups it says that they go by their active port. */
function isFailover(group: InterfaceName, context: PlanningContext): boolean {
  return context.index.apaGroup.get(group)?.mode === 'LAN_MONITOR';
}

function leavesAggregate(operation: Operation, context: PlanningContext): readonly string[] {
  const { effect } = operation;
  const isLeaving = effect.type === 'apa-clear' || effect.type === 'apa-remove-port';
  return isLeaving && !isFailover(effect.group, context) ? releasedPortsOf(operation) : [];
}

function joinsAggregate(operation: Operation): readonly string[] {
  const { effect } = operation;
  return effect.type === 'apa-join' && effect.mode !== 'LAN_MONITOR' ? joinedPortsOf(operation) : [];
}

/** Segmentation offload of a NIC is settled before it becomes a port of a link aggregate. */
export const offloadBeforeJoining: SafetyRule = {
  id: 'offload-before-joining',
  title: 'Set segmentation offload of a NIC while it is no port of a link aggregate',
  why: 'Once a NIC is a port of a link aggregate, its segmentation offload can no longer be changed, and the change stops half way.',
  citations: [{ document: APA_GUIDE_2008, page: 16 }],
  severity: 'error',
  basis: 'documented',
  precedes: [
    {
      earlier: leavesAggregate,
      later: setsSegmentation,
      why: () => 'the NIC is set while it is no port of an aggregate',
    },
    {
      earlier: setsSegmentation,
      later: joinsAggregate,
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
      if (isFailover(group, context))
        return [
          warningDiagnostic(
            'offload-before-joining',
            `segmentation offload of ${nic} changes while it is a port of failover group ${group}`,
            `The group has the segmentation offload of its active port, so it changes with it, and again when another port takes over (${APA_GUIDE_2008}, p. 16). ` +
              'That page forbids the change in link aggregates only; that a failover group allows it, it does not say. Keep all ports of the group alike.',
            operation.address,
          ),
        ];
      return [
        errorDiagnostic(
          'offload-before-joining',
          `segmentation offload of ${nic} cannot be changed while it is a port of link aggregate ${group}`,
          `Take ${nic} out of ${group} in a plan of its own, then set the offload, then let it join again.`,
          operation.address,
        ),
      ];
    });
  },
  examples: { unsafe: [], safe: [] },
};
