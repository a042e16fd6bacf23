import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import { offloadAtStart } from '../follow-offload';

type Offload = {
  /** Transmit checksum offload; null: it could not be read, and is good for nothing. */
  readonly transmit: 'on' | 'off' | null;
  readonly isSegmenting: boolean;
};

/** TCP segmentation offload without transmit checksum offload. */
export const segmentationNeedsTransmit: Clause = {
  id: 'segmentation-needs-transmit',
  source: 'Ethernet Support Guide for HP-UX 11i v3, p. 35; the order of switching off is inferred',
  projections: (situation) =>
    [...situation.offloadSteps].map(([nic, steps]) => {
      const harm = { harm: `${nic} segments TCP without transmit checksum offload` };
      const start: Offload = {
        transmit: situation.nic.get(nic)?.transmitChecksumOffload ?? null,
        isSegmenting: offloadAtStart(situation, nic).segmentation,
      };
      return projection<Offload>({
        about: nic,
        steps: places(steps),
        start,
        isFromStart: start.isSegmenting && start.transmit !== 'on',
        next: (state, step) => {
          const action = actionAt(situation, step);
          if (action.kind === 'set-virtual-mtu') {
            const isSegmenting = action.bytes !== 0;
            return isSegmenting && state.transmit !== 'on' ? harm : { ...state, isSegmenting };
          }
          if (action.kind !== 'set-checksum-offload' || action.direction !== 'tx') return state;
          if (action.isOn) return { ...state, transmit: 'on' };
          return state.isSegmenting && state.transmit !== 'off' ? harm : { ...state, transmit: 'off' };
        },
      });
    }),
};
