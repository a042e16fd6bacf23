import { projection, type Projection } from '../clause';
import { actionAt, places } from '../follow';
import { followOffload, offloadAtStart, type OffloadState } from '../follow-offload';
import type { Goals } from '../goals';
import type { Situation } from '../situation';

/** Every NIC whose offload the plan names or touches ends with the settings it is to have. */
export function finalNics(situation: Situation, goals: Goals): readonly Projection[] {
  const names = new Set([...situation.offloadSteps.keys(), ...goals.identities('lanInterface')]);
  return [...names].map((nic) => {
    const wanted = wantedOffload(situation, goals, nic);
    return projection({
      about: nic,
      steps: places(situation.offloadSteps.get(nic)),
      start: offloadAtStart(situation, nic),
      next: (state, step) => followOffload(state, actionAt(situation, step), nic),
      end: (state) => {
        const wrong = (['rx', 'tx', 'segmentation'] as const).filter((name) => state[name] !== wanted[name]);
        return wrong.length === 0
          ? undefined
          : `${nic} does not end with the offload settings it is to have (${wrong.join(', ')})`;
      },
    });
  });
}

function wantedOffload(situation: Situation, goals: Goals, nic: string): OffloadState {
  const address = `lanInterface.${nic}`;
  const start = offloadAtStart(situation, nic);
  const checksum = goals.field(address, 'checksumOffload', null);
  const rx = checksum === null ? start.rx : checksum === 'on';
  const tx = checksum === null ? start.tx : checksum === 'on';
  const segmentation = goals.field(address, 'segmentationOffload', null);
  // Without transmit checksum offload there is no segmentation offload, whether a change names it or not.
  return {
    rx,
    tx,
    segmentation: segmentation === null ? start.segmentation && (tx || !start.tx) : segmentation === 'on',
  };
}
