import { projection, type Clause } from '../clause';
import { actionAt, followVswitch, isRunning, places, vswitchAtStart, type Staleness } from '../follow';

/** A vswitch that still shows the IP address its uplink had when it booted. */
export const vswitchKeepsOldAddress: Clause = {
  id: 'vswitch-keeps-old-address',
  source: 'vPars and Integrity VM V6.3 Administrator Guide, 8.2.1.8, p. 118',
  projections: (situation) =>
    [...situation.uplinksOf].flatMap(([vswitch, uplinks]) =>
      [...uplinks].flatMap((uplink) =>
        situation.steps
          .filter(({ action }) => (action.kind === 'plumb' || action.kind === 'unplumb') && action.interface === uplink)
          .map((change) =>
            projection<Staleness>({
              about: `${vswitch}, ${uplink}`,
              steps: places([change], situation.vswitchSteps.get(vswitch)),
              start: { ...vswitchAtStart(situation, vswitch), isStale: false },
              next: (state, step) =>
                step === change.place
                  ? { ...state, isStale: isRunning(state.power) && state.uplink === uplink }
                  : { ...followVswitch(state, actionAt(situation, step), vswitch), isStale: false },
              end: ({ isStale }) =>
                isStale ? `${vswitch} still has the IP address that ${uplink} had before` : undefined,
            }),
          ),
      ),
    ),
};
