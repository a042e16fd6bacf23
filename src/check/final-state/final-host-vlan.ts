import { projection, type Projection } from '../clause';
import { actionAt, places } from '../follow';
import { followHostVlanId, vlanAtStart } from '../follow-host-vlan';
import type { Goals } from '../goals';
import type { Situation } from '../situation';

/** Every host VLAN interface that the plan names or touches ends on the uplink and with the id it is to have. */
export function finalHostVlans(situation: Situation, goals: Goals): readonly Projection[] {
  const names = new Set([...situation.vlanSteps.keys(), ...goals.identities('hostVlan')]);
  return [...names].map((vlan) => {
    const address = `hostVlan.${vlan}`;
    const found = situation.hostVlan.get(vlan);
    const uplink = goals.field(address, 'uplink', found?.uplink ?? null);
    const id = goals.field(address, 'vlanId', found?.vlanId ?? null);
    const isToBe = !goals.isDeleted(address) && (found !== undefined || goals.isNamed(address));
    const wanted = isToBe ? `${String(uplink)} ${String(id)}` : null;
    return projection({
      about: vlan,
      steps: places(situation.vlanSteps.get(vlan)),
      start: { vlan: vlanAtStart(situation, vlan) },
      next: (state, step) => ({ vlan: followHostVlanId(state.vlan, actionAt(situation, step), vlan) }),
      end: (state) =>
        state.vlan === wanted
          ? undefined
          : `${vlan} ends as ${state.vlan ?? 'absent'} (uplink, id), and is to be ${wanted ?? 'absent'}`,
    });
  });
}
