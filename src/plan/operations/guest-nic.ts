import type { AdapterType, DesiredGuestNic } from '../../model/desired-host';
import type { MacAddress } from '../../model/mac-address';
import type { VswitchName } from '../../model/names';
import type { ObservedGuestNic } from '../../model/observed-host';
import { parseResourceAddress, resourceAddress } from '../../model/resource';
import type { Change } from '../../diff/change';
import { HPVMMODIFY } from '../host-commands';
import { BY_CHANGE, assumedSeconds, inSequence, type Lowered, type Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import { probeFrames } from './host-tunables';
import { portVlanCommand, setPortVlan } from './port-vlan';

interface NicShape {
  readonly guest: ObservedGuestNic['guest'];
  readonly slot: ObservedGuestNic['slot'];
  readonly adapter: AdapterType;
  readonly vswitch: VswitchName;
  readonly port: number | null;
  readonly mac: MacAddress | null;
}

/** Lowers the creation, change or deletion of a guest NIC and of its port VLAN. */
export function lowerGuestNic(change: Change, context: PlanningContext): Lowered {
  const identity = parseResourceAddress(change.address)?.identity ?? '';
  const current = context.index.guestNic.get(identity);
  if (change.action === 'delete') {
    return current === undefined
      ? { operations: [], links: [] }
      : { operations: [removeNic(current, true, context)], links: [] };
  }
  const wanted = desiredNic(identity, context);
  if (wanted === undefined) return { operations: [], links: [] };
  const after = shapeAfter(wanted, current, context);
  if (after === undefined) return { operations: [], links: [] };
  const operations: Operation[] = [];
  const mustReplace = current !== undefined && wanted.mac !== undefined && wanted.mac !== current.mac;
  const hasPort = current !== undefined && after.vswitch === current.vswitch && after.port === current.port;
  if (current === undefined) operations.push(addNic(after, context, true));
  else if (mustReplace) operations.push(removeNic(current, false, context), addNic(after, context, false));
  else if (!hasPort || after.adapter !== current.adapter) operations.push(changeNic(current, after, context));
  const vlan = portVlan({ change, wanted, after, current, isReplaced: mustReplace }, context);
  // One that only becomes of another type has its port all the while.
  const waiting = vlan === undefined || (hasPort && !mustReplace) ? operations : [...operations, vlan];
  return {
    operations: vlan === undefined ? operations : [...operations, vlan],
    links: inSequence(waiting, 'the port must be there before it gets a VLAN'),
  };
}

function desiredNic(identity: string, context: PlanningContext): DesiredGuestNic | undefined {
  return context.desiredNics.get(identity);
}

function shapeAfter(
  wanted: DesiredGuestNic,
  current: ObservedGuestNic | undefined,
  context: PlanningContext,
): (NicShape & { readonly port: number }) | undefined {
  const vswitch = wanted.vswitch ?? current?.vswitch;
  const adapter = wanted.adapter ?? current?.adapter;
  if (vswitch === undefined || adapter === undefined) return undefined;
  const kept = current !== undefined && current.vswitch === vswitch ? current.port : null;
  const port = wanted.port ?? kept ?? context.ports.take(vswitch);
  if (port === undefined) return undefined;
  return { guest: wanted.guest, slot: wanted.slot, adapter, vswitch, port, mac: wanted.mac ?? null };
}

/** The VLAN step of a NIC: always where the port is new, or freed and taken again, and tagged; else where the id differs. */
function portVlan(
  nic: {
    readonly change: Change;
    readonly wanted: DesiredGuestNic;
    readonly after: NicShape & { readonly port: number };
    readonly current: ObservedGuestNic | undefined;
    readonly isReplaced: boolean;
  },
  context: PlanningContext,
): Operation | undefined {
  const { change, wanted, after, current, isReplaced } = nic;
  const isNewPort =
    current === undefined || isReplaced || current.vswitch !== after.vswitch || current.port !== after.port;
  const carried = current === undefined || current.vlanId === 'unknown' ? null : current.vlanId;
  const vlanId = wanted.vlanId === undefined ? carried : wanted.vlanId;
  const leftover =
    context.index.vswitch.get(after.vswitch)?.ports.find((entry) => entry.port === after.port)?.vlanId ?? null;
  const isRecreated =
    context.vswitches.get(after.vswitch)?.existsBefore === true && isRepointed(after.vswitch, context);
  // A freed port may keep its VLAN or lose it; nobody says which, so it is set again.
  const isInPlace = isReplaced && current?.vswitch === after.vswitch && current.port === after.port;
  const isForgotten = isRecreated || isInPlace;
  const forgotten = isInPlace && vlanId === null ? carried : null;
  const before = isForgotten ? forgotten : isNewPort ? leftover : carried;
  const isTakenOver = isNewPort && context.ports.holdersOf(after.vswitch, after.port).length > 0;
  if (vlanId === before && (vlanId === null || !isTakenOver)) return undefined;
  const isSaidSo = change.fields.some((field) => field.path === 'vlanId');
  return setPortVlan({
    vswitch: after.vswitch,
    port: after.port,
    vlanId,
    before: isRecreated ? null : leftover,
    address: change.address,
    whose: `${after.guest} ${after.slot}`,
    purpose: isSaidSo
      ? BY_CHANGE
      : { rule: 'restore-port-vlans', why: 'the VLAN belongs to the port, and the port is new' },
  });
}

function isRepointed(vswitch: VswitchName, context: PlanningContext): boolean {
  const transition = context.vswitches.get(vswitch);
  return transition !== undefined && transition.existsBefore && transition.uplinkBefore !== transition.uplinkAfter;
}

function resource(nic: NicShape, withMac: boolean): string {
  const mac = withMac && nic.mac !== null ? `,0x${nic.mac.slice(2).toUpperCase()}` : '';
  const port = nic.port === null ? '' : `:portid:${String(nic.port)}`;
  return `network:${nic.adapter}:${nic.slot}${mac}:vswitch:${nic.vswitch}${port}`;
}

/** Adding or starting a NIC probes the network for its MAC: about a second a frame, up to ten seconds for three (Release Notes 4.2.5 p. 75). */
export function probeSeconds(context: PlanningContext): Operation['durationSeconds'] {
  const frames = probeFrames(context);
  return { min: 1, expected: 1 + frames, max: Math.max(10, Math.ceil((frames * 10) / 3)) + 5, basis: 'documented' };
}

function addNic(nic: NicShape & { readonly port: number }, context: PlanningContext, isNew: boolean): Operation {
  const address = resourceAddress('guestNic', `${nic.guest}:${nic.slot}`);
  return {
    key: `${address}/add`,
    address,
    effect: {
      type: 'guest-nic-add',
      guest: nic.guest,
      adapter: nic.adapter,
      slot: nic.slot,
      vswitch: nic.vswitch,
      port: nic.port,
    },
    title: `Add ${nic.adapter} NIC ${nic.slot} to guest ${nic.guest} on ${nic.vswitch} port ${String(nic.port)}`,
    command: [HPVMMODIFY, '-P', nic.guest, '-a', resource(nic, true)],
    phase: 'running',
    durationSeconds: probeSeconds(context),
    // Without a fixed MAC the delete string is only known after the host has made one up.
    undo: nic.mac === null ? null : [[HPVMMODIFY, '-P', nic.guest, '-d', resource(nic, true)]],
    confidence: 'documented',
    source: 'hpvmresources(5), Integrity VM 4.3 Installation, Configuration and Administration p. 325',
    isDestructive: false,
    ...(isNew ? { ownership: { action: 'claim', address } as const } : {}),
    purpose: BY_CHANGE,
  };
}

function changeNic(
  current: ObservedGuestNic,
  after: NicShape & { readonly port: number },
  context: PlanningContext,
): Operation {
  const address = resourceAddress('guestNic', `${after.guest}:${after.slot}`);
  return {
    key: `${address}/change`,
    address,
    effect: {
      type: 'guest-nic-change',
      guest: after.guest,
      adapter: after.adapter,
      slot: after.slot,
      from: current.vswitch,
      fromPort: current.port,
      vswitch: after.vswitch,
      port: after.port,
      changesAdapter: current.adapter !== after.adapter,
    },
    title: `Put NIC ${after.slot} of guest ${after.guest} (${after.adapter}) on ${after.vswitch} port ${String(after.port)}`,
    command: [HPVMMODIFY, '-P', after.guest, '-m', resource({ ...after, mac: null }, false)],
    phase: 'running',
    durationSeconds: probeSeconds(context),
    undo: returnOf(current, [HPVMMODIFY, '-P', after.guest, '-m', resource(current, false)], context),
    confidence: 'observed',
    source: 'field use of hpvmmodify -m network:type:bus,device:vswitch:name:portid:n; the MAC is kept',
    isDestructive: false,
    purpose: BY_CHANGE,
  };
}

/**
 * The command that puts a guest NIC back where it was, and its VLAN behind it. Null where nothing does: a vswitch that is
 * not shared takes no guest back beside another one, though it may have come to have two; and a vswitch that is down takes
 * none of a guest that runs.
 */
function returnOf(nic: ObservedGuestNic, command: readonly string[], context: PlanningContext): Operation['undo'] {
  const isTaken =
    context.index.vswitch.get(nic.vswitch)?.isShareable === false &&
    context.observed.guestNics.some(({ vswitch, guest }) => vswitch === nic.vswitch && guest !== nic.guest);
  // Coming back to a vswitch that is down, a running guest might not claim the interface that it has claimed before.
  const isUnclaimable =
    context.vswitches.get(nic.vswitch)?.isUpBefore === false && context.index.guest.get(nic.guest)?.state !== 'off';
  return isTaken || isUnclaimable ? null : [command, ...vlanOf(nic, context)];
}

/**
 * The command that gives the port of a guest NIC its VLAN again: whether a port that nobody has keeps it is not
 * documented. A vswitch that the host does not list has no port to give it to.
 */
function vlanOf(nic: ObservedGuestNic, context: PlanningContext): readonly (readonly string[])[] {
  if (typeof nic.vlanId !== 'number' || nic.port === null) return [];
  if (context.vswitches.get(nic.vswitch)?.existsBefore !== true) return [];
  return [portVlanCommand(nic.vswitch, nic.port, nic.vlanId)];
}

/**
 * Takes a change of a guest NIC apart: to a port where nobody is in the way first, then to its place. The guest must be
 * off: it is nowhere in between that it could notice.
 */
export function putAside(
  change: Operation,
  aside: { readonly vswitch: VswitchName; readonly port: number; readonly purpose: Operation['purpose'] },
  context: PlanningContext,
): { readonly first: Operation; readonly second: Operation } | undefined {
  const { effect } = change;
  if (effect.type !== 'guest-nic-change') return undefined;
  const current = context.index.guestNic.get(`${effect.guest}:${effect.slot}`);
  if (current === undefined) return undefined;
  const { vswitch, port, purpose } = aside;
  const nic = { guest: effect.guest, slot: effect.slot, mac: null };
  const moved = changeNic(current, { ...nic, adapter: current.adapter, vswitch, port }, context);
  return {
    first: {
      ...moved,
      key: `${moved.address}/aside`,
      title: `Put NIC ${effect.slot} of guest ${effect.guest} aside, on ${vswitch} port ${String(port)}`,
      purpose,
    },
    second: changeNic(
      { ...current, vswitch, port, vlanId: null },
      { ...nic, adapter: effect.adapter, vswitch: effect.vswitch, port: effect.port },
      context,
    ),
  };
}

function removeNic(current: ObservedGuestNic, isFinal: boolean, context: PlanningContext): Operation {
  const address = resourceAddress('guestNic', `${current.guest}:${current.slot}`);
  const readd = resource(current, true);
  return {
    key: `${address}/remove`,
    address,
    effect: {
      type: 'guest-nic-remove',
      guest: current.guest,
      adapter: current.adapter,
      slot: current.slot,
      vswitch: current.vswitch,
      port: current.port,
    },
    title: `Remove NIC ${current.slot} from guest ${current.guest} (vswitch ${current.vswitch})`,
    command: [HPVMMODIFY, '-P', current.guest, '-d', readd],
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 2, 10),
    undo: returnOf(current, [HPVMMODIFY, '-P', current.guest, '-a', readd], context),
    confidence: 'recalled',
    source: 'hpvmmodify -d network:... by analogy with the documented -a and with disk removal',
    isDestructive: true,
    ...(isFinal ? { ownership: { action: 'release', address } as const } : {}),
    purpose: isFinal ? { rule: 'change', why: 'it is no longer declared, and this tool created it' } : BY_CHANGE,
  };
}
