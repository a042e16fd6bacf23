import type { InterfaceName, VswitchName } from '../../model/names';
import { ppaOf } from '../../model/ppa';
import { parseResourceAddress, resourceAddress } from '../../model/resource';
import type { Change } from '../../diff/change';
import { HPVMNET } from '../host-commands';
import { BY_CHANGE, assumedSeconds, inSequence, type Lowered, type Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import { portVlanCommand, setPortVlan } from './port-vlan';
import { bootVswitch, haltVswitch } from './vswitch-power';

/** Lowers the creation, re-pointing, halting, booting or deletion of a vswitch. */
export function lowerVswitch(change: Change, context: PlanningContext): Lowered {
  const name = parseResourceAddress(change.address)?.identity as VswitchName;
  const transition = context.vswitches.get(name);
  if (transition === undefined) return { operations: [], links: [] };
  const { uplinkBefore, uplinkAfter, isUpBefore, isUpAfter } = transition;
  const operations: Operation[] = [];
  const isRepointed = change.action === 'update' && change.fields.some((field) => field.path === 'uplink');
  if (change.action === 'delete' || isRepointed) {
    const purpose = { rule: 'halt-before-vswitch-delete', why: 'an active vswitch cannot be removed' };
    const taggings = lostTaggings(name, context);
    if (isUpBefore) operations.push(haltVswitch(name, purpose, taggings));
    operations.push(deleteVswitch(name, uplinkBefore, change.action === 'delete', isUpBefore ? [] : taggings));
  }
  if (change.action === 'create' || isRepointed) {
    operations.push(createVswitch(name, uplinkAfter, change.action === 'create'));
    if (isUpAfter)
      operations.push(bootVswitch(name, { rule: 'change', why: 'a new vswitch does not run until it is booted' }));
  } else if (change.fields.some((field) => field.path === 'state')) {
    operations.push(isUpAfter ? bootVswitch(name, BY_CHANGE) : haltVswitch(name, BY_CHANGE));
  }
  const restored = isRepointed ? restoredPortVlans(name, context) : [];
  return {
    operations: [...operations, ...restored],
    links: inSequence(
      operations,
      isRepointed
        ? 'HP moves a vswitch to another uplink by removing and recreating it'
        : change.action === 'delete'
          ? 'an active vswitch cannot be removed'
          : 'a vswitch is created first, then booted',
    ),
  };
}

/** Commands that give the ports of a vswitch their VLANs again when its removal is taken back. */
function lostTaggings(name: VswitchName, context: PlanningContext): readonly (readonly string[])[] {
  return (context.index.vswitch.get(name)?.ports ?? []).flatMap(({ port, vlanId }) =>
    vlanId === null ? [] : [portVlanCommand(name, port, vlanId)],
  );
}

/** Port VLANs live on the vswitch and go with it: put back those nobody else changes. */
function restoredPortVlans(name: VswitchName, context: PlanningContext): readonly Operation[] {
  const changed = new Set<string>(
    context.changes
      .filter(
        (change) =>
          change.kind === 'guestNic' &&
          change.fields.some((field) => field.path === 'vlanId' || field.path === 'vswitch' || field.path === 'port'),
      )
      .map((change) => change.address),
  );
  const removed = new Set<string>(
    context.changes
      .filter((change) => change.kind === 'guestNic' && change.action === 'delete')
      .map((change) => change.address),
  );
  return (context.index.vswitch.get(name)?.ports ?? []).flatMap((port) => {
    if (port.vlanId === null) return [];
    const nics = context.observed.guestNics.filter((nic) => nic.vswitch === name && nic.port === port.port);
    const addresses = nics.map((nic) => resourceAddress('guestNic', `${nic.guest}:${nic.slot}`));
    if (addresses.some((address) => changed.has(address) || removed.has(address))) return [];
    return [
      setPortVlan({
        vswitch: name,
        port: port.port,
        vlanId: port.vlanId,
        before: null,
        address: addresses[0] ?? resourceAddress('vswitch', name),
        whose: addresses[0] ?? 'no guest',
        purpose: { rule: 'restore-port-vlans', why: 'port VLANs are lost with the old vswitch' },
      }),
    ];
  });
}

function createVswitch(name: VswitchName, uplink: InterfaceName | null, isNew: boolean): Operation {
  const on = uplink === null ? [] : ['-n', String(ppaOf(uplink))];
  return {
    key: `${resourceAddress('vswitch', name)}/create`,
    address: resourceAddress('vswitch', name),
    effect: { type: 'vswitch-create', vswitch: name, uplink },
    title: uplink === null ? `Create guest-only vswitch ${name}` : `Create vswitch ${name} on ${uplink}`,
    command: [HPVMNET, '-c', '-S', name, ...on],
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 2, 10),
    undo: [[HPVMNET, '-d', '-S', name]],
    confidence: uplink === null ? 'recalled' : 'documented',
    source:
      uplink === null
        ? 'hpvmnet(1M) as recalled: -c without -n makes a guest-only vswitch'
        : 'vPars and Integrity VM V6.3 Administrator Guide p. 122',
    isDestructive: false,
    ...(isNew ? { ownership: { action: 'claim', address: resourceAddress('vswitch', name) } as const } : {}),
    purpose: BY_CHANGE,
  };
}

function deleteVswitch(
  name: VswitchName,
  uplink: InterfaceName | null,
  isFinal: boolean,
  taggings: readonly (readonly string[])[],
): Operation {
  const on = uplink === null ? [] : ['-n', String(ppaOf(uplink))];
  return {
    key: `${resourceAddress('vswitch', name)}/delete`,
    address: resourceAddress('vswitch', name),
    effect: { type: 'vswitch-delete', vswitch: name, uplink },
    title: `Remove vswitch ${name}`,
    command: [HPVMNET, '-d', '-S', name],
    answers: ['y'],
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 2, 10),
    undo: [[HPVMNET, '-c', '-S', name, ...on], ...taggings],
    confidence: 'recalled',
    source:
      'hpvmnet(1M) as recalled; that a vswitch is halted and removed with hpvmnet: V6.3 Administrator Guide, 13.19.2.2, p. 251',
    isDestructive: true,
    ...(isFinal ? { ownership: { action: 'release', address: resourceAddress('vswitch', name) } as const } : {}),
    purpose: isFinal ? { rule: 'change', why: 'it is no longer declared, and this tool created it' } : BY_CHANGE,
  };
}
