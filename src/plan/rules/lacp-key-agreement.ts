import type { ApaMode } from '../../model/desired-host';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { ppaOf } from '../../model/ppa';
import { APA_GUIDE_2008, APA_GUIDE_2014 } from '../documents';
import type { Operation } from '../operation';
import { isNegotiated } from '../operations/apa-commands';
import { listedNics, type PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Ports that join a group which they find by a number: the key of LACP, the group capability of FEC. */
interface Joining {
  readonly group: InterfaceName;
  readonly mode: ApaMode;
  readonly ports: readonly InterfaceName[];
}

/** The numbers of an aggregate, or those that a port was given. */
interface Numbers {
  readonly key: number | null;
  readonly groupCapability: number | null;
}
const NO_NUMBERS: Numbers = { key: null, groupCapability: null };

/** A negotiated aggregate is found by its key. */
export const lacpKeyAgreement: SafetyRule = {
  id: 'lacp-key-agreement',
  title: 'Give an aggregate and its ports one key, and every aggregate its own',
  why: 'A port joins the aggregate whose key (LACP) or group capability (FEC) it has: with another one it stays outside, with a shared one it may join the wrong aggregate.',
  citations: [
    { document: APA_GUIDE_2008, page: 90 },
    { document: APA_GUIDE_2014, page: 78 },
  ],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => {
    const rebuilt = new Set<string>();
    for (const { effect } of operations) {
      if (effect.type === 'apa-clear' || effect.type === 'apa-prepare') rebuilt.add(effect.group);
    }
    return operations.flatMap((operation) => {
      const joining = joiningOf(operation);
      if (joining === undefined) return [];
      return [
        ...(rebuilt.has(joining.group) ? [] : otherKeyOfGroup(joining, context)),
        ...sharedKey(joining, rebuilt, context),
        ...otherKeyOfPorts(joining, context),
      ];
    });
  },
  examples: {
    unsafe: [
      {
        title: 'a port gets a key that no aggregate has',
        given: ['/usr/sbin/nwmgr -s -A key=901 -c lan901 -S apa'],
        commands: ['/usr/sbin/nwmgr -s -A mode=LACP_AUTO -A key=900 -c lan3 -S apa'],
      },
    ],
    safe: [
      {
        title: 'it gets the key of the aggregate',
        given: ['/usr/sbin/nwmgr -s -A key=901 -c lan901 -S apa'],
        commands: ['/usr/sbin/nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa'],
      },
    ],
  },
};

function joiningOf({ effect }: Operation): Joining | undefined {
  return effect.type === 'apa-join' && isNegotiated(effect.mode) ? effect : undefined;
}

function wordFor(mode: ApaMode): string {
  return mode === 'LACP_AUTO' ? 'key' : 'group capability';
}

/** A group that keeps its ports keeps its key, which need not be the one that we would have given it. */
function otherKeyOfGroup({ group, mode }: Joining, context: PlanningContext): readonly Diagnostic[] {
  const number = numberOf(mode, context.index.apaGroup.get(group) ?? NO_NUMBERS);
  if (number === null || number === ppaOf(group)) return [];
  return [
    errorDiagnostic(
      'lacp-key-agreement',
      `${group} has ${wordFor(mode)} ${String(number)}, and its new ports would get ${String(ppaOf(group))}`,
      `They would not join it: the ${wordFor(mode)} of group and ports must be the same (APA Administrator's Guide, 11i v3, September 2008, p. 90). ` +
        `Add the ports by hand with ${mode === 'LACP_AUTO' ? 'key' : 'gc'}=${String(number)}, or rebuild ${group} (another mode, then this one).`,
      `apaGroup.${group}`,
    ),
  ];
}

function sharedKey(
  { group, mode }: Joining,
  rebuilt: ReadonlySet<string>,
  context: PlanningContext,
): readonly Diagnostic[] {
  return context.observed.apaGroups.flatMap((other) => {
    if (other.name === group || rebuilt.has(other.name) || numberOf(mode, other) !== ppaOf(group)) return [];
    return [
      errorDiagnostic(
        'lacp-key-agreement',
        `${other.name} already has ${wordFor(mode)} ${String(ppaOf(group))}, which the ports of ${group} would get`,
        `They might join ${other.name} instead: aggregates have different numbers (APA Administrator's Guide, 11i v3, September 2008, p. 90). ` +
          `Give ${other.name} another ${wordFor(mode)}, or use another aggregate than ${group}.`,
        `apaGroup.${group}`,
      ),
    ];
  });
}

/** The number is overwritten; but somebody may have set the port up for another aggregate. */
function otherKeyOfPorts({ group, mode, ports }: Joining, context: PlanningContext): readonly Diagnostic[] {
  return listedNics(ports, context).flatMap(({ name, apaPort, aggregate }) => {
    if (apaPort?.mode !== mode || aggregate !== null) return [];
    const number = numberOf(mode, apaPort);
    if (number === null || number === ppaOf(group)) return [];
    return [
      warningDiagnostic(
        'lacp-key-agreement',
        `${name} is set up as a port of ${wordFor(mode)} ${String(number)} and would get ${String(ppaOf(group))}`,
        `Somebody may want it in another aggregate: ports have the number of theirs (APA Administrator's Guide, 11i v3, September 2008, p. 90). Make sure that ${name} belongs to ${group}.`,
        `apaGroup.${group}`,
      ),
    ];
  });
}

function numberOf(mode: ApaMode, of: Numbers): number | null {
  return mode === 'LACP_AUTO' ? of.key : of.groupCapability;
}
