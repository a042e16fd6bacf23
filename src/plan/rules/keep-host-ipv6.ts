import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { APA_GUIDE_2014, IPV6_GUIDE } from '../documents';
import type { Operation, OperationEffect } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** IPv6 addresses of the VM host are not carried along, so nothing that has one is regrouped or removed. */
export const keepHostIpv6: SafetyRule = {
  id: 'keep-host-ipv6',
  title: 'Take IPv6 off an interface by hand before it joins a group, is emptied or is removed',
  why: 'Only IPv4 addresses are moved along with an interface; those who reach the VM host over IPv6 would be cut off.',
  citations: [
    { document: APA_GUIDE_2014, page: 82 },
    { document: IPV6_GUIDE, section: '2 (manual configuration)', page: 25 },
    { document: IPV6_GUIDE, section: '4 (removing an interface)', page: 51 },
  ],
  severity: 'error',
  basis: 'recalled',
  forbids: (operations, context) =>
    operations.flatMap((operation) =>
      losersOf(operation.effect, context).flatMap(({ name, how }) => lost(operation, name, how, context)),
    ),
  examples: {
    unsafe: [
      {
        title: 'a NIC that is plumbed for IPv6 joins an aggregate',
        given: ['/usr/sbin/ifconfig lan3 inet6 up'],
        commands: ['/usr/sbin/nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa'],
      },
    ],
    safe: [
      {
        title: 'IPv6 is taken off it first',
        given: ['/usr/sbin/ifconfig lan3 inet6 up'],
        commands: [
          '/usr/sbin/ifconfig lan3 inet6 unplumb',
          '/usr/sbin/nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa',
        ],
      },
    ],
  },
};

interface Loser {
  readonly name: InterfaceName;
  readonly how: string;
}

function losersOf(effect: OperationEffect, context: PlanningContext): readonly Loser[] {
  switch (effect.type) {
    case 'apa-join':
      return effect.ports
        .filter((port) => port !== takenOver(effect, context))
        .map((name) => ({ name, how: `${name} joins ${effect.group}` }));
    case 'apa-clear':
      return [{ name: effect.group, how: `${effect.group} is emptied` }];
    case 'host-vlan-delete':
      return [{ name: effect.interface, how: `${effect.interface} is removed` }];
    default:
      return [];
  }
}

/** The primary port of a new failover group: the group takes its IPv6 addresses over as well. */
function takenOver(
  { group, ports, mode }: Extract<OperationEffect, { type: 'apa-join' }>,
  { index }: PlanningContext,
): InterfaceName | undefined {
  return mode === 'LAN_MONITOR' && index.apaGroup.get(group)?.mode === 'Not_Enabled' ? ports[0] : undefined;
}

function lost(
  operation: Operation,
  name: InterfaceName,
  how: string,
  { observed }: PlanningContext,
): readonly Diagnostic[] {
  if (observed.ipv6Interfaces === null)
    return [
      errorDiagnostic(
        'keep-host-ipv6',
        `it is not known whether ${name} is plumbed for IPv6, and ${how}`,
        'The snapshot is of a version that did not look for it. Discover the host again, and plan again.',
        operation.address,
      ),
    ];
  if (!observed.ipv6Interfaces.includes(name)) return [];
  return [
    errorDiagnostic(
      'keep-host-ipv6',
      `${name} is plumbed for IPv6, now or at the next boot, and ${how}`,
      `IPv6 addresses are not moved along. Take them off first ("ifconfig ${name} inet6 unplumb", secondary ones before; ${IPV6_GUIDE}, p. 51) and out of /etc/rc.config.d/netconf-ipv6, plan again, and put them back by hand where they belong afterwards.`,
      operation.address,
    ),
  ];
}
