import { warningDiagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import type { ObservedLanInterface } from '../../model/observed-host';
import { APA_NOTES_2007, RELEASE_NOTES_425 } from '../documents';
import type { Operation } from '../operation';
import {
  listedNics,
  nicsBehindAfter,
  uplinkOf,
  uplinksAfter,
  vswitchesAfter,
  type PlanningContext,
} from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Interfaces beneath vswitches of which an operation decides what traffic they carry. */
function decidedBy({ effect }: Operation, context: PlanningContext): readonly InterfaceName[] {
  if (effect.type === 'apa-join') return [effect.group];
  if (effect.type === 'nic-segmentation-offload') return uplinksAfter(effect.interface, context);
  return effect.type === 'vswitch-create' || effect.type === 'vswitch-boot' ? uplinkOf(effect.vswitch, context) : [];
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
    const isOn = ({ name, virtualMtuBytes }: ObservedLanInterface): boolean => {
      const planned = set.get(name);
      return planned === undefined ? Number(virtualMtuBytes) > 0 : planned === 'on';
    };
    const uplinks = new Set(operations.flatMap((operation) => decidedBy(operation, context)));
    const groups = [...uplinks].filter((uplink) => context.index.apaGroup.has(uplink));
    return groups.flatMap((group) => {
      const vswitches = vswitchesAfter(group, context);
      const offloading = listedNics(nicsBehindAfter(group, context), context).filter(isOn);
      if (vswitches.length === 0 || offloading.length === 0) return [];
      return [
        warningDiagnostic(
          'offload-on-aggregates',
          `segmentation offload stays on (${offloading.map(({ name }) => name).join(', ')}) in ${group} beneath vswitch ${vswitches.map(({ name }) => name).join(', ')}`,
          'A group takes TSO over from its ports (APA Release Notes, 11i v3, February 2007, p. 5), and nobody documents it beneath a vswitch. ' +
            'If guests see stalled connections, declare the NICs with segmentationOffload "off"; a NIC must leave a link aggregate for that.',
          `apaGroup.${group}`,
        ),
      ];
    });
  },
  examples: { unsafe: [], safe: [] },
};
