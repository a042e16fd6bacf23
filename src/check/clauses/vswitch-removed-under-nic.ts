import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';

/**
 * A vswitch that goes for good while a guest NIC is on it, or that is made anew after a guest NIC came to the old one: the
 * NIC comes to the new one, those that were there before stay through.
 */
export const vswitchRemovedUnderNic: Clause = {
  id: 'vswitch-removed-under-nic',
  source: 'vPars and Integrity VM V6.3 Administrator Guide, 13.19.2.2, p. 251',
  projections: (situation) =>
    [...situation.vswitchSteps].flatMap(([vswitch, life]) => {
      const removal = life.find(({ action }) => action.kind === 'delete-vswitch');
      if (removal === undefined) return [];
      const isMadeAnew = life.some(({ action }) => action.kind === 'create-vswitch');
      const nics = (situation.nicsOfVswitch.get(vswitch) ?? []).filter(
        (identity) => !isMadeAnew || situation.guestNicSteps.has(identity),
      );
      return nics.map((identity) =>
        projection({
          about: `${vswitch}, ${identity}`,
          steps: places([removal], situation.guestNicSteps.get(identity)),
          start: { isOn: !isMadeAnew && situation.guestNic.get(identity)?.vswitch === vswitch },
          next: ({ isOn }, step) => {
            const action = actionAt(situation, step);
            if (action.kind === 'remove-nic') return { isOn: false };
            if (action.kind === 'add-nic' || action.kind === 'change-nic')
              return { isOn: action.nic.vswitch === vswitch };
            return isOn ? { harm: `${vswitch} is removed while ${identity} is on it` } : { isOn };
          },
        }),
      );
    }),
};
