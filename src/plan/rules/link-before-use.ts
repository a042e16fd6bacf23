import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { InterfaceName, VswitchName } from '../../model/names';
import { NWMGR_APA, RELEASE_NOTES_42 } from '../documents';
import { membershipOf } from '../group-membership';
import type { Operation } from '../operation';
import { listedNics, nicsBehindAfter, uplinkOf, wasUp, type PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** vswitch that an operation brings into use: one that did not run before, or one that gets an accelerated guest NIC. */
function broughtIntoUse({ effect }: Operation, context: PlanningContext): readonly VswitchName[] {
  if (effect.type === 'vswitch-boot') return wasUp(effect.vswitch, context) ? [] : [effect.vswitch];
  const isAttached = effect.type === 'guest-nic-add' || effect.type === 'guest-nic-change';
  return isAttached && effect.adapter === 'avio_lan' ? [effect.vswitch] : [];
}

/** Links come and go by themselves, so this warns and is no part of what a plan is bound to. */
export const linkBeforeUse: SafetyRule = {
  id: 'link-before-use',
  title: 'Cable a NIC before guests use it',
  why: 'A guest that boots while the NIC behind its vswitch has no link may not claim its AVIO interface until ioscan and the network scripts are run in it.',
  citations: [
    { document: RELEASE_NOTES_42, section: '7.2.18-7.2.19', page: 73 },
    { document: NWMGR_APA, page: 8 },
  ],
  severity: 'warning',
  basis: 'documented',
  forbids: (operations, context) => {
    const changing = new Set<string>(operations.flatMap(membershipOf));
    const untested = operations.flatMap((operation) => untestedPorts(operation, context));
    const unlinked = operations.flatMap((operation) =>
      broughtIntoUse(operation, context).flatMap((vswitch) =>
        uplinkOf(vswitch, context)
          .flatMap((uplink) => withoutLink(uplink, changing, context))
          .map((dead) =>
            warningDiagnostic(
              'link-before-use',
              `${dead} is DOWN, and guests are to use it through vswitch ${vswitch}`,
              'Guests that boot before it has a link may not claim their AVIO interfaces (Integrity VM 4.2 Release Notes, 7.2.18-7.2.19, p. 73). ' +
                'Check cable and switch port first; afterwards run ioscan in such a guest, then /sbin/rc2.d/S340net start and S340net-ipv6 start. ' +
                `If its AVIO NIC then does not reach emulated ones on the vswitch, reset that: hpvmnet -r -S ${vswitch}. If lanscan in the guest shows the NIC DOWN, reset the NIC there with lanadmin.`,
              operation.address,
            ),
          ),
      ),
    );
    return [...untested, ...unlinked];
  },
  examples: { unsafe: [], safe: [] },
};

/** A failover group tests whether its ports reach one another when they join it. */
function untestedPorts({ effect, address }: Operation, context: PlanningContext): readonly Diagnostic[] {
  if (effect.type !== 'apa-join' || effect.mode !== 'LAN_MONITOR') return [];
  const trunk = context.index.apaGroup.get(effect.group)?.mode ?? 'Not_Enabled';
  const dead = listedNics(effect.ports, context).filter(({ state }) => state === 'down');
  const leavesTrunk = trunk !== 'LAN_MONITOR' && trunk !== 'Not_Enabled';
  if (dead.length === 0 && !leavesTrunk) return [];
  const what =
    dead.length > 0
      ? `${dead.map(({ name }) => name).join(', ')} is DOWN and is to join failover group ${effect.group}`
      : `${effect.group} becomes a failover group while the switch may still have its ports in a ${trunk} trunk`;
  return [
    warningDiagnostic(
      'link-before-use',
      what,
      `nwmgr tests whether the ports reach one another and refuses the command when they do not (${NWMGR_APA}, p. 8; -f overrides it, which this tool does not). ` +
        'The plan would stop there, with the vswitches on the group halted. Check cables first, and set the switch ports to no trunk and to one LAN.',
      address,
    ),
  ];
}

/** What has no link: every NIC behind the uplink, or an aggregate that is down as a whole and stays as it is. */
function withoutLink(
  uplink: InterfaceName,
  changing: ReadonlySet<string>,
  context: PlanningContext,
): readonly string[] {
  const nics = listedNics(nicsBehindAfter(uplink, context), context);
  if (nics.length > 0 && nics.every(({ state }) => state === 'down')) return [nics.map(({ name }) => name).join(', ')];
  return context.index.apaGroup.get(uplink)?.state === 'down' && !changing.has(uplink) ? [uplink] : [];
}
