import { CAPTURED_FIELDS } from '../diff/stale-vswitch';
import type { Change, FieldChange } from '../diff/change';
import { vlanUplinks } from '../diff/vlan-uplinks';
import type { InterfaceName } from '../model/names';
import { parseResourceAddress, resourceAddress } from '../model/resource';
import { isSavedField } from '../model/saved-field';
import { nicsBehindEver } from './checksum-offload-transition';
import type { Operation } from './operation';
import type { PlanningContext } from './planning-context';

/** A change without which an operation would not be in the plan. */
export interface OperationCause {
  /** What the desired state asks for, so that somebody can take it out: the address of a resource. */
  readonly address: string;
  /** Completes "because": `lan4 gets checksumOffload off, which VLAN 120 of web01 0,1 needs`. */
  readonly because: string;
}

/**
 * The changes of the desired state that lead to an operation: the change of its own resource, or for what a rule asked
 * for, the changes that the rule looks at. A change that nobody wrote (checksum offload goes off for a VLAN) is followed to
 * what was written. Empty when nothing written leads to it.
 */
export function causesOf({ address, effect }: Operation, context: PlanningContext): readonly OperationCause[] {
  const own = context.changes.find((change) => change.address === address);
  if (own !== undefined) return written([own], context);
  return 'vswitch' in effect ? unique(causesAtVswitch(effect.vswitch, context)) : [];
}

/** The changes for which a vswitch is down for a time: its own, of its NICs and group below, of adapters on it. */
export function causesAtVswitch(name: string, context: PlanningContext): readonly OperationCause[] {
  const vswitch = context.vswitches.get(name);
  const uplinks = new Set<string>(
    [vswitch?.uplinkBefore, vswitch?.uplinkAfter].filter((uplink) => uplink !== null && uplink !== undefined),
  );
  const nics = new Set<string>([...uplinks].flatMap((uplink) => nicsBehindEver(uplink as InterfaceName, context)));
  const found = context.changes.filter((change) => {
    const identity = parseResourceAddress(change.address)?.identity ?? '';
    switch (change.kind) {
      case 'vswitch':
        return identity === name;
      case 'apaGroup':
        return uplinks.has(identity) && changesPorts(change);
      case 'lanInterface':
        return nics.has(identity) && context.offloadChanges.has(identity);
      case 'guestNic':
        return isOn(identity, name, context) && changesAdapter(change);
      default:
        return false;
    }
  });
  return written(found, context);
}

function written(changes: readonly Change[], context: PlanningContext): readonly OperationCause[] {
  return unique(changes.flatMap((change) => (isForVlan(change) ? derived(change, context) : asWritten(change))));
}

/** True for offload settings that a VLAN needs and nobody wrote. */
function isForVlan({ kind, derivedBy }: Change): boolean {
  return kind === 'lanInterface' && derivedBy !== undefined;
}

function asWritten(change: Change): readonly OperationCause[] {
  const because = changeText(change);
  return because === '' ? [] : [{ address: change.address, because }];
}

/** What a VLAN needs of a NIC, and what somebody wrote of the same NIC besides. */
function derived(change: Change, context: PlanningContext): readonly OperationCause[] {
  const nic = context.desired.lanInterfaces?.find(
    ({ name }) => resourceAddress('lanInterface', name) === change.address,
  );
  const isWritten = ({ path }: FieldChange): boolean =>
    path === 'segmentationOffload' && nic?.segmentationOffload !== undefined;
  const because = changeText({ ...change, fields: change.fields.filter((field) => !isWritten(field)) });
  const besides = change.fields.filter(isWritten);
  return [
    ...(because === '' ? [] : vlansOver(change, context)).map(({ address, what }) => ({
      address,
      because: `${because}, which ${what} needs`,
    })),
    ...(besides.length === 0 ? [] : asWritten({ ...change, fields: besides })),
  ];
}

interface Vlan {
  readonly address: string;
  /** `VLAN 120 of web01 0,1`. */
  readonly what: string;
}

/** The VLANs for which checksum offload of a NIC goes off: those that this plan brings, else the one that is there. */
function vlansOver({ address }: Change, context: PlanningContext): readonly Vlan[] {
  const nic = parseResourceAddress(address)?.identity ?? '';
  const isBehind = (uplink: string | null | undefined): boolean =>
    uplink !== null &&
    uplink !== undefined &&
    nicsBehindEver(uplink as InterfaceName, context).some((each) => each === nic);
  const guestNics = (context.desired.guestNics ?? []).flatMap((wanted): readonly Vlan[] => {
    const identity = `${wanted.guest}:${wanted.slot}`;
    const own = resourceAddress('guestNic', identity);
    const vswitch = wanted.vswitch ?? context.index.guestNic.get(identity)?.vswitch ?? '';
    if (typeof wanted.vlanId !== 'number' || !isBehind(context.vswitches.get(vswitch)?.uplinkAfter)) return [];
    return [{ address: own, what: `VLAN ${String(wanted.vlanId)} of ${wanted.guest} ${wanted.slot}` }];
  });
  const hostVlans = (context.desired.hostVlans ?? []).flatMap((wanted): readonly Vlan[] =>
    isBehind(wanted.uplink ?? context.index.hostVlan.get(wanted.name)?.uplink)
      ? [{ address: resourceAddress('hostVlan', wanted.name), what: `the host VLAN interface ${wanted.name}` }]
      : [],
  );
  const changed = new Set<string>(context.changes.map((change) => change.address));
  const brought = [...guestNics, ...hostVlans].filter((vlan) => changed.has(vlan.address));
  if (brought.length > 0) return brought;
  const standing = vlanUplinks(context.desired, context.index).find(({ uplink }) => isBehind(uplink));
  return [{ address, what: standing?.cause ?? 'a VLAN' }];
}

/** What a change does to the running host, in a clause; empty when it only saves, or follows the host. */
function changeText({ address, action, fields }: Change): string {
  const parsed = parseResourceAddress(address);
  const name = (parsed?.identity ?? '').replace(':', ' ') || address;
  if (action === 'create') return `${name} is new`;
  if (action === 'delete') return `${name} is removed`;
  const captured = fields.filter(({ path }) => CAPTURED_FIELDS.has(path));
  const asked = fields.filter(({ path }) => !isSavedField(path) && !CAPTURED_FIELDS.has(path));
  if (asked.length > 0) return `${name} gets ${asked.map(fieldText).join(' and ')}`;
  return captured.length > 0 ? `${name} is declared, and its uplink has other addresses than it works with` : '';
}

function fieldText({ path, after }: FieldChange): string {
  const none = path === 'vlanId' ? 'untagged' : 'none';
  const list = Array.isArray(after) ? (after as readonly unknown[]).map(String).join(', ') : undefined;
  return `${path} ${after === null ? none : (list ?? (typeof after === 'object' ? JSON.stringify(after) : String(after)))}`;
}

function changesPorts({ action, fields }: Change): boolean {
  return action !== 'update' || fields.some(({ path }) => !isSavedField(path));
}

function changesAdapter({ action, fields }: Change): boolean {
  return action === 'update' && fields.some(({ path }) => path === 'adapter');
}

function isOn(identity: string, vswitch: string, context: PlanningContext): boolean {
  return (context.desiredNics.get(identity)?.vswitch ?? context.index.guestNic.get(identity)?.vswitch) === vswitch;
}

function unique(causes: readonly OperationCause[]): readonly OperationCause[] {
  return [...new Map(causes.map((cause) => [`${cause.address} ${cause.because}`, cause])).values()];
}

/** Addresses of causes in a list that can follow "the changes of", each once and sorted. */
export function addressesOf(causes: readonly OperationCause[]): readonly string[] {
  return [...new Set(causes.map(({ address }) => address))].sort();
}
