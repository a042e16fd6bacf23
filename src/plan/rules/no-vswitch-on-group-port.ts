import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { APA_GUIDE_2014 } from '../documents';
import { joinedPortsOf } from '../group-membership';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** NICs that get a vswitch or become ports of a group. */
function newUses(operation: Operation): readonly string[] {
  const { effect } = operation;
  return effect.type === 'vswitch-create' && effect.uplink !== null ? [effect.uplink] : joinedPortsOf(operation);
}

/** Host VLAN interfaces that stay on a NIC which becomes a port. */
function lastingVlans(
  nic: InterfaceName,
  operations: readonly Operation[],
  context: PlanningContext,
): readonly Diagnostic[] {
  const going = new Set(
    operations.flatMap(({ effect }) => (effect.type === 'host-vlan-delete' ? [effect.interface] : [])),
  );
  return context.observed.hostVlans
    .filter((vlan) => vlan.uplink === nic && !going.has(vlan.name))
    .map(({ name }) =>
      errorDiagnostic(
        'no-vswitch-on-group-port',
        `host VLAN interface ${name} is on ${nic}, which would become a port of ${context.groupAfter.get(nic) ?? 'a group'}`,
        `Move ${name} to the group or remove it, in the same plan or before, or keep ${nic} out of the group.`,
        `hostVlan.${name}`,
      ),
    );
}

/** A NIC that is a port of a group is used through the group. */
export const noVswitchOnGroupPort: SafetyRule = {
  id: 'no-vswitch-on-group-port',
  title: 'Put a vswitch or a host VLAN on the aggregate, not on one of its ports',
  why: 'A port of a group carries the traffic of the group; a vswitch or VLAN of its own on it would lose its frames to the aggregate.',
  citations: [{ document: APA_GUIDE_2014, page: 44 }],
  severity: 'error',
  basis: 'recalled',
  forbids: (operations, context) => [
    ...operations.flatMap((operation) =>
      joinedPortsOf(operation).flatMap((nic) => lastingVlans(nic, operations, context)),
    ),
    ...operations.flatMap(newUses).flatMap((nic) => {
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
  ],
  examples: {
    unsafe: [
      { title: 'a vswitch on a port of the failover group', commands: ['/opt/hpvm/bin/hpvmnet -c -S vmlan1 -n 1'] },
    ],
    safe: [{ title: 'a vswitch on a NIC of its own', commands: ['/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3'] }],
  },
};
