import { warningDiagnostic } from '../../model/diagnostic';
import { ICA_35, ICA_42 } from '../documents';
import type { Operation } from '../operation';
import type { SafetyRule } from '../safety-rule';

/** A cluster reacts to what happens to its nodes and packages. */
export const serviceguardNode: SafetyRule = {
  id: 'serviceguard-node',
  title: 'Move Serviceguard packages away before the network of their VM host is changed',
  why: 'The cluster takes an interruption for a failure and starts packages elsewhere, perhaps on a host without the same vswitches.',
  citations: [
    { document: ICA_42, section: '11.2', page: 194 },
    { document: ICA_42, section: '11.3', page: 199 },
    { document: ICA_35, section: '11.5.3', page: 166 },
  ],
  severity: 'warning',
  basis: 'documented',
  forbids: (operations, context) => {
    const { serviceguard } = context.observed.cluster;
    if (operations.length === 0 || serviceguard === 'absent') return [];
    const [summary, condition] =
      serviceguard === 'running'
        ? ['this host is a Serviceguard node: cmcld runs', 'First']
        : ['it could not be read whether this host is a Serviceguard node', 'If it is one, first'];
    return [
      warningDiagnostic(
        'serviceguard-node',
        summary,
        [
          `${condition} move packages to another node; where guests of this host are cluster nodes themselves, halt those (ICA 4.2, 11.2, p. 194).`,
          ...(operations.some(changesGuest)
            ? ['A guest that is a package itself has to be changed alike on every node (ICA 4.2, 11.3, p. 199).']
            : []),
          ...(operations.some(changesVswitch)
            ? [
                'Every node that it may move to needs vswitches of the same names with the same port VLANs (ICA A.03.50, 11.5.3, p. 166).',
              ]
            : []),
        ].join('\n'),
      ),
    ];
  },
  examples: { unsafe: [], safe: [] },
};

function changesGuest({ effect }: Operation): boolean {
  return effect.type === 'guest-nic-add' || effect.type === 'guest-nic-change' || effect.type === 'guest-nic-remove';
}

function changesVswitch({ effect }: Operation): boolean {
  return effect.type === 'vswitch-create' || effect.type === 'vswitch-delete' || effect.type === 'port-vlan';
}
