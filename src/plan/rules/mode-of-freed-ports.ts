import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { APA_GUIDE_2014, NWMGR_APA } from '../documents';
import { joinedPortsOf, membershipOf, releasedPortsOf } from '../group-membership';
import { NWMGR } from '../host-commands';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

const NEGOTIATED: ReadonlySet<string> = new Set(['LACP_AUTO', 'FEC_AUTO']);

type Join = Extract<Operation['effect'], { type: 'apa-join' }>;

/** Advice: that a port keeps the mode of the group it leaves is recalled, no document we read says it. */
export const modeOfFreedPorts: SafetyRule = {
  id: 'mode-of-freed-ports',
  title: 'Look at the mode of a port that has left a negotiated group',
  why: 'A port that stays in LACP_AUTO or FEC_AUTO goes on negotiating with the switch, and another kind of group may refuse it.',
  citations: [
    { document: NWMGR_APA, page: 7 },
    { document: NWMGR_APA, page: 8 },
    { document: APA_GUIDE_2014, page: 25 },
  ],
  severity: 'warning',
  basis: 'recalled',
  forbids: (operations, context) => {
    const joins = new Map<string, Join>();
    for (const { effect } of operations) {
      if (effect.type === 'apa-join') for (const port of effect.ports) joins.set(port, effect);
    }
    return operations.flatMap((operation) => [
      ...leaving(operation, joins, context),
      ...joiningInItsOldMode(operation, context),
    ]);
  },
  examples: { unsafe: [], safe: [] },
};

function leaving(
  operation: Operation,
  joins: ReadonlyMap<string, Join>,
  context: PlanningContext,
): readonly Diagnostic[] {
  return membershipOf(operation).flatMap((group) => leavingGroup(group, operation, joins, context));
}

function leavingGroup(
  group: InterfaceName,
  operation: Operation,
  joins: ReadonlyMap<string, Join>,
  context: PlanningContext,
): readonly Diagnostic[] {
  const mode = String(context.index.apaGroup.get(group)?.mode);
  if (!NEGOTIATED.has(mode)) return [];
  const ports = releasedPortsOf(operation);
  const free = ports.filter((port) => !joins.has(port));
  const targets = new Set(ports.flatMap((port) => joins.get(port) ?? []));
  return [
    ...(free.length === 0
      ? []
      : [
          warningDiagnostic(
            'mode-of-freed-ports',
            `${free.join(', ')} may stay in mode ${mode} when out of ${group}`,
            `No document says in which mode a port is left. One that stays in ${mode} goes on negotiating with the switch (${APA_GUIDE_2014}, p. 25) and may come back into the group. ` +
              `Look with "${NWMGR} -c ${String(free[0])} -S apa" after the plan; where it shows ${mode}, ${remedy(free)}, then save with "${NWMGR} -s -S apa -A all --saved --from cu".`,
            operation.address,
          ),
        ]),
    ...[...targets].flatMap((target) =>
      NEGOTIATED.has(target.mode)
        ? []
        : [
            refusedJoin(
              ports.filter((port) => joins.get(port) === target),
              target,
              `may come out of ${group} in mode ${mode}`,
              mode,
            ),
          ],
    ),
  ];
}

/** A NIC in no group that is known to be in a negotiated mode. */
function joiningInItsOldMode(operation: Operation, context: PlanningContext): readonly Diagnostic[] {
  const { effect } = operation;
  if (effect.type !== 'apa-join' || NEGOTIATED.has(effect.mode)) return [];
  return joinedPortsOf(operation).flatMap((port) => {
    const nic = context.index.lanInterface.get(port);
    const mode = String(nic?.aggregate === null ? nic.apaPort?.mode : null);
    return NEGOTIATED.has(mode) ? [refusedJoin([port], effect, `is in mode ${mode}`, mode)] : [];
  });
}

function refusedJoin(ports: readonly InterfaceName[], join: Join, how: string, mode: string): Diagnostic {
  return warningDiagnostic(
    'mode-of-freed-ports',
    `${ports.join(', ')} ${how}, and ${join.group} takes ports in mode MANUAL or LAN_MONITOR`,
    `That is what ${NWMGR_APA}, p. 7-8, says of ${join.mode} groups; no document says in which mode a port is left that leaves a group. ` +
      `If the host refuses the step, look with "${NWMGR} -c ${String(ports[0])} -S apa"; where it shows ${mode}, ${remedy(ports)}, and plan again.`,
    `apaGroup.${join.group}`,
  );
}

/** The general form to set an attribute of a port, which no plan of ours runs (nwmgr_apa(1M), September 2010, p. 9). */
function remedy(ports: readonly InterfaceName[]): string {
  const commands = ports.map((port) => `"${NWMGR} -s -A mode=MANUAL -c ${port} -S apa"`);
  return `run ${commands.join(' and ')} (${NWMGR_APA}, p. 9)`;
}
