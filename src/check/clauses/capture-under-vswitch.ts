import type { Clause } from '../clause';
import { atOnce } from '../at-once';
import { followVswitch, nicsAtEnd, vswitchAtStart } from '../follow';

/** A vswitch that is booted where a program captures. */
export const captureUnderVswitch: Clause = {
  id: 'capture-under-vswitch',
  source: 'Integrity VM 4.2.5 Release Notes, 7.2.19, p. 75',
  projections: (situation) =>
    atOnce(situation, ({ action }) => {
      if (action.kind !== 'boot-vswitch') return undefined;
      const { uplink } = (situation.vswitchSteps.get(action.vswitch) ?? []).reduce(
        (state, step) => followVswitch(state, step.action, action.vswitch),
        vswitchAtStart(situation, action.vswitch),
      );
      const nics = new Set(uplink === null ? [] : [uplink, ...nicsAtEnd(situation, uplink)]);
      const program = situation.host.promiscuousPrograms.find(
        (each) => each.interface !== null && nics.has(each.interface),
      );
      if (program === undefined) return undefined;
      return `${action.vswitch} is booted while process ${String(program.pid)} captures on ${String(program.interface)}`;
    }),
};
