import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import type { ObservedPromiscuousProgram } from '../../model/observed-host';
import { RELEASE_NOTES_425 } from '../documents';
import type { Operation } from '../operation';
import { nicsBehindAfter, nicsBehindNow, uplinkOf, uplinksOver, type PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';
import { touchedInterfaces } from '../touched-objects';

/** Packet capture and vswitches do not share a NIC. */
export const noPromiscuousPrograms: SafetyRule = {
  id: 'no-promiscuous-programs',
  title: 'Stop packet capture on a NIC before a vswitch is put on it or the NIC beneath one is changed',
  why: 'A vswitch must not be connected to a device that another program sets to promiscuous mode.',
  citations: [{ document: RELEASE_NOTES_425, section: '7.2.19', page: 75 }],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => {
    const programs = context.observed.promiscuousPrograms;
    return programs.flatMap((program) =>
      operations.flatMap((operation) =>
        changedUplinks(operation, context).flatMap((uplink) => capturing(program, uplink, operation, context)),
      ),
    );
  },
  examples: { unsafe: [], safe: [] },
};

/**
 * Interfaces with a vswitch on them that an operation changes. Removing a vswitch is no change: it takes the vswitch away
 * from the program.
 */
function changedUplinks({ effect }: Operation, context: PlanningContext): readonly InterfaceName[] {
  if (effect.type === 'vswitch-boot') return uplinkOf(effect.vswitch, context);
  if (effect.type === 'vswitch-delete') return [];
  const uplinks = new Set(touchedInterfaces(effect).flatMap((name) => uplinksOver(name, context)));
  return [...uplinks].filter((name) => context.vswitchesOn.has(name));
}

function capturing(
  program: ObservedPromiscuousProgram,
  uplink: InterfaceName,
  operation: Operation,
  context: PlanningContext,
) {
  const what = `process ${String(program.pid)} (${program.command})`;
  const detail = `Needed for: ${operation.title}. Stop the program first (Integrity VM 4.2.5 Release Notes, 7.2.19, p. 75).`;
  const warn = (summary: string) => [warningDiagnostic('no-promiscuous-programs', summary, detail, operation.address)];
  if (program.interface === null) return warn(`${what} may be capturing on ${uplink}`);
  const nics = new Set<string>([uplink, ...nicsBehindNow(uplink, context), ...nicsBehindAfter(uplink, context)]);
  if (nics.has(program.interface)) {
    return [
      errorDiagnostic(
        'no-promiscuous-programs',
        `${what} captures on ${program.interface}, beneath a vswitch`,
        detail,
        operation.address,
      ),
    ];
  }
  // That a capture on a VLAN interface reaches the interface beneath is inferred.
  const isAbove = context.index.hostVlan.get(program.interface)?.uplink === uplink;
  return isAbove ? warn(`${what} captures on ${program.interface}, a VLAN interface over ${uplink}`) : [];
}
