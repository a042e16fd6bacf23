import { warningDiagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { APA_NOTES_2007, RELEASE_NOTES_425 } from '../documents';
import type { Operation } from '../operation';
import { nicsBehindAfter, type PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Groups beneath vswitches on which an operation decides what traffic they carry. */
function groupOf({ effect }: Operation, context: PlanningContext): readonly InterfaceName[] {
  switch (effect.type) {
    case 'apa-join':
      return [effect.group];
    case 'nic-segmentation-offload': {
      const group = context.groupAfter.get(effect.interface);
      return group === undefined ? [] : [group];
    }
    case 'vswitch-create':
    case 'vswitch-boot': {
      const uplink = context.vswitches.get(effect.vswitch)?.uplinkAfter;
      return uplink !== null && uplink !== undefined && context.portsBefore.has(uplink) ? [uplink] : [];
    }
    default:
      return [];
  }
}

/** Advice: no document speaks of TSO beneath a vswitch, so it never decides. */
export const offloadOnAggregates: SafetyRule = {
  id: 'offload-on-aggregates',
  title: 'Keep segmentation offload off on the ports of a group beneath a vswitch',
  why: 'A group takes over TSO when all its ports have it; like checksum offload, on which it rests, it is not known to work for guests.',
  citations: [
    { document: APA_NOTES_2007, page: 5 },
    { document: RELEASE_NOTES_425, section: '7.2.20', page: 75 },
  ],
  severity: 'warning',
  basis: 'recalled',
  forbids: (operations, context) => {
    const set = new Map<string, string>();
    for (const { effect } of operations) {
      if (effect.type === 'nic-segmentation-offload') set.set(effect.interface, effect.value);
    }
    const isOn = (name: string): boolean => {
      const planned = set.get(name);
      if (planned !== undefined) return planned === 'on';
      return (context.index.lanInterface.get(name)?.virtualMtuBytes ?? 0) > 0;
    };
    const groups = new Set(operations.flatMap((operation) => groupOf(operation, context)));
    return [...groups].flatMap((group) => {
      const vswitches = (context.vswitchesOn.get(group) ?? []).filter(({ uplinkAfter }) => uplinkAfter === group);
      const offloading = nicsBehindAfter(group, context).filter(isOn);
      if (vswitches.length === 0 || offloading.length === 0) return [];
      return [
        warningDiagnostic(
          'offload-on-aggregates',
          `segmentation offload stays on (${offloading.join(', ')}) in ${group} beneath vswitch ${vswitches.map(({ name }) => name).join(', ')}`,
          'A group takes TSO over from its ports (APA Release Notes, 11i v3, February 2007, p. 5), and nobody documents it beneath a vswitch. ' +
            'If guests see stalled connections, declare the NICs with segmentationOffload "off"; a NIC must leave the group for that.',
          `apaGroup.${group}`,
        ),
      ];
    });
  },
  examples: { unsafe: [], safe: [] },
};
