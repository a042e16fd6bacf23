import { errorDiagnostic } from '../../model/diagnostic';
import { ICA_42, ICA_43 } from '../documents';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Ports and MAC addresses belong to one guest NIC each, and go over from one to another. */
export const freePortForGuestNic: SafetyRule = {
  id: 'free-port-for-guest-nic',
  title: 'Give a guest NIC a vswitch port or a MAC address only when no other NIC has it any more',
  why: 'A second running guest on the same port does not start, and a duplicate MAC address takes traffic from the other NIC.',
  citations: [
    {
      document: ICA_42,
      section: 'ports remain distinct for each running guest; that a second one is refused is recalled',
      page: 20,
    },
    { document: ICA_43, section: 'hpvmresources(5)', page: 325 },
  ],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      earlier: givenUpPort,
      later: takenPort,
      why: (earlier) => `the port is free only when ${nicOf(earlier)} has left it`,
    },
    {
      earlier: ({ effect }, context) => {
        if (effect.type !== 'guest-nic-remove') return [];
        const mac = context.index.guestNic.get(`${effect.guest}:${effect.slot}`)?.mac;
        return mac === undefined ? [] : [mac];
      },
      later: ({ effect }, context) => {
        if (effect.type !== 'guest-nic-add') return [];
        const mac = context.desiredNics.get(`${effect.guest}:${effect.slot}`)?.mac;
        return mac === undefined ? [] : [mac];
      },
      why: (earlier) => `the MAC address is free only when ${nicOf(earlier)} has given it up`,
    },
  ],
  forbids: (operations, context) => {
    const returning = new Set(operations.filter((operation) => comesBack(operation, context)).map(nicOf));
    const leaving = new Set(
      operations.flatMap((operation) => givenUpPort(operation, context).map(() => nicOf(operation))),
    );
    const portUser = new Map(
      context.observed.guestNics
        .map((nic) => ({ port: `${nic.vswitch}:${String(nic.port)}`, who: `${nic.guest} ${nic.slot}` }))
        .filter(({ who }) => !leaving.has(who) || returning.has(who))
        .map(({ port, who }) => [port, who]),
    );
    return operations.flatMap((operation) =>
      takenPort(operation, context).flatMap((port) => {
        const user = portUser.get(port);
        if (user === undefined) return [];
        return [
          errorDiagnostic(
            'free-port-for-guest-nic',
            `port ${port.split(':').reverse().join(' of ')} is already taken by ${user}`,
            'Leave "port" out to let the planner choose a free one, or name another.',
            operation.address,
          ),
        ];
      }),
    );
  },
  examples: {
    unsafe: [
      {
        title: 'a second guest gets the port that web01 uses',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan4:portid:2'],
      },
    ],
    safe: [
      {
        title: 'it gets a free port',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan4:portid:3'],
      },
    ],
  },
};

/** Guest and slot of the NIC that an operation is about; empty for every other operation. */
function nicOf({ effect }: Operation): string {
  return 'guest' in effect ? `${effect.guest} ${effect.slot}` : '';
}

/** Port that a NIC has before the plan and leaves; a port that it is put on for a while is nobody else's business. */
function givenUpPort({ effect }: Operation, context: PlanningContext): readonly string[] {
  if (effect.type !== 'guest-nic-remove' && effect.type !== 'guest-nic-change') return [];
  const held = context.index.guestNic.get(`${effect.guest}:${effect.slot}`);
  if (held === undefined || held.port === null) return [];
  const isLeft =
    effect.type === 'guest-nic-remove' ||
    (effect.from === held.vswitch &&
      effect.fromPort === held.port &&
      (effect.vswitch !== held.vswitch || effect.port !== held.port));
  return isLeft ? [`${held.vswitch}:${String(held.port)}`] : [];
}

/** True for a NIC with another MAC address that is put back on the port it had. */
function comesBack({ effect }: Operation, context: PlanningContext): boolean {
  if (effect.type !== 'guest-nic-add') return false;
  const held = context.index.guestNic.get(`${effect.guest}:${effect.slot}`);
  return held?.vswitch === effect.vswitch && held.port === effect.port;
}

/** Port that a NIC comes to and does not have before the plan. */
function takenPort({ effect }: Operation, context: PlanningContext): readonly string[] {
  if (effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change') return [];
  const held = context.index.guestNic.get(`${effect.guest}:${effect.slot}`);
  const isOwn = held?.vswitch === effect.vswitch && held.port === effect.port;
  return isOwn ? [] : [`${effect.vswitch}:${String(effect.port)}`];
}
