import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import { ADMIN_GUIDE_63, APA_GUIDE_2008, APA_GUIDE_2008_V2, APA_GUIDE_2014, VLAN_WHITE_PAPER } from '../documents';
import { membershipOf, releasedPortsOf } from '../group-membership';
import { NWMGR } from '../host-commands';
import type { Operation } from '../operation';
import { vswitchesAfter, type PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** What the other end of the cable must be configured for, which no command on the host can do, and when. */
export const tellTheSwitch: SafetyRule = {
  id: 'tell-the-switch',
  title: 'Have the physical switch follow what the ports and VLANs of the host become, and when',
  why: 'An aggregate comes up, and a VLAN reaches beyond the host, only when the switch ports are configured alike; a switch port left in a trunk loses frames.',
  citations: [
    { document: APA_GUIDE_2014, page: 25 },
    { document: APA_GUIDE_2008, page: 91 },
    { document: APA_GUIDE_2008_V2, page: 79 },
    { document: APA_GUIDE_2008_V2, page: 97 },
    { document: ADMIN_GUIDE_63, section: '8.2 (port-based VLANs)', page: 122 },
    { document: VLAN_WHITE_PAPER, page: 15 },
    { document: VLAN_WHITE_PAPER, section: 'Using HP-UX VLANs with HPVM', page: 17 },
  ],
  severity: 'warning',
  basis: 'recalled',
  forbids: (operations, context) => [
    ...[...new Set(operations.flatMap(membershipOf))].flatMap((group) => [
      ...trunkIsMade(group, operations, context),
      ...trunkIsLeft(group, operations, context),
      ...newPortsCarryVlans(group, context),
    ]),
    ...operations.flatMap((operation) => newVlan(operation, context)),
  ],
  examples: { unsafe: [], safe: [] },
};

/** In the order in which they are declared. */
function portsAfter(group: InterfaceName, context: PlanningContext): readonly InterfaceName[] {
  return context.portsAfter.get(group) ?? [];
}

/** Mode in which ports join the group; a failover group has no trunk on the switch. */
function trunkAfter(group: InterfaceName, operations: readonly Operation[]): string | null {
  for (const { effect } of operations)
    if (effect.type === 'apa-join' && effect.group === group && effect.mode !== 'LAN_MONITOR') return effect.mode;
  return null;
}

function trunkBefore(group: InterfaceName, context: PlanningContext): string | null {
  const mode = context.index.apaGroup.get(group)?.mode;
  return mode === undefined || mode === 'LAN_MONITOR' ? null : mode;
}

function trunkIsMade(
  group: InterfaceName,
  operations: readonly Operation[],
  context: PlanningContext,
): readonly Diagnostic[] {
  const mode = trunkAfter(group, operations);
  if (mode === null) return [];
  const stays = trunkBefore(group, context) === mode ? (context.portsBefore.get(group) ?? []) : [];
  const ports = portsAfter(group, context).filter((port) => !stays.includes(port));
  if (ports.length === 0) return [];
  const inUse = ports.filter((port) => isInUse(port, context));
  const idle = ports.filter((port) => !inUse.includes(port));
  const before = `${idle.join(', ')} can be set before the plan runs.`;
  const during = `${inUse.join(', ')} may carry traffic that a changed switch port cuts off, and a plan does not pause for the switch: set it before and count the interruption from then on, or make two plans, one that takes what is on it down and one that goes on when the switch is set.`;
  return [
    warningDiagnostic(
      'tell-the-switch',
      `the switch ports of ${ports.join(', ')} must be set to ${mode} for ${group}`,
      `Server and switch must be in the same mode (${APA_GUIDE_2008_V2}, p. 97). ${[...(idle.length > 0 ? [before] : []), ...(inUse.length > 0 ? [during] : [])].join(' ')} ` +
        'Until both ends agree, the aggregate does not carry traffic, and the interruption lasts longer than the plan says. ' +
        `Look afterwards with "${NWMGR} -S apa -I ${group.slice('lan'.length)}": state Up, and no port with an asterisk (${APA_GUIDE_2014}, p. 44).`,
      `apaGroup.${group}`,
    ),
  ];
}

/** Something may go through the NIC now: it is in a group, has an address, or is under a vswitch or host VLAN. */
function isInUse(port: InterfaceName, { index, observed, vswitches }: PlanningContext): boolean {
  return (
    index.lanInterface.get(port)?.aggregate !== null ||
    observed.addresses.some((entry) => entry.interface === port) ||
    observed.hostVlans.some((vlan) => vlan.uplink === port) ||
    [...vswitches.values()].some(({ uplinkBefore }) => uplinkBefore === port)
  );
}

function trunkIsLeft(
  group: InterfaceName,
  operations: readonly Operation[],
  context: PlanningContext,
): readonly Diagnostic[] {
  const mode = trunkBefore(group, context);
  if (mode === null) return [];
  const back = trunkAfter(group, operations) === null ? [] : portsAfter(group, context);
  const ports = operations
    .filter((operation) => membershipOf(operation).includes(group))
    .flatMap(releasedPortsOf)
    .filter((port) => !back.includes(port));
  if (ports.length === 0) return [];
  return [
    warningDiagnostic(
      'tell-the-switch',
      `the switch ports of ${ports.join(', ')} must leave the ${mode} trunk of ${group}`,
      `A switch port that is not supposed to be in the trunk is to be removed from it (${APA_GUIDE_2008_V2}, p. 79), and PAgP or LACP switched off on ports that APA does not use (p. 97). ` +
        'Do it as soon as the plan has run: before that the aggregate loses a link, after it frames go to a port that nobody listens on.',
      `apaGroup.${group}`,
    ),
  ];
}

/** VLANs of guests and of the host that go through a group go through a port that is new in it. */
function newPortsCarryVlans(group: InterfaceName, context: PlanningContext): readonly Diagnostic[] {
  const old = context.portsBefore.get(group) ?? [];
  const ports = portsAfter(group, context).filter((port) => !old.includes(port));
  const names = new Set<string>(vswitchesAfter(group, context).map(({ name }) => name));
  const ids = [
    ...context.observed.vswitches.filter(({ name }) => names.has(name)).flatMap((vswitch) => vswitch.ports),
    ...context.observed.hostVlans.filter(({ uplink }) => uplink === group),
  ].flatMap(({ vlanId }) => (typeof vlanId === 'number' ? [vlanId] : []));
  if (ports.length === 0 || ids.length === 0) return [];
  const list = [...new Set(ids)].sort((left, right) => left - right);
  return [
    warningDiagnostic(
      'tell-the-switch',
      `the switch ports of ${ports.join(', ')} must carry VLAN ${list.join(', ')} tagged, as ${group} does`,
      'Otherwise guests, or the host, lose these VLANs on that port, in a failover group as soon as it becomes the active one.',
      `apaGroup.${group}`,
    ),
  ];
}

function newVlan({ effect }: Operation, context: PlanningContext): readonly Diagnostic[] {
  if (effect.type === 'host-vlan-create')
    return [
      warningDiagnostic(
        'tell-the-switch',
        `the switch port behind ${effect.uplink} must carry VLAN ${String(effect.vlanId)} tagged`,
        `The same VLANs are configured on the switch port and marked tagged (${VLAN_WHITE_PAPER}, p. 15); until then ${effect.interface} reaches nothing outside the host.`,
        `hostVlan.${effect.interface}`,
      ),
    ];
  if (effect.type !== 'port-vlan' || effect.vlanId === null) return [];
  const uplink = context.vswitches.get(effect.vswitch)?.uplinkAfter;
  if (uplink === null || uplink === undefined) return [];
  return [
    warningDiagnostic(
      'tell-the-switch',
      `the switch port behind ${uplink} must carry VLAN ${String(effect.vlanId)} tagged`,
      'A running guest on the port changes its network at that step: outside the host it reaches only what is in the same VLAN there. ' +
        'The guest itself knows nothing of it: frames that it tags are discarded (Planning and Implementing VLANs with HP-UX, p. 17).',
      `vswitch.${effect.vswitch}`,
    ),
  ];
}
