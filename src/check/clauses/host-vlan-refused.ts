import { projection, type Clause, type Projection } from '../clause';
import { actionAt, places } from '../follow';
import { followHostVlanId, vlanAtStart } from '../follow-host-vlan';
import type { Situation } from '../situation';

/** A host VLAN interface that is made twice, removed when it is not there, or shares its id with another on the uplink. */
export const hostVlanRefused: Clause = {
  id: 'host-vlan-refused',
  source: "HP-UX VLAN Administrator's Guide, February 2007, p. 26",
  projections: (situation) => [
    ...[...situation.vlanSteps].map(([vlan, steps]) =>
      projection({
        about: vlan,
        steps: places(steps),
        start: { isThere: situation.hostVlan.has(vlan) },
        next: ({ isThere }, step) => {
          const { kind } = actionAt(situation, step);
          if ((kind === 'create-vlan') === isThere)
            return {
              harm: isThere ? `${vlan} is created although it exists` : `${vlan} is removed although it does not exist`,
            };
          return { isThere: kind === 'create-vlan' };
        },
      }),
    ),
    ...twins(situation),
  ],
};

/** Pairs of interfaces that have one id on one uplink at some time. */
function twins(situation: Situation): readonly Projection[] {
  const users = new Map<string, Set<string>>();
  const note = (key: string, vlan: string): void => {
    users.set(key, (users.get(key) ?? new Set()).add(vlan));
  };
  for (const { name, uplink, vlanId } of situation.host.hostVlans) note(`${uplink} ${String(vlanId)}`, name);
  for (const { action } of situation.steps)
    if (action.kind === 'create-vlan') note(`${action.uplink} ${String(action.id)}`, action.vlan);
  return [...users].flatMap(([key, names]) => {
    const vlans = [...names];
    const steps = places(...vlans.map((vlan) => situation.vlanSteps.get(vlan)));
    if (vlans.length < 2 || steps.length === 0) return [];
    return [
      projection({
        about: vlans.join(', '),
        steps,
        start: Object.fromEntries(vlans.map((vlan) => [vlan, vlanAtStart(situation, vlan)])),
        next: (state, step) => {
          const action = actionAt(situation, step);
          const after = Object.fromEntries(
            vlans.map((vlan) => [vlan, followHostVlanId(state[vlan] ?? null, action, vlan)]),
          );
          const count = (them: typeof state): number => Object.values(them).filter((each) => each === key).length;
          if (count(after) < 2 || count(after) <= count(state)) return after;
          return { harm: `two VLAN interfaces have one id on one interface (${key})` };
        },
      }),
    ];
  });
}
