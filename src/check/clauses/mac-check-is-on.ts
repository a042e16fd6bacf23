import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';

/** A guest NIC that is added while HPVMMACADDRFRAMES is 0: nobody notices a duplicate MAC address. */
export const macCheckIsOn: Clause = {
  id: 'mac-check-is-on',
  source: 'Integrity VM 4.2.5 Release Notes, 7.2.17, p. 75',
  projections: (situation) => {
    const settings = situation.steps.filter(({ action }) => action.kind === 'set-frames');
    return situation.steps.flatMap((arrival) => {
      const { action } = arrival;
      if (action.kind !== 'add-nic') return [];
      return [
        projection({
          about: `${action.guest} ${action.nic.slot}`,
          steps: places([arrival], settings),
          start: { isOff: situation.host.tunables.macAddressFrames === 0 },
          // It comes back with the address that it had.
          isFromStart: situation.guestNic.get(`${action.guest}:${action.nic.slot}`)?.mac === action.nic.mac,
          next: ({ isOff }, step) => {
            const now = actionAt(situation, step);
            if (now.kind === 'set-frames') return { isOff: now.frames === 0 };
            return isOff ? { harm: `${action.guest} gets a NIC while MAC addresses are not checked` } : { isOff };
          },
        }),
      ];
    });
  },
};
