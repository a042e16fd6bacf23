import type { Action } from '../action';
import { projection, type Clause } from '../clause';
import type { Situation } from '../situation';

/** A change of the running configuration that the next boot would take back, because nothing saves it. */
export const changeNotSaved: Clause = {
  id: 'change-not-saved',
  source: 'nwmgr_intl100(1M) and nwmgr_vlan(1M), February 2007; field use of nwmgr -s -S apa -A all --saved --from cu',
  projections: (situation) =>
    needs(situation).map(({ what, isMet }) =>
      projection<{ readonly isSaved: boolean }>({
        about: what,
        steps: situation.steps.filter(({ action }) => isMet(action)).map(({ place }) => place),
        start: { isSaved: false },
        next: () => ({ isSaved: true }),
        end: ({ isSaved }) => (isSaved ? undefined : `${what} is changed and never saved: the next boot takes it back`),
        sameAs: () => 'save',
      }),
    ),
};

interface Need {
  readonly what: string;
  readonly isMet: (action: Action) => boolean;
}

function needs(situation: Situation): readonly Need[] {
  const saves = (kind: Action['kind'], name: string) => (action: Action) =>
    action.kind === kind && 'interface' in action && action.interface === name;
  const vlans = [...situation.vlanSteps].flatMap(([vlan, steps]) => {
    const last = steps.at(-1)?.action.kind === 'create-vlan' ? 'save-vlan' : 'unsave-vlan';
    if (last === 'unsave-vlan' && isNotSaved(situation, vlan)) return [];
    return [{ what: vlan, isMet: saves(last, vlan) }];
  });
  const nics = [...situation.offloadSteps.keys()].map((nic) => ({ what: nic, isMet: saves('save-nic', nic) }));
  const groups = new Set(
    situation.steps.flatMap(({ action }) =>
      action.kind === 'join' ||
      action.kind === 'leave' ||
      action.kind === 'set-group-key' ||
      action.kind === 'set-load-balancing'
        ? [action.group]
        : [],
    ),
  );
  const apa = [...groups].map((group) => ({ what: group, isMet: (action: Action) => action.kind === 'save-apa' }));
  return [...nics, ...apa, ...vlans];
}

/** Whether the host is known not to have a VLAN interface in its saved configuration. */
function isNotSaved({ host }: Situation, vlan: string): boolean {
  return host.saved?.hostVlans?.every(({ name }) => name !== null && name !== vlan) ?? false;
}
