import type { InterfaceName } from '../../model/names';
import type { ObservedHostVlan } from '../../model/observed-host';
import { ppaOf } from '../../model/ppa';
import { parseResourceAddress, resourceAddress } from '../../model/resource';
import { isOnlySaved } from '../../model/saved-field';
import type { Change } from '../../diff/change';
import { NWMGR } from '../host-commands';
import { BY_CHANGE, assumedSeconds, inSequence, type Lowered, type Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import { savingPurpose } from './saved-purpose';

const MANUAL_PAGE = 'nwmgr_vlan(1M), Feb 2007';

/**
 * Lowers a host VLAN interface; its uplink and id cannot be changed in place, so an update recreates it. Where only what is
 * saved differs, only that is changed.
 */
export function lowerHostVlan(change: Change, context: PlanningContext): Lowered {
  const name = parseResourceAddress(change.address)?.identity as InterfaceName;
  const current = context.index.hostVlan.get(name);
  const wanted = context.desired.hostVlans?.find((vlan) => vlan.name === name);
  const uplink = wanted?.uplink ?? current?.uplink;
  const vlanId = wanted?.vlanId ?? current?.vlanId ?? undefined;
  const persist = persistVlan(name, change, context);
  if (isOnlySaved(change)) return { operations: persist, links: [] };
  const operations: Operation[] = [];
  if (current !== undefined)
    operations.push(deleteVlan(name, current, { isFinal: change.action === 'delete', isSaved: persist.length > 0 }));
  if (change.action !== 'delete' && uplink !== undefined && vlanId !== undefined) {
    operations.push(createVlan(name, uplink, vlanId, change.action === 'create'));
  }
  return {
    operations: [...operations, ...persist],
    links: inSequence(operations, 'the interface is removed and created anew'),
  };
}

/** Deleting from the saved configuration what is not in it would fail; where that is unknown, it is tried. */
function persistVlan(name: InterfaceName, change: Change, { index }: PlanningContext): readonly Operation[] {
  if (change.action !== 'delete') return [saveVlan(name, change)];
  const { hostVlan, hasUnnumberedVlans } = index.saved;
  const isUnsaved = hostVlan !== undefined && !hostVlan.has(name) && !hasUnnumberedVlans;
  return isUnsaved ? [] : [deleteSavedVlan(name, change)];
}

function createCommand(name: InterfaceName, uplink: InterfaceName, vlanId: number): readonly string[] {
  return [NWMGR, '-a', '-S', 'vlan', '-A', `vlanid=${String(vlanId)},ppa=${String(ppaOf(uplink))}`, '-c', name];
}

function createVlan(name: InterfaceName, uplink: InterfaceName, vlanId: number, isNew: boolean): Operation {
  const address = resourceAddress('hostVlan', name);
  return {
    key: `${address}/create`,
    address,
    effect: { type: 'host-vlan-create', interface: name, uplink, vlanId },
    title: `Create host VLAN interface ${name} with VLAN ${String(vlanId)} on ${uplink}`,
    command: createCommand(name, uplink, vlanId),
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: [[NWMGR, '-d', '-c', name]],
    confidence: 'documented',
    source: MANUAL_PAGE,
    isDestructive: false,
    ...(isNew ? { ownership: { action: 'claim', address } as const } : {}),
    purpose: BY_CHANGE,
  };
}

function deleteVlan(
  name: InterfaceName,
  { uplink, vlanId }: ObservedHostVlan,
  fate: { readonly isFinal: boolean; readonly isSaved: boolean },
): Operation {
  const { isFinal, isSaved } = fate;
  const address = resourceAddress('hostVlan', name);
  return {
    key: `${address}/delete`,
    address,
    effect: { type: 'host-vlan-delete', interface: name, uplink },
    title: `Remove host VLAN interface ${name}`,
    command: [NWMGR, '-d', '-c', name],
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: vlanId === null ? null : [createCommand(name, uplink, vlanId)],
    confidence: 'documented',
    source: MANUAL_PAGE,
    isDestructive: true,
    // It is ours until the saved configuration has lost it too.
    ...(isFinal && !isSaved ? { ownership: { action: 'release', address } as const } : {}),
    purpose: isFinal ? { rule: 'change', why: 'it is no longer declared, and this tool created it' } : BY_CHANGE,
  };
}

function saveVlan(name: InterfaceName, change: Change): Operation {
  const address = resourceAddress('hostVlan', name);
  // Undone behind the running part: what runs by then is saved again.
  const save = [NWMGR, '-s', '-c', name, '-A', 'all', '--sa', '--fr', 'cu'];
  const isSavedOtherwise = isOnlySaved(change) && change.fields.some((field) => field.before !== null);
  return {
    key: `${address}/save`,
    address,
    effect: { type: 'host-vlan-save', interface: name },
    title: `Save host VLAN interface ${name}`,
    command: save,
    phase: 'persist',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: isSavedOtherwise
      ? null
      : change.action === 'create' || isOnlySaved(change)
        ? [[NWMGR, '-d', '-S', 'vlan', '-c', name, '--sa']]
        : [save],
    confidence: 'documented',
    source: MANUAL_PAGE,
    isDestructive: false,
    purpose: savingPurpose(change, 'without saving, the interface is gone after the next boot'),
  };
}

function deleteSavedVlan(name: InterfaceName, change: Change): Operation {
  const address = resourceAddress('hostVlan', name);
  return {
    key: `${address}/delete-saved`,
    address,
    effect: { type: 'host-vlan-save', interface: name },
    title: `Remove host VLAN interface ${name} from the saved configuration`,
    command: [NWMGR, '-d', '-S', 'vlan', '-c', name, '--sa'],
    phase: 'persist',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: null,
    confidence: 'documented',
    source: MANUAL_PAGE,
    isDestructive: true,
    ownership: { action: 'release', address },
    purpose: savingPurpose(change, 'otherwise the interface reappears at the next boot'),
  };
}
