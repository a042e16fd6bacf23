import type { DesiredGuestNic, DesiredHost, DesiredVswitch } from '../model/desired-host';
import type { InterfaceName, VswitchName } from '../model/names';
import type { ObservedHost, ObservedLanInterface } from '../model/observed-host';
import { parseResourceAddress } from '../model/resource';
import { indexObservedHost } from '../diff/observed-index';
import type { ObservedIndex } from '../diff/resource-difference';
import type { Change } from '../diff/change';
import { PortAllocation } from './port-allocation';

/** A vswitch as it is before the plan and as it will be after it. */
export interface VswitchTransition {
  readonly name: VswitchName;
  readonly existsBefore: boolean;
  readonly existsAfter: boolean;
  readonly isUpBefore: boolean;
  readonly isUpAfter: boolean;
  readonly uplinkBefore: InterfaceName | null;
  readonly uplinkAfter: InterfaceName | null;
}

/** Everything lowering and rules look up; built once per plan. */
export interface PlanningContext {
  readonly desired: DesiredHost;
  readonly observed: ObservedHost;
  readonly index: ObservedIndex;
  readonly changes: readonly Change[];
  readonly vswitches: ReadonlyMap<string, VswitchTransition>;
  /** vswitches on an interface, before or after the plan. */
  readonly vswitchesOn: ReadonlyMap<string, readonly VswitchTransition[]>;
  /** Group that a NIC will be a member of after the plan. */
  readonly groupAfter: ReadonlyMap<string, InterfaceName>;
  /** NICs that will be members of a group after the plan. */
  readonly portsAfter: ReadonlyMap<string, readonly InterfaceName[]>;
  /** Fields of offload settings that the plan changes, by NIC. */
  readonly offloadChanges: ReadonlyMap<string, Change['fields']>;
  /** Member NICs of a group before the plan. */
  readonly portsBefore: ReadonlyMap<string, readonly InterfaceName[]>;
  /** Desired guest NICs by `guest:slot`. */
  readonly desiredNics: ReadonlyMap<string, DesiredGuestNic>;
  readonly ports: PortAllocation;
}

/** Builds the look-ups from the two hosts and their difference. */
export function planningContext(
  desired: DesiredHost,
  observed: ObservedHost,
  changes: readonly Change[],
): PlanningContext {
  const vswitches = transitions(desired, observed, changes);
  const vswitchesOn = new Map<string, VswitchTransition[]>();
  for (const vswitch of vswitches.values()) {
    for (const uplink of new Set([vswitch.uplinkBefore, vswitch.uplinkAfter])) {
      if (uplink === null) continue;
      const list = vswitchesOn.get(uplink);
      if (list === undefined) vswitchesOn.set(uplink, [vswitch]);
      else list.push(vswitch);
    }
  }
  const portsBefore = new Map(observed.apaGroups.map((group) => [group.name as string, group.ports]));
  const deletedGroups = new Set(
    changes
      .filter((change) => change.kind === 'apaGroup' && change.action === 'delete')
      .map((change) => change.address),
  );
  const groupAfter = new Map<string, InterfaceName>();
  const portsAfter = new Map<string, readonly InterfaceName[]>();
  for (const group of observed.apaGroups) {
    if (deletedGroups.has(`apaGroup.${group.name}` as Change['address'])) continue;
    const wanted = desired.apaGroups?.find((candidate) => candidate.name === group.name)?.ports;
    const ports = wanted ?? group.ports;
    portsAfter.set(group.name, ports);
    for (const port of ports) groupAfter.set(port, group.name);
  }
  return {
    desired,
    observed,
    index: indexObservedHost(observed),
    changes,
    vswitches,
    vswitchesOn,
    groupAfter,
    portsAfter,
    offloadChanges: offloadChanges(changes),
    portsBefore,
    desiredNics: new Map((desired.guestNics ?? []).map((nic) => [`${nic.guest}:${nic.slot}`, nic])),
    ports: new PortAllocation(observed, desired),
  };
}

/** Running offload settings that change; what is only saved anew changes nothing that runs. */
function offloadChanges(changes: readonly Change[]): ReadonlyMap<string, Change['fields']> {
  return new Map(
    changes.flatMap((change) => {
      const fields = change.fields.filter(({ path }) => path === 'checksumOffload' || path === 'segmentationOffload');
      return change.kind === 'lanInterface' && fields.length > 0
        ? [[parseResourceAddress(change.address)?.identity ?? '', fields] as const]
        : [];
    }),
  );
}

function transitions(
  desired: DesiredHost,
  observed: ObservedHost,
  changes: readonly Change[],
): ReadonlyMap<string, VswitchTransition> {
  const deleted = new Set(
    changes.filter((change) => change.kind === 'vswitch' && change.action === 'delete').map((change) => change.address),
  );
  const wanted = new Map<string, DesiredVswitch>((desired.vswitches ?? []).map((vswitch) => [vswitch.name, vswitch]));
  const result = new Map<string, VswitchTransition>();
  for (const current of observed.vswitches) {
    const goal = wanted.get(current.name);
    const existsAfter = !deleted.has(`vswitch.${current.name}` as Change['address']);
    const isUpBefore = current.state !== 'down';
    result.set(current.name, {
      name: current.name,
      existsBefore: true,
      existsAfter,
      isUpBefore,
      isUpAfter: existsAfter && (goal?.state === undefined ? isUpBefore : goal.state === 'up'),
      uplinkBefore: current.uplink,
      uplinkAfter: existsAfter ? (goal?.uplink === undefined ? current.uplink : goal.uplink) : null,
    });
  }
  for (const goal of wanted.values()) {
    if (result.has(goal.name)) continue;
    result.set(goal.name, {
      name: goal.name,
      existsBefore: false,
      existsAfter: true,
      isUpBefore: false,
      isUpAfter: goal.state !== 'down',
      uplinkBefore: null,
      uplinkAfter: goal.uplink ?? null,
    });
  }
  return result;
}

/** Physical NICs behind an interface before the plan: the members of a group, else the NIC itself. */
export function nicsBehindNow(uplink: InterfaceName, context: PlanningContext): readonly InterfaceName[] {
  const ports = context.portsBefore.get(uplink);
  return ports === undefined ? [uplink] : ports;
}

/** Physical NICs behind an interface after the plan: the members that a group is declared with, else those it has, else the NIC itself. */
export function nicsBehindAfter(uplink: InterfaceName, context: PlanningContext): readonly InterfaceName[] {
  const declared = context.desired.apaGroups?.find((group) => group.name === uplink)?.ports;
  return declared ?? nicsBehindNow(uplink, context);
}

/** Interfaces through which a NIC may carry vswitch traffic: itself, its group before, and its group after. */
export function uplinksOver(nic: InterfaceName, context: PlanningContext): readonly InterfaceName[] {
  const groups = [context.index.lanInterface.get(nic)?.aggregate, context.groupAfter.get(nic)];
  return [nic, ...new Set(groups.filter((group): group is InterfaceName => group !== null && group !== undefined))];
}

/** Interfaces through which a NIC carries vswitch traffic after the plan: itself, and its group. */
export function uplinksAfter(nic: InterfaceName, context: PlanningContext): readonly InterfaceName[] {
  const group = context.groupAfter.get(nic);
  return group === undefined ? [nic] : [nic, group];
}

/** Uplink of a vswitch after the plan, as a list of at most one, for rules that join by interface. */
export function uplinkOf(vswitch: VswitchName, context: PlanningContext): readonly InterfaceName[] {
  const uplink = context.vswitches.get(vswitch)?.uplinkAfter;
  return uplink === null || uplink === undefined ? [] : [uplink];
}

/** vswitches that are on an interface after the plan. */
export function vswitchesAfter(uplink: InterfaceName, context: PlanningContext): readonly VswitchTransition[] {
  return (context.vswitchesOn.get(uplink) ?? []).filter((vswitch) => vswitch.uplinkAfter === uplink);
}

/** True when a vswitch runs before the plan; one that is not listed does not. */
export function wasUp(vswitch: VswitchName, context: PlanningContext): boolean {
  return context.vswitches.get(vswitch)?.isUpBefore === true;
}

/** NICs of these names that the host has. */
export function listedNics(names: readonly InterfaceName[], context: PlanningContext): readonly ObservedLanInterface[] {
  return names.flatMap((name) => context.index.lanInterface.get(name) ?? []);
}
