import { warningDiagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { VLAN_WHITE_PAPER } from '../documents';
import type { Operation } from '../operation';
import { uplinkOf, vswitchesAfter, type PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Interfaces whose load balancing for guests an operation decides about. */
function balancedBy({ effect }: Operation, context: PlanningContext): readonly InterfaceName[] {
  if (effect.type === 'apa-join' || effect.type === 'apa-load-balancing') return [effect.group];
  return effect.type === 'vswitch-create' || effect.type === 'vswitch-boot' ? uplinkOf(effect.vswitch, context) : [];
}

/** Advice: the choice has no effect on guests. */
export const nonMacLoadBalancing: SafetyRule = {
  id: 'non-mac-load-balancing',
  title: 'Balance a group beneath a vswitch by MAC address',
  why: 'Traffic of guests is always balanced by MAC address, whatever the group is set to.',
  citations: [{ document: VLAN_WHITE_PAPER, section: 'Using HP-UX VLANs with HPVM, note 6', page: 17 }],
  severity: 'warning',
  basis: 'documented',
  forbids: (operations, context) => {
    const groups = new Set(operations.flatMap((operation) => balancedBy(operation, context)));
    return [...groups].flatMap((group) => {
      const balancing = balancingAfter(group, context);
      const vswitches = vswitchesAfter(group, context);
      if (vswitches.length === 0 || (balancing !== 'LB_IP' && balancing !== 'LB_PORT')) return [];
      return [
        warningDiagnostic(
          'non-mac-load-balancing',
          `${balancing} of ${group} has no effect on the guests of vswitch ${vswitches.map(({ name }) => name).join(', ')}`,
          'Their traffic is balanced by MAC address (Planning and Implementing VLANs with HP-UX, note 6, p. 17); only the traffic of the VM host itself follows the setting. ' +
            'Set loadBalancing "LB_MAC", or leave it for the sake of the host.',
          `apaGroup.${group}`,
        ),
      ];
    });
  },
  examples: { unsafe: [], safe: [] },
};

/** A group that gets another mode loses its algorithm unless one is declared. */
function balancingAfter(group: InterfaceName, context: PlanningContext): string | null {
  const current = context.index.apaGroup.get(group);
  const wanted = context.desired.apaGroups?.find((each) => each.name === group);
  if (wanted?.loadBalancing !== undefined) return wanted.loadBalancing;
  const keepsMode = wanted?.mode === undefined || wanted.mode === current?.mode;
  return keepsMode ? (current?.loadBalancing ?? null) : null;
}
