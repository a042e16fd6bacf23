import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import { followOffload, offloadAtStart } from '../follow-offload';

/** TCP segmentation offload without transmit checksum offload. */
export const segmentationNeedsTransmit: Clause = {
  id: 'segmentation-needs-transmit',
  source: 'Ethernet Support Guide for HP-UX 11i v3, p. 35; the order of switching off is inferred',
  projections: (situation) =>
    [...situation.offloadSteps].map(([nic, steps]) =>
      projection({
        about: nic,
        steps: places(steps),
        start: offloadAtStart(situation, nic),
        next: (state, step) => {
          const after = followOffload(state, actionAt(situation, step), nic);
          if (!after.segmentation || after.tx || (state.segmentation && !state.tx)) return after;
          return { harm: `${nic} segments TCP without transmit checksum offload` };
        },
      }),
    ),
};
