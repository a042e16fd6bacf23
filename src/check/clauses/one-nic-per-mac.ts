import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import type { Situation } from '../situation';

/** Two NICs with one MAC address, among guests and with the VM host. */
export const oneNicPerMac: Clause = {
  id: 'one-nic-per-mac',
  source: 'Integrity VM 4.3 Installation, Configuration, and Administration, hpvmresources(5), p. 325',
  projections: (situation) => {
    const fixed = situation.steps.flatMap(({ action }) =>
      action.kind === 'add-nic' && action.nic.mac !== null ? [action.nic.mac] : [],
    );
    return [...new Set(fixed)].flatMap((mac) => {
      const identities = usersOf(situation, mac);
      const isOfHost = situation.host.lanInterfaces.some((nic) => nic.mac === mac);
      return [
        projection({
          about: mac,
          steps: places(...identities.map((identity) => situation.guestNicSteps.get(identity))),
          start: Object.fromEntries(
            identities.map((identity) => [identity, situation.guestNic.get(identity)?.mac === mac]),
          ),
          next: (users, step) => {
            const action = actionAt(situation, step);
            if (action.kind !== 'add-nic' && action.kind !== 'remove-nic') return users;
            const identity = `${action.guest}:${action.nic.slot}`;
            const after = { ...users, [identity]: action.kind === 'add-nic' && action.nic.mac === mac };
            const count = Object.values(after).filter(Boolean).length + (isOfHost ? 1 : 0);
            if (after[identity] !== true || count < 2) return after;
            return { harm: `${identity} gets MAC address ${mac}, which another NIC has` };
          },
        }),
      ];
    });
  },
};

function usersOf(situation: Situation, mac: string): readonly string[] {
  const given = situation.steps.flatMap(({ action }) =>
    action.kind === 'add-nic' && action.nic.mac === mac ? [`${action.guest}:${action.nic.slot}`] : [],
  );
  const found = situation.host.guestNics.filter((nic) => nic.mac === mac).map((nic) => `${nic.guest}:${nic.slot}`);
  return [...new Set([...given, ...found])];
}
