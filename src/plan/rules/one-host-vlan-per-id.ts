import { errorDiagnostic } from '../../model/diagnostic';
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
      earlier: ({ effect }) => (effect.type === 'host-vlan-delete' ? [effect.uplink] : []),
      later: ({ effect }) => (effect.type === 'host-vlan-create' ? [effect.uplink] : []),
      why: () => 'an interface carries a VLAN id only once',
    },
  ],
  forbids: (operations, context) => {
    const going = new Set(
      operations.flatMap(({ effect }) => (effect.type === 'host-vlan-delete' ? [effect.interface as string] : [])),
    );
    const made = new Map<string, string>();
    for (const vlan of context.observed.hostVlans) {
      if (!going.has(vlan.name)) made.set(`${vlan.uplink} ${String(vlan.vlanId)}`, vlan.name);
    }
    return operations.flatMap((operation) => {
      if (operation.effect.type !== 'host-vlan-create') return [];
      const name = operation.effect.interface;
      const uplink = operation.effect.uplink;
      const wanted = context.desired.hostVlans?.find((vlan) => vlan.name === name)?.vlanId;
      const id = wanted ?? context.index.hostVlan.get(name)?.vlanId ?? null;
      const other = made.get(`${uplink} ${String(id)}`);
      made.set(`${uplink} ${String(id)}`, name);
      if (other === undefined || other === name) return [];
      return [
        errorDiagnostic(
          'one-host-vlan-per-id',
          `VLAN ${String(id)} on ${uplink} is already used by ${other}`,
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
