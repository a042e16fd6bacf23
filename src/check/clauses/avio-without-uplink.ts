import { projection, type Clause } from '../clause';
import { isReleaseFrom } from '../release';
import { actionAt, followVswitch, places, vswitchAtStart } from '../follow';

/** An AVIO NIC that ends on a vswitch without uplink, up to Integrity VM 4.2. */
export const avioWithoutUplink: Clause = {
  id: 'avio-without-uplink',
  source: 'Integrity VM 4.2 Installation, Configuration, and Administration, p. 20',
  projections: (situation) => {
    if (isReleaseFrom(situation.host.platform.integrityVmVersion, 4, 3)) return [];
    return [...situation.nicsOfVswitch].flatMap(([vswitch, identities]) =>
      identities.flatMap((identity) => {
        const steps = places(situation.vswitchSteps.get(vswitch), situation.guestNicSteps.get(identity));
        if (steps.length === 0) return [];
        const found = situation.guestNic.get(identity);
        const { power, uplink } = vswitchAtStart(situation, vswitch);
        const isOn = found?.vswitch === vswitch && found.adapter === 'avio_lan';
        if (isOn && power !== 'absent' && uplink === null) return [];
        return [
          projection({
            about: `${identity}, ${vswitch}`,
            steps,
            start: { isOn, power, uplink },
            next: ({ isOn: wasOn, ...state }, step) => {
              const action = actionAt(situation, step);
              const after = followVswitch(state, action, vswitch);
              if (action.kind === 'remove-nic') return { isOn: false, ...after };
              if (action.kind !== 'add-nic' && action.kind !== 'change-nic') return { isOn: wasOn, ...after };
              return { isOn: action.nic.vswitch === vswitch && action.nic.adapter === 'avio_lan', ...after };
            },
            end: (state) =>
              state.isOn && state.uplink === null && state.power !== 'absent'
                ? `AVIO NIC ${identity} is on ${vswitch}, which has no uplink`
                : undefined,
          }),
        ];
      }),
    );
  },
};
