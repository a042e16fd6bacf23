import { errorDiagnostic } from '../../model/diagnostic';
import { RELEASE_NOTES_425 } from '../documents';
import type { SafetyRule } from '../safety-rule';

/**
 * Aggregates belong on the VM host. Discovery refuses a guest as a whole and names this rule, so that only a snapshot
 * from elsewhere can bring one here; a guest says what it is in its model.
 */
export const noApaInAGuest: SafetyRule = {
  id: 'no-apa-in-a-guest',
  title: 'Aggregate links on the VM host, never in a guest',
  why: 'APA in a guest is not supported; on the host it gives the vswitch a highly available or a wider uplink.',
  citations: [{ document: RELEASE_NOTES_425, section: '7.2.18', page: 75 }],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => {
    const { model } = context.observed.platform;
    if (model?.includes('Virtual Machine') !== true) return [];
    return operations.flatMap(({ effect, address }) => {
      if (effect.type !== 'apa-join') return [];
      return [
        errorDiagnostic(
          'no-apa-in-a-guest',
          `${effect.group} would be built in a guest (${model})`,
          'APA is supported on the VM host, not on a guest (Release Notes 4.2.5, 7.2.18, p. 75).\n' +
            'Build the aggregate on the VM host, put the vswitch on it, and give the guest one NIC there.',
          address,
        ),
      ];
    });
  },
  examples: { unsafe: [], safe: [] },
};
