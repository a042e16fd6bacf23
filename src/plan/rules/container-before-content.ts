import { ADMIN_GUIDE_63, APA_GUIDE_2014 } from '../documents';
import { joinedPortsOf, releasedPortsOf } from '../group-membership';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** What is used must be there before its user, and goes after it. */
export const containerBeforeContent: SafetyRule = {
  id: 'container-before-content',
  title: 'Create what is used before its user, and remove it after its user',
  why: 'A vswitch or VLAN on an aggregate without ports, a guest NIC on a missing vswitch or a port that another group still holds is refused, and the change stops half way.',
  citations: [
    { document: ADMIN_GUIDE_63, section: '8.2 (create and boot the vswitch, then attach)', page: 122 },
    { document: ADMIN_GUIDE_63, section: '13.19.2.3', page: 251 },
    { document: APA_GUIDE_2014, page: 77 },
  ],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      earlier: ({ effect }) => (effect.type === 'apa-join' && effect.isFirst ? [effect.group] : []),
      later: newUplinkUse,
      why: () => 'the aggregate must have a port before something is put on it',
    },
    {
      earlier: (operation) => (operation.effect.type === 'vswitch-create' ? [operation.effect.vswitch] : []),
      later: (operation) =>
        operation.effect.type === 'guest-nic-add' || operation.effect.type === 'guest-nic-change'
          ? [operation.effect.vswitch]
          : [],
      why: (earlier) => `the vswitch does not exist before: ${earlier.title}`,
    },
    { earlier: leftVswitch, later: finallyDeleted, why: () => 'a vswitch goes when no guest NIC is on it any more' },
    {
      earlier: endedUplinkUse,
      later: joinedPortsOf,
      why: () => 'nothing may be on a NIC when it becomes a port',
    },
    {
      earlier: ({ effect }) => (effect.type === 'host-vlan-delete' ? [effect.uplink] : []),
      later: ({ effect }) => (effect.type === 'apa-clear' ? [effect.group] : []),
      why: () => 'no VLAN may be on an aggregate when it is emptied',
    },
    {
      earlier: releasedPortsOf,
      later: (operation) => [...joinedPortsOf(operation), ...newUplinkUse(operation)],
      why: () => 'a NIC belongs to one group at a time',
    },
  ],
  examples: {
    unsafe: [
      {
        title: 'a guest NIC is added before its vswitch exists',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan3:portid:1'],
      },
      {
        title: 'a vswitch is created on an aggregate that gets its ports later',
        commands: [
          '/opt/hpvm/bin/hpvmnet -c -S vmlan901 -n 901',
          '/usr/sbin/nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa',
        ],
      },
      {
        title: 'a port joins a second group',
        commands: ['/usr/sbin/nwmgr -a -A links=2,3 -A mode=MANUAL -c lan901 -S apa'],
      },
    ],
    safe: [
      {
        title: 'ports, vswitch',
        commands: [
          '/usr/sbin/nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa',
          '/opt/hpvm/bin/hpvmnet -c -S vmlan901 -n 901',
        ],
      },
      {
        title: 'vswitch, boot, guest NIC',
        commands: [
          '/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan3',
          '/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan3:portid:1',
        ],
      },
    ],
  },
};

function newUplinkUse(operation: Operation): readonly string[] {
  if (operation.effect.type === 'host-vlan-create') return [operation.effect.uplink];
  return operation.effect.type === 'vswitch-create' && operation.effect.uplink !== null
    ? [operation.effect.uplink]
    : [];
}

function endedUplinkUse(operation: Operation): readonly string[] {
  if (operation.effect.type === 'host-vlan-delete') return [operation.effect.uplink];
  return operation.effect.type === 'vswitch-delete' && operation.effect.uplink !== null
    ? [operation.effect.uplink]
    : [];
}

function leftVswitch(operation: Operation): readonly string[] {
  if (operation.effect.type === 'guest-nic-remove') return [operation.effect.vswitch];
  return operation.effect.type === 'guest-nic-change' ? [operation.effect.from] : [];
}

function finallyDeleted(operation: Operation, context: PlanningContext): readonly string[] {
  if (operation.effect.type !== 'vswitch-delete') return [];
  return context.vswitches.get(operation.effect.vswitch)?.existsAfter === false ? [operation.effect.vswitch] : [];
}
