import { errorDiagnostic } from '../../model/diagnostic';
import { resourceAddress } from '../../model/resource';
import { isOnlySaved } from '../../model/saved-field';
import type { SafetyRule } from '../safety-rule';

/** A VLAN id is used once on an interface. */
export const oneHostVlanPerId: SafetyRule = {
  id: 'one-host-vlan-per-id',
  title: 'Use a VLAN id once per interface, and remove the old host VLAN interface before the new one is made',
  why: 'VLAN ids are unique per interface: a second VLAN interface with the same id is refused, and the change stops half way.',
  citations: [{ document: "HP-UX VLAN Administrator's Guide, February 2007", page: 26 }],
  severity: 'error',
  basis: 'documented',
  precedes: [
    {
      earlier: ({ effect }, context) => {
        if (effect.type !== 'host-vlan-delete') return [];
        const id = context.index.hostVlan.get(effect.interface)?.vlanId ?? null;
        return [`${effect.uplink} ${String(id)}`];
      },
      later: ({ effect }) => (effect.type === 'host-vlan-create' ? [`${effect.uplink} ${String(effect.vlanId)}`] : []),
      why: () => 'an interface carries a VLAN id only once',
    },
  ],
  forbids: (operations, context) => {
    const changed = new Set<string>(
      context.changes.filter((change) => !isOnlySaved(change)).map((change) => change.address),
    );
    const made = new Map<string, string>();
    for (const { name, uplink, vlanId } of context.observed.hostVlans) {
      if (!changed.has(resourceAddress('hostVlan', name))) made.set(`${uplink} ${String(vlanId)}`, name);
    }
    return operations.flatMap((operation) => {
      if (operation.effect.type !== 'host-vlan-create') return [];
      const { interface: name, uplink, vlanId } = operation.effect;
      const use = `${uplink} ${String(vlanId)}`;
      const other = made.get(use);
      made.set(use, name);
      if (other === undefined) return [];
      return [
        errorDiagnostic(
          'one-host-vlan-per-id',
          `VLAN ${String(vlanId)} on ${uplink} is already used by ${other}`,
          `Declare ${other} instead of ${name}, remove ${other} first, or use another VLAN id.`,
          operation.address,
        ),
      ];
    });
  },
  examples: {
    unsafe: [
      {
        title: 'the same id twice on lan3',
        given: ['/usr/sbin/nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5000'],
        commands: ['/usr/sbin/nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5001'],
      },
    ],
    safe: [
      {
        title: 'the old interface goes first',
        given: ['/usr/sbin/nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5000'],
        commands: ['/usr/sbin/nwmgr -d -c lan5000', '/usr/sbin/nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5001'],
      },
    ],
  },
};
