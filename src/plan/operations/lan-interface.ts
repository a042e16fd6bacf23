import type { OnOff } from '../../model/desired-host';
import { parseInterfaceName, type InterfaceName } from '../../model/names';
import { parseResourceAddress, resourceAddress } from '../../model/resource';
import type { ObservedLanInterface } from '../../model/observed-host';
import { isOnlySaved } from '../../model/saved-field';
import type { Change } from '../../diff/change';
import { NWMGR } from '../host-commands';
import { assumedSeconds, type Lowered, type Operation, type OperationLink } from '../operation';
import { savingPurpose } from './saved-purpose';
import { uplinksOver, type PlanningContext } from '../planning-context';

/** Virtual MTU that means "TSO on" (Ethernet Support Guide for 11i v3 p. 35). */
const TSO_VIRTUAL_MTU_BYTES = 32160;

/** Lowers a change of a NIC's offload settings: running values first, saved afterwards; only saved where what runs is right. */
export function lowerLanInterface(change: Change, context: PlanningContext): Lowered {
  const name = parseInterfaceName(parseResourceAddress(change.address)?.identity ?? '');
  const current = name === undefined ? undefined : context.index.lanInterface.get(name);
  if (name === undefined || current === undefined) return { operations: [], links: [] };
  const wanted = (path: string): OnOff | undefined => {
    const value = change.fields.find((field) => field.path === path)?.after;
    return value === 'on' || value === 'off' ? value : undefined;
  };
  const purpose = purposeOf(change);
  const force = carriesAddress(name, context) ? ['-f'] : [];
  const checksum = wanted('checksumOffload');
  const hasSegmentation = current.virtualMtuBytes !== null && current.virtualMtuBytes !== 0;
  const losesTransmit = checksum === 'off' && current.transmitChecksumOffload === 'on';
  const segmentation = wanted('segmentationOffload') ?? (losesTransmit && hasSegmentation ? 'off' : undefined);

  const running: Operation[] = [];
  const setSegmentation =
    segmentation === undefined
      ? []
      : [setSegmentationOffload({ name, value: segmentation, before: settableMtu(current), force, purpose })];
  if (segmentation !== 'on') running.push(...setSegmentation);
  if (checksum !== undefined && current.transmitChecksumOffload !== checksum) {
    running.push(setChecksumOffload({ name, direction: 'transmit', value: checksum, force, purpose }));
  }
  if (checksum !== undefined && current.receiveChecksumOffload !== checksum) {
    running.push(setChecksumOffload({ name, direction: 'receive', value: checksum, force, purpose }));
  }
  if (segmentation === 'on') running.push(...setSegmentation);
  const savesOffloadOff = [current.transmitChecksumOffload, current.receiveChecksumOffload].every(
    (setting) => (checksum ?? setting) === 'off',
  );
  const save = saveInterface(name, change, savesOffloadOff);
  return {
    operations: [...running, save],
    links: segmentation === 'on' ? afterTransmit(running) : [],
  };
}

/** The virtual MTU that can be set again: one that was read, and does not need a transmit checksum offload that is off. */
function settableMtu({ virtualMtuBytes, transmitChecksumOffload }: ObservedLanInterface): number | null {
  return virtualMtuBytes !== 0 && transmitChecksumOffload === 'off' ? null : virtualMtuBytes;
}

/** Segmentation offload comes on behind transmit checksum offload. */
function afterTransmit(running: readonly Operation[]): readonly OperationLink[] {
  const [transmit] = running.filter(
    ({ effect }) => effect.type === 'nic-checksum-offload' && effect.direction === 'transmit',
  );
  return running.flatMap(({ effect, key }) =>
    effect.type === 'nic-segmentation-offload' && transmit !== undefined
      ? [{ earlier: transmit.key, later: key, why: 'TSO needs transmit checksum offload' }]
      : [],
  );
}

function purposeOf(change: Change): Operation['purpose'] {
  return change.derivedBy === undefined
    ? { rule: 'change', why: 'the desired state says so' }
    : { rule: change.derivedBy, why: 'a VLAN on this uplink requires it' };
}

/**
 * A NIC that carries an address of the host, itself, through its group or through a VLAN interface, is data-critical.
 * nwmgr analyses critical resources and refuses without -f: documented for resets and deletions
 * (nwmgr_intl100(1M), February 2007, p. 102), taken to hold for settings, which field notes make with -f on live NICs.
 * A system-critical interface is refused even so, and the plan stops there.
 */
function carriesAddress(name: InterfaceName, context: PlanningContext): boolean {
  const uplinks = uplinksOver(name, context);
  // A failover group that the NIC is to join takes over the address of another port.
  const ports = uplinks.flatMap((uplink) => context.portsAfter.get(uplink) ?? []);
  const carriers = new Set<string>([...uplinks, ...ports]);
  for (const vlan of context.observed.hostVlans) if (carriers.has(vlan.uplink)) carriers.add(vlan.name);
  return context.observed.addresses.some((entry) => carriers.has(entry.interface));
}

interface OffloadSetting {
  readonly name: InterfaceName;
  readonly value: OnOff;
  /** `-f` where the NIC is data-critical. */
  readonly force: readonly string[];
  readonly purpose: Operation['purpose'];
}

function setChecksumOffload(input: OffloadSetting & { readonly direction: 'receive' | 'transmit' }): Operation {
  const { name, direction, value, force, purpose } = input;
  const attribute = direction === 'receive' ? 'rx_cko' : 'tx_cko';
  const set = (setting: OnOff): readonly string[] => [
    NWMGR,
    '-s',
    ...force,
    '-A',
    `${attribute}=${setting}`,
    '-c',
    name,
  ];
  return {
    key: `${resourceAddress('lanInterface', name)}/offload-${direction === 'transmit' ? '2-transmit' : '3-receive'}`,
    address: resourceAddress('lanInterface', name),
    effect: { type: 'nic-checksum-offload', interface: name, direction, value },
    title: `Turn ${direction} checksum offload ${value} on ${name}`,
    command: set(value),
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: [set(value === 'on' ? 'off' : 'on')],
    confidence: 'observed',
    source: 'field use of nwmgr -s -c lanN -A rx_cko/tx_cko; grammar: nwmgr(1M), Feb 2007',
    isDestructive: false,
    purpose,
  };
}

function setSegmentationOffload(input: OffloadSetting & { readonly before: number | null }): Operation {
  const { name, value, before, force, purpose } = input;
  const set = (virtualMtuBytes: number): readonly string[] => [
    NWMGR,
    '-s',
    ...force,
    '-A',
    `vmtu=${String(virtualMtuBytes)}`,
    '-c',
    name,
  ];
  return {
    key: `${resourceAddress('lanInterface', name)}/offload-1-segmentation`,
    address: resourceAddress('lanInterface', name),
    effect: { type: 'nic-segmentation-offload', interface: name, value },
    title: `Turn TCP segmentation offload ${value} on ${name}`,
    command: set(value === 'on' ? TSO_VIRTUAL_MTU_BYTES : 0),
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: before === null ? null : [set(before)],
    confidence: 'documented',
    source: 'Ethernet Support Guide for 11i v3 p. 35; nwmgr(1M), Feb 2007',
    isDestructive: false,
    purpose,
  };
}

function saveInterface(name: InterfaceName, change: Change, savesOffloadOff: boolean): Operation {
  const command = [NWMGR, '-s', '-A', 'all', '--sa', '--fr', 'cu', '-c', name];
  return {
    key: `${resourceAddress('lanInterface', name)}/save`,
    address: resourceAddress('lanInterface', name),
    effect: { type: 'nic-save', interface: name, savesOffloadOff },
    title: `Save the running settings of ${name}`,
    command,
    phase: 'persist',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: isOnlySaved(change) ? null : [command],
    confidence: 'documented',
    source: 'nwmgr_intl100(1M) and nwmgr_btlan(1M), Feb 2007',
    isDestructive: false,
    purpose: savingPurpose(change, 'without saving, the old settings return at the next boot'),
  };
}
