import type { Action } from '../action';
import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import type { Situation } from '../situation';

/** Two NICs with one MAC address, among guests and with the VM host, whose aggregates may have one of their own. */
export const oneNicPerMac: Clause = {
  id: 'one-nic-per-mac',
  source: 'Integrity VM 4.3 Installation, Configuration, and Administration, hpvmresources(5), p. 325',
  projections: (situation) => {
    const { lanInterfaces, apaGroups } = situation.host;
    const given = new Set(situation.steps.flatMap(({ action }) => givenMac(action) ?? []));
    return [...given].map((mac) => {
      const identities = usersOf(situation, mac);
      const isOfHost = [...lanInterfaces, ...apaGroups].some((each) => each.mac === mac);
      return projection({
        about: mac,
        steps: places(...identities.map((identity) => situation.guestNicSteps.get(identity))),
        start: Object.fromEntries(
          identities.map((identity) => [identity, situation.guestNic.get(identity)?.mac === mac]),
        ),
        isFromStart:
          identities.filter((identity) => situation.guestNic.get(identity)?.mac === mac).length > (isOfHost ? 0 : 1),
        next: (users, step) => {
          const action = actionAt(situation, step);
          // A change that names no address keeps the one that is there.
          if (!('guest' in action) || (action.kind === 'change-nic' && action.nic.mac === null)) return users;
          const identity = `${action.guest}:${action.nic.slot}`;
          const gets = givenMac(action) === mac;
          const after = { ...users, [identity]: gets };
          if (!gets || (!isOfHost && Object.values(after).filter(Boolean).length < 2)) return after;
          return { harm: `${identity} gets MAC address ${mac}, which another NIC has` };
        },
      });
    });
  },
};

/** The address that a guest NIC gets by name. */
function givenMac(action: Action): string | null {
  return action.kind === 'add-nic' || action.kind === 'change-nic' ? action.nic.mac : null;
}

/** Guest NICs that have the address at some time, or get it. */
function usersOf(situation: Situation, mac: string): readonly string[] {
  const given = situation.steps.flatMap(({ action }) =>
    'guest' in action && givenMac(action) === mac ? [`${action.guest}:${action.nic.slot}`] : [],
  );
  const found = situation.host.guestNics.filter((nic) => nic.mac === mac).map((nic) => `${nic.guest}:${nic.slot}`);
  return [...new Set([...given, ...found])];
}
