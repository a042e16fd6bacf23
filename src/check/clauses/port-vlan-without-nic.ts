import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import type { CheckedStep, Situation } from '../situation';
import { followPortUse, nicsOfPort, portUseAtStart } from '../follow-port';

/** A port VLAN that is set before a guest NIC has the port. */
export const portVlanWithoutNic: Clause = {
  id: 'port-vlan-without-nic',
  source:
    'inferred from the V6.3 Administrator Guide, p. 122: the guest NIC is attached first, then its port gets a VLAN',
  projections: (situation) =>
    situation.steps.flatMap((setting) => {
      const { action } = setting;
      if (action.kind !== 'set-port-vlan') return [];
      return nicsOfPort(situation, action.vswitch, action.port).some((identity) =>
        situation.guestNicSteps.has(identity),
      )
        ? [follow(situation, setting, action.vswitch, action.port)]
        : [];
    }),
};

function follow(
  situation: Situation,
  setting: CheckedStep,
  vswitch: string,
  port: number,
): ReturnType<typeof projection> {
  const identities = nicsOfPort(situation, vswitch, port);
  return projection({
    about: `${vswitch} port ${String(port)}`,
    steps: places([setting], ...identities.map((identity) => situation.guestNicSteps.get(identity))),
    start: portUseAtStart(situation, identities, vswitch, port),
    next: (users, step) => {
      if (step !== setting.place) return followPortUse(users, actionAt(situation, step), vswitch, port);
      return Object.values(users).includes(true)
        ? users
        : { harm: `the VLAN of port ${String(port)} of ${vswitch} is set while no guest NIC has the port` };
    },
  });
}
