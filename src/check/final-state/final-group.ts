import { projection, type Projection } from '../clause';
import { actionAt, followGroup, groupAtStart, places } from '../follow';
import type { Goals } from '../goals';
import type { Situation } from '../situation';

/** Every NIC ends in the group it is to be in, and every group in its mode and with its load balancing. */
export function finalGroups(situation: Situation, goals: Goals): readonly Projection[] {
  const groups = new Set([
    ...goals.identities('apaGroup'),
    ...situation.steps.flatMap(({ action }) => ('group' in action ? [action.group] : [])),
  ]);
  const home = wantedHomes(situation, goals, groups);
  const wanted = [...home].flatMap(([nic, group]) => (groups.has(group) ? [nic] : []));
  const found = situation.host.lanInterfaces.flatMap(({ name, aggregate }) =>
    aggregate !== null && groups.has(aggregate) ? [name] : [],
  );
  const members = new Set<string>([...situation.memberSteps.keys(), ...wanted, ...found]);
  return [
    ...[...members].map((nic) =>
      projection({
        about: nic,
        steps: places(situation.memberSteps.get(nic)),
        start: { group: groupAtStart(situation, nic) },
        next: ({ group }, step) => ({ group: followGroup(group, actionAt(situation, step), nic) }),
        end: ({ group }) => {
          const wanted = home.get(nic) ?? null;
          return group === wanted
            ? undefined
            : `${nic} ends in ${group ?? 'no group'}, and is to be in ${wanted ?? 'none'}`;
        },
      }),
    ),
    ...[...groups].flatMap((group) => [finalMode(situation, goals, group), ...finalBalancing(situation, goals, group)]),
  ];
}

/** The group that each NIC is to end in, for NICs of groups that the plan concerns. */
function wantedHomes(situation: Situation, goals: Goals, groups: ReadonlySet<string>): ReadonlyMap<string, string> {
  const home = new Map<string, string>();
  for (const nic of situation.host.lanInterfaces)
    if (nic.aggregate !== null && !groups.has(nic.aggregate)) home.set(nic.name, nic.aggregate);
  for (const group of groups) {
    const address = `apaGroup.${group}`;
    if (goals.isDeleted(address)) continue;
    const ports = goals.list(address, 'ports', situation.group.get(group)?.ports ?? []);
    for (const port of ports) home.set(port, group);
  }
  return home;
}

function finalMode(situation: Situation, goals: Goals, group: string): Projection {
  const address = `apaGroup.${group}`;
  const found = situation.group.get(group)?.mode ?? 'Not_Enabled';
  const wanted = goals.isDeleted(address) ? 'Not_Enabled' : String(goals.field(address, 'mode', found));
  const steps = (situation.groupSteps.get(group) ?? []).filter(
    ({ action }) => action.kind === 'join' || (action.kind === 'leave' && action.ports === null),
  );
  return projection<{ readonly mode: string }>({
    about: group,
    steps: places(steps),
    start: { mode: found },
    next: (_, step) => {
      const action = actionAt(situation, step);
      return { mode: action.kind === 'join' ? action.mode : 'Not_Enabled' };
    },
    end: ({ mode }) => (mode === wanted ? undefined : `${group} ends in mode ${mode}, and is to be in mode ${wanted}`),
    sameAs: (step) => {
      const action = actionAt(situation, step);
      return action.kind === 'join' ? action.mode : 'emptied';
    },
  });
}

function finalBalancing(situation: Situation, goals: Goals, group: string): readonly Projection[] {
  const address = `apaGroup.${group}`;
  const start = balancingAtStart(situation, group);
  const isRemade = goals.field(address, 'mode', null) !== null || goals.isDeleted(address);
  const wanted = goals.field(address, 'loadBalancing', start);
  // A group that is made anew keeps its algorithm by the wish for it, which is no change, or has the default.
  const isFree = isRemade && !goals.isFieldNamed(address, 'loadBalancing');
  const steps = situation.steps.filter(
    ({ action }) =>
      (action.kind === 'set-load-balancing' && action.group === group) ||
      (action.kind === 'set-group-key' && action.group === group) ||
      (action.kind === 'join' && action.group === group && action.loadBalancing !== null) ||
      (action.kind === 'leave' && action.group === group && action.ports === null),
  );
  if (steps.length === 0 && wanted === start) return [];
  return [
    projection<{ readonly balancing: string | null }>({
      about: group,
      steps: places(steps),
      start: { balancing: start },
      next: ({ balancing }, step) => {
        const action = actionAt(situation, step);
        if (action.kind === 'leave') return { balancing: null };
        return { balancing: 'loadBalancing' in action ? (action.loadBalancing ?? balancing) : balancing };
      },
      end: ({ balancing }) =>
        balancing === wanted || (isFree && balancing === null)
          ? undefined
          : `${group} ends with load balancing ${String(balancing)}, and is to have ${String(wanted)}`,
    }),
  ];
}

/** Null for a group that has no ports, or one that is active alone: those balance nothing. */
function balancingAtStart(situation: Situation, group: string): string | null {
  const found = situation.group.get(group);
  return found === undefined || found.mode === 'Not_Enabled' || found.loadBalancing === 'LB_HS'
    ? null
    : found.loadBalancing;
}
