import { projection, type Clause, type Projection } from '../clause';
import { actionAt, followVswitch, places, vswitchAtStart } from '../follow';
import { followPorts, portChange, portsAtStart } from '../follow-group-ports';
import type { CheckedStep, Situation } from '../situation';

/**
 * What needs an aggregate with at least one port: a vswitch that is created or boots on it, a VLAN or an address that is put
 * on it. Only for aggregates whose ports the plan changes; what is on another, and why that is empty, it leaves as it is.
 */
export const groupHasPorts: Clause = {
  id: 'group-has-ports',
  source: "inferred from APA Administrator's Guide 11i v3, March 2014, p. 31: an aggregate without ports is down",
  projections: (situation) =>
    [...situation.groupSteps.keys()].flatMap((group) => [
      ...(situation.vswitchesOn.get(group) ?? []).flatMap((vswitch) =>
        (situation.vswitchSteps.get(vswitch) ?? [])
          .filter(({ action }) => action.kind === 'boot-vswitch')
          .map((boot) => bootOn(situation, group, vswitch, boot)),
      ),
      ...situation.steps
        .filter(
          ({ action }) =>
            ((action.kind === 'create-vlan' || action.kind === 'create-vswitch') && action.uplink === group) ||
            (action.kind === 'plumb' && action.interface === group),
        )
        .map((use) => useOf(situation, group, use)),
    ]),
};

function bootOn(situation: Situation, group: string, vswitch: string, boot: CheckedStep): Projection {
  return projection({
    about: `${vswitch}, ${group}`,
    steps: places(situation.groupSteps.get(group), situation.vswitchSteps.get(vswitch)),
    start: { ports: portsAtStart(situation, group), ...vswitchAtStart(situation, vswitch) },
    next: ({ ports, ...state }, step) => {
      const action = actionAt(situation, step);
      if (step === boot.place && state.uplink === group && ports <= 0)
        return { harm: `${vswitch} is booted on ${group}, which has no port` };
      return { ports: followPorts(ports, action), ...followVswitch(state, action, vswitch) };
    },
    sameAs: (step) => portChange(actionAt(situation, step), step),
  });
}

function useOf(situation: Situation, group: string, use: CheckedStep): Projection {
  return projection({
    about: group,
    steps: places(situation.groupSteps.get(group), [use]),
    start: { ports: portsAtStart(situation, group) },
    next: ({ ports }, step) => {
      if (step === use.place && ports <= 0) return { harm: `${use.id} puts something on ${group}, which has no port` };
      return { ports: followPorts(ports, actionAt(situation, step)) };
    },
    sameAs: (step) => portChange(actionAt(situation, step), step),
  });
}
