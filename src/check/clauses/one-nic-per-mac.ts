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
    const ofHost = new Set<string>([...lanInterfaces, ...apaGroups].map(({ mac }) => mac));
    return [...usersByMac(situation)].map(([mac, users]) => {
      const identities = [...users];
      const isOfHost = ofHost.has(mac);
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

/** Guest NICs that have an address at some time, or get it, by the addresses that steps give. */
function usersByMac({ steps, host }: Situation): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  for (const { action } of steps) {
    const mac = givenMac(action);
    if (mac === null || !('guest' in action)) continue;
    const list = users.get(mac) ?? new Set();
    users.set(mac, list.add(`${action.guest}:${action.nic.slot}`));
  }
  for (const { guest, slot, mac } of host.guestNics) users.get(mac)?.add(`${guest}:${slot}`);
  return users;
}
