import type { ApaMode } from '../../model/desired-host';
import type { InterfaceName } from '../../model/names';
import { ppaOf } from '../../model/ppa';
import { resourceAddress } from '../../model/resource';
import { isOnlySaved } from '../../model/saved-field';
import type { Change } from '../../diff/change';
import { NWMGR_APA } from '../documents';
import { NWMGR } from '../host-commands';
import { BY_CHANGE, assumedSeconds, type Operation } from '../operation';
import { savingPurpose } from './saved-purpose';

/** A group's configuration as far as commands need it. */
export interface GroupShape {
  readonly mode: ApaMode;
  readonly ports: readonly InterfaceName[];
  /** Null: leave the algorithm alone (failover groups have none to choose). */
  readonly loadBalancing: string | null;
}

/** Commands that build a group again from nothing (nwmgr_apa(1M), pp. 7-8). */
function rebuildCommands(group: InterfaceName, shape: GroupShape): readonly (readonly string[])[] {
  return isNegotiated(shape.mode)
    ? [prepareCommand(group, shape), ...shape.ports.map((port) => joinCommand(group, port, shape.mode))]
    : [addAgainCommand(group, shape.ports, shape)];
}

/** True for modes that a port negotiates with the switch: the key is set on the group, then on each port. */
export function isNegotiated(mode: ApaMode): mode is 'LACP_AUTO' | 'FEC_AUTO' {
  return mode === 'LACP_AUTO' || mode === 'FEC_AUTO';
}

function capability(group: InterfaceName, mode: ApaMode): string {
  // HP recommends the aggregate's own number as key (APA Administrator's Guide, Dec 2007, p. 39).
  return `${mode === 'LACP_AUTO' ? 'key' : 'gc'}=${String(ppaOf(group))}`;
}

function prepareCommand(group: InterfaceName, shape: GroupShape): readonly string[] {
  const balancing = shape.loadBalancing === null ? [] : ['-A', `lb=${shape.loadBalancing}`];
  return [NWMGR, '-s', '-A', capability(group, shape.mode), ...balancing, '-c', group, '-S', 'apa'];
}

function joinCommand(group: InterfaceName, port: InterfaceName, mode: ApaMode): readonly string[] {
  return [NWMGR, '-s', '-A', `mode=${mode}`, '-A', capability(group, mode), '-c', port, '-S', 'apa'];
}

function addCommand(group: InterfaceName, ports: readonly InterfaceName[], shape: GroupShape): readonly string[] {
  const balancing = shape.loadBalancing === null || shape.mode !== 'MANUAL' ? [] : ['-A', `lb=${shape.loadBalancing}`];
  const links = `links=${ports.map((port) => String(ppaOf(port))).join(',')}`;
  return [NWMGR, '-a', '-A', links, '-A', `mode=${shape.mode}`, ...balancing, '-c', group, '-S', 'apa'];
}

/**
 * The same on a way back. A failover group whose ports do not reach one another, or that has one, is refused unless forced
 * (nwmgr_apa(1M), September 2010, p. 8), and the switch may still have the ports in the trunk that the plan was for: who
 * stops there leaves vswitches halted.
 */
function addAgainCommand(group: InterfaceName, ports: readonly InterfaceName[], shape: GroupShape): readonly string[] {
  const command = addCommand(group, ports, shape);
  return shape.mode === 'LAN_MONITOR' ? [...command.slice(0, -2), '-f', ...command.slice(-2)] : command;
}

/** Sets key (or group capability) and load balancing on the group before ports join it. */
export function prepareGroup(group: InterfaceName, shape: GroupShape): Operation {
  const address = resourceAddress('apaGroup', group);
  return {
    key: `${address}/prepare`,
    address,
    effect: { type: 'apa-prepare', group },
    title: `Set ${capability(group, shape.mode)} on ${group}`,
    command: prepareCommand(group, shape),
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    // A key on a group without ports shows nowhere; emptying an empty group is refused.
    undo: [],
    confidence: 'documented',
    source: `${NWMGR_APA} p. 8`,
    isDestructive: false,
    purpose: BY_CHANGE,
  };
}

/** One NIC joins a group that is negotiated with the switch; `isFirst` when the group is empty until then. */
export function joinPort(
  group: InterfaceName,
  port: InterfaceName,
  mode: ApaMode,
  { claims, isFirst }: { readonly claims: boolean; readonly isFirst: boolean },
): Operation {
  const address = resourceAddress('apaGroup', group);
  return {
    key: `${address}/join-${String(ppaOf(port)).padStart(4, '0')}`,
    address,
    effect: { type: 'apa-join', group, ports: [port], mode, isFirst },
    title: `Join ${port} to ${group} as ${mode}`,
    command: joinCommand(group, port, mode),
    phase: 'running',
    durationSeconds: assumedSeconds(1, 3, 30),
    undo: [takeOutAgainCommand(group, port)],
    confidence: 'documented',
    source: `${NWMGR_APA} p. 8`,
    isDestructive: false,
    // A key alone shows nowhere and is not taken back; the group is ours with its first port.
    ...(claims ? { ownership: { action: 'claim', address } as const } : {}),
    purpose: BY_CHANGE,
  };
}

/** NICs are added to a MANUAL aggregate or a failover group, creating it when it is empty. */
export function addPorts(
  group: InterfaceName,
  ports: readonly InterfaceName[],
  shape: GroupShape,
  { claims, isFirst }: { readonly claims: boolean; readonly isFirst: boolean },
): Operation {
  const address = resourceAddress('apaGroup', group);
  return {
    key: `${address}/add-ports`,
    address,
    effect: { type: 'apa-join', group, ports, mode: shape.mode, isFirst },
    title: `Add ${ports.join(', ')} to ${group} as ${shape.mode}`,
    command: addCommand(group, ports, shape),
    phase: 'running',
    durationSeconds: assumedSeconds(1, 3, 30),
    undo: isFirst ? [clearCommand(group)] : ports.map((port) => takeOutAgainCommand(group, port)),
    confidence: 'documented',
    source: `${NWMGR_APA} p. 7`,
    isDestructive: false,
    ...(claims ? { ownership: { action: 'claim', address } as const } : {}),
    purpose: BY_CHANGE,
  };
}

function clearCommand(group: InterfaceName): readonly string[] {
  return [NWMGR, '-d', '-S', 'apa', '-c', group, '-A', 'links=all', '--force'];
}

function removeCommand(group: InterfaceName, port: InterfaceName): readonly string[] {
  return [NWMGR, '-d', '-S', 'apa', '-c', group, '-A', `links=${String(ppaOf(port))}`];
}

/**
 * The same on a way back: what nwmgr finds to depend on the group did so before the port was in it, and `-f` overrides that,
 * but where the system itself does (nwmgr_apa(1M), September 2010, p. 9).
 */
function takeOutAgainCommand(group: InterfaceName, port: InterfaceName): readonly string[] {
  return [...removeCommand(group, port), '--force'];
}

/** All NICs leave a group. `isFinal` when the group is not built again in the same plan; `rebuilt`: what undoing builds. */
export function clearGroup(group: InterfaceName, before: GroupShape, isFinal: boolean, rebuilt: GroupShape): Operation {
  const address = resourceAddress('apaGroup', group);
  return {
    key: `${address}/clear`,
    address,
    effect: { type: 'apa-clear', group, ports: before.ports },
    title: `Take all ports (${before.ports.join(', ')}) out of ${group}`,
    command: clearCommand(group),
    phase: 'running',
    durationSeconds: assumedSeconds(1, 2, 15),
    undo: rebuildCommands(group, rebuilt),
    confidence: 'observed',
    source: 'field use of nwmgr -d -S apa -A links=all --force; nwmgr_apa(1M), September 2010, p. 9',
    isDestructive: true,
    ...(isFinal ? { ownership: { action: 'release', address } as const } : {}),
    purpose: isFinal ? { rule: 'change', why: 'it is no longer declared, and this tool created it' } : BY_CHANGE,
  };
}

/** One NIC leaves a group that keeps the others. */
export function removePort(group: InterfaceName, port: InterfaceName, before: GroupShape): Operation {
  const address = resourceAddress('apaGroup', group);
  return {
    key: `${address}/remove-${String(ppaOf(port)).padStart(4, '0')}`,
    address,
    effect: { type: 'apa-remove-port', group, port },
    title: `Take ${port} out of ${group}`,
    command: removeCommand(group, port),
    phase: 'running',
    durationSeconds: assumedSeconds(1, 2, 15),
    undo: [isNegotiated(before.mode) ? joinCommand(group, port, before.mode) : addAgainCommand(group, [port], before)],
    confidence: 'observed',
    source: 'field use of nwmgr -d -S apa -A links=P; nwmgr_apa(1M), September 2010, p. 9',
    isDestructive: true,
    purpose: BY_CHANGE,
  };
}

/** Another load-balancing algorithm for a group that allows the change in place. */
export function setLoadBalancing(group: InterfaceName, value: string, before: string | null): Operation {
  const address = resourceAddress('apaGroup', group);
  const set = (algorithm: string): readonly string[] => [
    NWMGR,
    '-s',
    '-A',
    `lb=${algorithm}`,
    '-c',
    group,
    '-S',
    'apa',
  ];
  return {
    key: `${address}/load-balancing`,
    address,
    effect: { type: 'apa-load-balancing', group },
    title: `Balance ${group} by ${value}`,
    command: set(value),
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: before === null ? null : [set(before)],
    confidence: 'documented',
    source: `${NWMGR_APA} p. 9`,
    isDestructive: false,
    purpose: BY_CHANGE,
  };
}

/** Saves the whole APA sub-system, so every group as it runs; once per plan, whichever group asked first. */
export function saveApa(group: InterfaceName, change: Change): Operation {
  const command = [NWMGR, '-s', '-S', 'apa', '-A', 'all', '--saved', '--from', 'cu'];
  return {
    key: 'apaGroup/save',
    address: resourceAddress('apaGroup', group),
    effect: { type: 'apa-save' },
    title: 'Save the running APA configuration, all groups of it',
    command,
    phase: 'persist',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: isOnlySaved(change) ? null : [command],
    confidence: 'observed',
    source: 'field use of nwmgr -s -S apa -A all --saved --from cu, silent on success',
    isDestructive: false,
    purpose: savingPurpose(change, 'without saving, the old groups return at the next boot'),
  };
}

/** Drops a group that does not run any more from what is saved, by saving what runs; that saving drops it is inferred. */
export function deleteSavedGroup(group: InterfaceName, change: Change): Operation {
  const address = resourceAddress('apaGroup', group);
  const saving = saveApa(group, change);
  return {
    ...saving,
    key: `${address}/delete-saved`,
    confidence: 'recalled',
    source: `${saving.source}; that it drops a group that does not run is inferred`,
    title: `Remove ${group} from the saved APA configuration by saving the running one, all groups of it`,
    isDestructive: true,
    ownership: { action: 'release', address },
  };
}
