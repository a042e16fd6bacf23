import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import { RELEASE_NOTES_425 } from '../documents';
import { nicsBehindNow } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Packet capture and vswitches do not share a NIC. */
export const noPromiscuousPrograms: SafetyRule = {
  id: 'no-promiscuous-programs',
  title: 'Stop packet capture on a NIC before a vswitch is put on it',
  why: 'A vswitch must not be connected to a device that another program sets to promiscuous mode.',
  citations: [{ document: RELEASE_NOTES_425, section: '7.2.19', page: 75 }],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => {
    const programs = context.observed.promiscuousPrograms;
    if (programs.length === 0) return [];
    return operations.flatMap((operation) => {
      if (operation.effect.type !== 'vswitch-boot') return [];
      const vswitch = context.vswitches.get(operation.effect.vswitch);
      const uplink = vswitch?.uplinkAfter;
      if (vswitch === undefined || uplink === null || uplink === undefined) return [];
      const nics = new Set<string>([uplink, ...nicsBehindNow(uplink, context)]);
      return programs.flatMap((program) => {
        if (program.interface !== null && !nics.has(program.interface)) return [];
        const what = `process ${String(program.pid)} (${program.command})`;
        const detail = `${vswitch.name} would be booted on ${uplink}. Stop the program first (Release Notes 4.2.5, 7.2.19, p. 75).`;
        return [
          program.interface === null
            ? warningDiagnostic(
                'no-promiscuous-programs',
                `${what} may be capturing on ${uplink}`,
                detail,
                operation.address,
              )
            : errorDiagnostic(
                'no-promiscuous-programs',
                `${what} captures on ${program.interface}`,
                detail,
                operation.address,
              ),
        ];
      });
    });
  },
  examples: { unsafe: [], safe: [] },
};
