import { ADMIN_GUIDE_63, RELEASE_NOTES_42, RELEASE_NOTES_425 } from '../documents';
import { membershipOf } from '../group-membership';
import type { Operation } from '../operation';
import { restartWindow } from '../restart-window';
import type { SafetyRule } from '../safety-rule';

const WHY = 'with the vswitch still up, hpvmnet reports a wrong MAC address for it';

/** HP speaks of stopping APA. An emptied group is that for the vswitch on it; one port more or fewer is taken to be alike. */
function whyHalted({ effect }: Operation): string {
  return effect.type === 'apa-clear' ? WHY : `${WHY}, as inferred from what HP says of stopping APA`;
}

/** A vswitch is down whenever its aggregate changes beneath it. */
export const haltBeforeApaTeardown: SafetyRule = {
  id: 'halt-before-apa-teardown',
  title: 'Halt every vswitch on an aggregate before its membership changes',
  why: 'If APA is stopped under a running vswitch, hpvmnet reports an incorrect MAC address for it; that a port which joins or leaves does the same is inferred from it.',
  citations: [
    { document: RELEASE_NOTES_425, section: '7.2.18', page: 75 },
    { document: RELEASE_NOTES_42, section: '7.2.12', page: 71 },
    { document: ADMIN_GUIDE_63, section: '8.2.1.7', page: 118 },
  ],
  severity: 'error',
  basis: 'documented',
  supplies: (operations, context) => {
    const groups = new Set(operations.flatMap(membershipOf));
    return [...groups].flatMap(
      (group) =>
        context.vswitchesOn
          .get(group)
          ?.flatMap((vswitch) =>
            restartWindow(vswitch, { rule: 'halt-before-apa-teardown', why: `${group} changes beneath it` }),
          ) ?? [],
    );
  },
  precedes: [
    {
      earlier: (operation, context) => {
        if (operation.effect.type !== 'vswitch-halt') return [];
        const uplink = context.vswitches.get(operation.effect.vswitch)?.uplinkBefore;
        return uplink === null || uplink === undefined ? [] : [uplink];
      },
      // The host's address may go before: the vswitch takes the new one over when it boots.
      later: (operation) => (operation.effect.type.startsWith('address-') ? [] : membershipOf(operation)),
      why: (_halt, later) => whyHalted(later),
    },
  ],
  examples: {
    unsafe: [
      {
        title: 'the failover group is emptied while vmlan900 is up',
        commands: ['/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force'],
      },
    ],
    safe: [
      {
        title: 'vmlan900 is halted first',
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan900 -h', '/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force'],
      },
    ],
  },
};
