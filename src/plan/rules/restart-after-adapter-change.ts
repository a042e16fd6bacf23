import { ADMIN_GUIDE_63 } from '../documents';
import type { Operation } from '../operation';
import { restartWindow } from '../restart-window';
import type { SafetyRule } from '../safety-rule';

function changedAdapterOn({ effect }: Operation): readonly string[] {
  return effect.type === 'guest-nic-change' && effect.changesAdapter ? [effect.vswitch] : [];
}

/** The port of a vswitch keeps the old adapter type until the vswitch is restarted. */
export const restartAfterAdapterChange: SafetyRule = {
  id: 'restart-after-adapter-change',
  title: 'Restart a vswitch after the adapter type of a guest NIC on it changed',
  why: 'The vswitch port goes on in the old mode until the vswitch is restarted.',
  citations: [{ document: ADMIN_GUIDE_63, section: '8.2.1.6', page: 118 }],
  severity: 'error',
  basis: 'documented',
  supplies: (operations, context) =>
    [...new Set(operations.flatMap(changedAdapterOn))].flatMap((name) => {
      const vswitch = context.vswitches.get(name);
      const why = 'the adapter type of a guest NIC on it changed';
      return vswitch === undefined ? [] : restartWindow(vswitch, { rule: 'restart-after-adapter-change', why });
    }),
  precedes: [
    {
      earlier: changedAdapterOn,
      later: ({ effect }) => (effect.type === 'vswitch-boot' ? [effect.vswitch] : []),
      why: () => 'a vswitch port takes the new adapter type when the vswitch boots',
    },
  ],
  examples: {
    unsafe: [
      {
        title: 'the NIC of test01 becomes AVIO and vmlan0 goes on running',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -m network:avio_lan:0,1:vswitch:vmlan0:portid:1'],
      },
    ],
    safe: [
      {
        title: 'vmlan0 is restarted afterwards',
        commands: [
          '/opt/hpvm/bin/hpvmmodify -P test01 -m network:avio_lan:0,1:vswitch:vmlan0:portid:1',
          '/opt/hpvm/bin/hpvmnet -S vmlan0 -h',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan0',
        ],
      },
    ],
  },
};
