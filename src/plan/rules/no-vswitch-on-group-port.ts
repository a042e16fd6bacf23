import { errorDiagnostic } from '../../model/diagnostic';
import { APA_GUIDE_2014 } from '../documents';
import { joinedPortsOf } from '../group-membership';
import type { Operation } from '../operation';
import type { SafetyRule } from '../safety-rule';

/** NICs that get a vswitch or become ports of a group. */
function newUses(operation: Operation): readonly string[] {
  const { effect } = operation;
  return effect.type === 'vswitch-create' && effect.uplink !== null ? [effect.uplink] : joinedPortsOf(operation);
}

/** A NIC that is a port of a group is used through the group. */
export const noVswitchOnGroupPort: SafetyRule = {
  id: 'no-vswitch-on-group-port',
  title: 'Put a vswitch on the aggregate, not on one of its ports',
  why: 'A port of a group carries the traffic of the group; a vswitch of its own on it would lose its frames to the aggregate.',
  citations: [{ document: APA_GUIDE_2014, page: 44 }],
  severity: 'error',
  basis: 'recalled',
  forbids: (operations, context) =>
    operations.flatMap(newUses).flatMap((nic) => {
      const group = context.groupAfter.get(nic);
      const vswitch = context.vswitchesOn.get(nic)?.find((candidate) => candidate.uplinkAfter === nic);
      if (group === undefined || vswitch === undefined) return [];
      return [
        errorDiagnostic(
          'no-vswitch-on-group-port',
          `vswitch ${vswitch.name} would be on ${nic}, which is a port of ${group}`,
          `Use ${group} as uplink of ${vswitch.name}, or keep ${nic} out of ${group}.`,
          `vswitch.${vswitch.name}`,
        ),
      ];
    }),
  examples: {
    unsafe: [
      { title: 'a vswitch on a port of the failover group', commands: ['/opt/hpvm/bin/hpvmnet -c -S vmlan1 -n 1'] },
    ],
    safe: [{ title: 'a vswitch on a NIC of its own', commands: ['/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3'] }],
  },
};
