import { infoDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { HPVMNET } from '../host-commands';
import { ADMIN_GUIDE_63, RELEASE_NOTES_42 } from '../documents';
import { guestNicsAfter } from '../guest-nics-after';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Advice: what people, and what starts guests by itself, must leave alone while the plan runs. */
export const startNoGuestMeanwhile: SafetyRule = {
  id: 'start-no-guest-meanwhile',
  title: 'Start no guest of a vswitch while that is down',
  why: 'A guest that boots while its vswitch is down might not claim its AVIO interfaces, and one that boots while the vswitch is reset may show them DOWN.',
  citations: [
    { document: RELEASE_NOTES_42, section: '7.2.18-7.2.19', page: 73 },
    { document: ADMIN_GUIDE_63, section: '8.2.1.9', page: 118 },
  ],
  severity: 'warning',
  basis: 'documented',
  forbids: advice,
  examples: { unsafe: [], safe: [] },
};

/** One for the whole plan: it concerns nearly every one. */
function advice(operations: readonly Operation[], context: PlanningContext): readonly Diagnostic[] {
  const halted = new Set(operations.flatMap(({ effect }) => (effect.type === 'vswitch-halt' ? [effect.vswitch] : [])));
  const nics = [...guestNicsAfter(operations, context).values()].filter(({ vswitch }) => halted.has(vswitch));
  if (nics.length === 0) return [];
  const list = (names: readonly string[]): string => [...new Set(names)].sort().join(', ');
  return [
    infoDiagnostic(
      'start-no-guest-meanwhile',
      `do not start guests of ${list(nics.map(({ vswitch }) => vswitch))} until these vswitches are Up again: ${list(nics.map(({ guest }) => guest))}`,
      'A guest that boots meanwhile might not claim its AVIO interfaces (Integrity VM 4.2 Release Notes, 7.2.18-7.2.19, p. 73). ' +
        `If one did, run ioscan in it afterwards, then /sbin/rc2.d/S340net start; if that is not enough, reset the vswitch with ${HPVMNET} -r -S and its name.`,
    ),
  ];
}
