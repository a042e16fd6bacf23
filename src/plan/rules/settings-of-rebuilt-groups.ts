import { warningDiagnostic } from '../../model/diagnostic';
import { NWMGR_APA } from '../documents';
import { NWMGR } from '../host-commands';
import type { ObservedApaGroup } from '../../model/observed-host';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

const OF_FAILOVER_GROUPS =
  'poll_interval, dead_count, rapid_arp, rapid_arp_count and rapid_arp_interval are given when ports are added, and cannot be set afterwards; without them they are 10 s, 3, on, 10 and 1 s. ';
const OF_EVERY_GROUP =
  'Priority and cost of the ports (port_pri, port_cost; nwmgr_apa(1M), September 2010, p. 6) and a fixed MAC address (fixed_mac, mac; it ends with the group, p. 9) are not given again either. ';

/** Advice: what cannot be declared is not read, so nobody knows here whether there is something to lose. */
export const settingsOfRebuiltGroups: SafetyRule = {
  id: 'settings-of-rebuilt-groups',
  title: 'Note the other settings of a group before it is built anew',
  why: 'A group that is emptied and filled again has only what the plan gives it; other settings fall back to their defaults.',
  citations: [
    { document: NWMGR_APA, page: 6 },
    { document: NWMGR_APA, page: 9 },
  ],
  severity: 'warning',
  basis: 'documented',
  forbids: (operations, context) =>
    operations.flatMap(({ effect, address }) => {
      if (effect.type !== 'apa-clear') return [];
      const mode = modeAgain(effect.group, operations);
      const before = context.index.apaGroup.get(effect.group);
      if (mode === undefined || before === undefined) return [];
      const bothFailover = before.mode === 'LAN_MONITOR' && mode === 'LAN_MONITOR';
      return [
        warningDiagnostic(
          'settings-of-rebuilt-groups',
          `${effect.group} is built anew, and settings that are not declared here are not known and not kept`,
          (bothFailover ? OF_FAILOVER_GROUPS : '') +
            OF_EVERY_GROUP +
            balancing(before, mode, context) +
            `Note what "${NWMGR} -v -c ${effect.group} -S apa" shows before the plan runs, and compare afterwards; undoing the step does not bring it back.`,
          address,
        ),
      ];
    }),
  examples: { unsafe: [], safe: [] },
};

/** Mode in which the plan fills a group again. */
function modeAgain(group: string, operations: readonly Operation[]): string | undefined {
  for (const { effect } of operations) if (effect.type === 'apa-join' && effect.group === group) return effect.mode;
  return undefined;
}

/** A group that keeps its mode keeps its algorithm, see the lowering of groups. */
function balancing(before: ObservedApaGroup, mode: string, { desired }: PlanningContext): string {
  const declared = desired.apaGroups?.find((each) => each.name === before.name)?.loadBalancing;
  const isKnown = before.loadBalancing !== null && before.loadBalancing !== 'LB_HS';
  return declared === undefined && isKnown && before.mode !== mode && mode !== 'LAN_MONITOR'
    ? `Load balancing ${before.loadBalancing} is known, but not declared for mode ${mode}, so it is not given again. `
    : '';
}
