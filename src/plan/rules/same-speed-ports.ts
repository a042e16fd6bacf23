import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { APA_GUIDE_2008_V2 } from '../documents';
import { listedNics, nicsBehindAfter, nicsBehindNow, type PlanningContext } from '../planning-context';
import type { OperationEffect } from '../operation';
import type { SafetyRule } from '../safety-rule';

type Join = Extract<OperationEffect, { type: 'apa-join' }>;

/** The ports of a group are alike. */
export const sameSpeedPorts: SafetyRule = {
  id: 'same-speed-ports',
  title: 'Build a group from ports of one speed and type',
  why: 'An aggregate spreads its traffic over links that it takes for equal, so it does not form, or loses throughput, over links of different speeds.',
  citations: [
    {
      document: APA_GUIDE_2008_V2,
      section: 'Product Specifications, note 4 (of 11i v1 and v2; that of 11i v3 was not found)',
      page: 96,
    },
  ],
  severity: 'error',
  basis: 'documented',
  precedes: [
    {
      earlier: ({ effect }) => (effect.type === 'apa-remove-port' ? [`${effect.group} without ${effect.port}`] : []),
      later: ({ effect }, context) =>
        effect.type === 'apa-join' && effect.mode !== 'LAN_MONITOR'
          ? unlikePorts(effect, context).map((port) => `${effect.group} without ${port}`)
          : [],
      why: () => 'a port joins when those of another speed have left',
    },
  ],
  forbids: (operations, context) => {
    const joins = new Map<string, Join>();
    for (const { effect } of operations) if (effect.type === 'apa-join') joins.set(effect.group, effect);
    return [...joins.values()].flatMap((join) => unequalPorts(join, context));
  },
  examples: {
    unsafe: [
      {
        title: 'a 1 and a 10 Gbit/s port in one aggregate',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan4 -h', '/usr/sbin/ifconfig lan4 unplumb'],
        commands: ['/usr/sbin/nwmgr -a -A links=3,4 -A mode=MANUAL -c lan901 -S apa'],
      },
    ],
    safe: [
      {
        title: 'two ports of 1 Gbit/s',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan900 -h', '/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force'],
        commands: ['/usr/sbin/nwmgr -a -A links=2,3 -A mode=MANUAL -c lan901 -S apa'],
      },
    ],
  },
};

/** Ports that leave the group and have another speed than one that joins. */
function unlikePorts({ group, ports }: Join, context: PlanningContext): readonly InterfaceName[] {
  const staying = new Set(nicsBehindAfter(group, context));
  const leaving = nicsBehindNow(group, context).filter((port) => !staying.has(port));
  const joining = listedNics(ports, context).flatMap(({ speedMbps }) => speedMbps ?? []);
  return listedNics(leaving, context)
    .filter(({ speedMbps }) => speedMbps !== null && joining.some((speed) => speed !== speedMbps))
    .map(({ name }) => name);
}

function unequalPorts({ group, mode }: Join, context: PlanningContext): readonly Diagnostic[] {
  const address = `apaGroup.${group}`;
  const ports = listedNics(nicsBehindAfter(group, context), context);
  const listed = (of: (port: (typeof ports)[number]) => string): string =>
    ports.map((port) => `${port.name} ${of(port)}`).join(', ');
  const speeds = new Set(ports.flatMap(({ speedMbps }) => speedMbps ?? []));
  const isFailover = mode === 'LAN_MONITOR';
  const source = "(APA Administrator's Guide, 11i v1 and v2, September 2008, p. 96, note 4)";
  if (speeds.size > 1) {
    const what = `the ports of ${group} would have different speeds: ${listed((port) => speedText(port.speedMbps))}`;
    return isFailover
      ? [
          warningDiagnostic(
            'same-speed-ports',
            what,
            `HP asks for links of one speed and type ${source}; after a failover the group is as fast as the port that is left. Use equal ports.`,
            address,
          ),
        ]
      : [
          errorDiagnostic(
            'same-speed-ports',
            what,
            `HP asks for links of one speed and type ${source}. Use equal ports, or a failover group (LAN_MONITOR).`,
            address,
          ),
        ];
  }
  const types = new Set(ports.flatMap(({ interfaceType }) => interfaceType ?? []));
  if (types.size > 1) {
    return [
      warningDiagnostic(
        'same-speed-ports',
        `the ports of ${group} would be of different types: ${listed((port) => port.interfaceType ?? 'unknown')}`,
        `HP asks for links of one speed and type ${source}. Use equal ports, or make sure that the switch takes these for equal.`,
        address,
      ),
    ];
  }
  const unknown = ports.filter(({ speedMbps }) => speedMbps === null);
  if (isFailover || unknown.length === 0) return [];
  return [
    warningDiagnostic(
      'same-speed-ports',
      `the speed of ${unknown.map(({ name }) => name).join(', ')} is not known, and all ports of ${group} must have the same`,
      `A port without a link shows none. HP asks for links of one speed and type ${source}: compare them with "nwmgr -A speed -c lanN" once the cables are in.`,
      address,
    ),
  ];
}

function speedText(megabits: number | null): string {
  if (megabits === null) return 'unknown';
  return megabits % 1000 === 0 ? `${String(megabits / 1000)} Gbit/s` : `${String(megabits)} Mbit/s`;
}
