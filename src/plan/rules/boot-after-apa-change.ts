import { ADMIN_GUIDE_63, RELEASE_NOTES_425 } from '../documents';
import { membershipOf } from '../group-membership';
import type { SafetyRule } from '../safety-rule';

/** A vswitch captures MAC and IP address of its uplink when it boots. */
export const bootAfterApaChange: SafetyRule = {
  id: 'boot-after-apa-change',
  title: 'Boot a vswitch only when its aggregate is complete again',
  why: 'A vswitch that boots on an unfinished aggregate keeps a MAC or IP address that the finished one no longer has.',
  citations: [
    { document: ADMIN_GUIDE_63, section: '8.2.1.8', page: 118 },
    { document: RELEASE_NOTES_425, section: '7.2.18 (stopping APA; the order of starting is inferred)', page: 75 },
  ],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      // The host's address comes and goes on the group, or on the port that gives it back.
      earlier: (operation) => [
        ...new Set([
          ...membershipOf(operation),
          ...(operation.effect.type === 'address-remove' || operation.effect.type === 'address-add'
            ? [operation.effect.interface]
            : []),
        ]),
      ],
      later: (operation, context) => {
        if (operation.effect.type !== 'vswitch-boot') return [];
        const uplink = context.vswitches.get(operation.effect.vswitch)?.uplinkAfter;
        return uplink === null || uplink === undefined ? [] : [uplink];
      },
      why: () => 'it takes over the address that the finished aggregate has when it boots',
    },
  ],
  examples: {
    unsafe: [
      {
        title: 'vmlan900 is booted before the group has its ports again',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan900 -h', '/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force'],
        commands: [
          '/opt/hpvm/bin/hpvmnet -b -S vmlan900',
          '/usr/sbin/ifconfig lan1 unplumb',
          '/usr/sbin/nwmgr -a -A links=1,2 -A mode=MANUAL -c lan900 -S apa',
        ],
      },
    ],
    safe: [
      {
        title: 'the group is built first',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan900 -h', '/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force'],
        commands: [
          '/usr/sbin/ifconfig lan1 unplumb',
          '/usr/sbin/nwmgr -a -A links=1,2 -A mode=MANUAL -c lan900 -S apa',
          '/usr/sbin/ch_rc -a -p INTERFACE_NAME[1]=lan900 /etc/rc.config.d/netconf',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan900',
        ],
      },
    ],
  },
};
