import { ADMIN_GUIDE_63 } from '../documents';
import type { SafetyRule } from '../safety-rule';

/** hpvmnet refuses to remove an active vswitch. */
export const haltBeforeVswitchDelete: SafetyRule = {
  id: 'halt-before-vswitch-delete',
  title: 'Halt a vswitch before it is removed',
  why: 'HP removes a vswitch by halting it first; as recalled, an active one is refused, and the change would stop half way.',
  citations: [{ document: ADMIN_GUIDE_63, section: '13.19.2.2', page: 251 }],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      earlier: (operation) => (operation.effect.type === 'vswitch-halt' ? [operation.effect.vswitch] : []),
      later: (operation) => (operation.effect.type === 'vswitch-delete' ? [operation.effect.vswitch] : []),
      why: () => 'an active vswitch cannot be removed',
    },
  ],
  examples: {
    unsafe: [{ title: 'vmlan0 is removed while it is up', commands: ['/opt/hpvm/bin/hpvmnet -d -S vmlan0'] }],
    safe: [
      {
        title: 'a halted vswitch is removed',
        given: ['/opt/hpvm/bin/hpvmnet -c -S spare -n 3', '/opt/hpvm/bin/hpvmnet -b -S spare'],
        commands: ['/opt/hpvm/bin/hpvmnet -S spare -h', '/opt/hpvm/bin/hpvmnet -d -S spare'],
      },
    ],
  },
};
