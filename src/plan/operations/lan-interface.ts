import type { OnOff } from '../../model/desired-host';
import { parseInterfaceName, type InterfaceName } from '../../model/names';
import { parseResourceAddress, resourceAddress } from '../../model/resource';
import type { Change } from '../../diff/change';
import { NWMGR } from '../host-commands';
import { assumedSeconds, inSequence, type Lowered, type Operation } from '../operation';
import type { PlanningContext } from '../planning-context';

/** Virtual MTU that means "TSO on" (Ethernet Support Guide for 11i v3 p. 35). */
const TSO_VIRTUAL_MTU = '32160';

/** Lowers a change of a NIC's offload settings: running values first, saved afterwards. */
export function lowerLanInterface(change: Change, context: PlanningContext): Lowered {
  const name = parseInterfaceName(parseResourceAddress(change.address)?.identity ?? '');
  const current = name === undefined ? undefined : context.index.lanInterface.get(name);
  if (name === undefined || current === undefined) return { operations: [], links: [] };
  const wanted = (path: string): OnOff | undefined => {
    const value = change.fields.find((field) => field.path === path)?.after;
    return value === 'on' || value === 'off' ? value : undefined;
  };
  const purpose = purposeOf(change);
  const checksum = wanted('checksumOffload');
  const hasSegmentation = current.virtualMtuBytes !== null && current.virtualMtuBytes !== 0;
  const losesTransmit = checksum === 'off' && current.transmitChecksumOffload === 'on';
  const segmentation = wanted('segmentationOffload') ?? (losesTransmit && hasSegmentation ? 'off' : undefined);

  const running: Operation[] = [];
  const setSegmentation = segmentation === undefined ? [] : [setSegmentationOffload(name, segmentation, purpose)];
  if (segmentation !== 'on') running.push(...setSegmentation);
  if (checksum !== undefined && current.transmitChecksumOffload !== checksum) {
    running.push(setChecksumOffload(name, 'transmit', checksum, purpose));
  }
  if (checksum !== undefined && current.receiveChecksumOffload !== checksum) {
    running.push(setChecksumOffload(name, 'receive', checksum, purpose));
  }
  if (segmentation === 'on') running.push(...setSegmentation);
  const save = saveInterface(
    name,
    [...running].reverse().flatMap((operation) => operation.undo ?? []),
  );
  return {
    operations: [...running, save],
    links: inSequence(segmentation === 'on' ? running : [], 'TSO needs transmit checksum offload'),
  };
}

function purposeOf(change: Change): Operation['purpose'] {
  return change.derivedBy === undefined
    ? { rule: 'change', why: 'the desired state says so' }
    : { rule: change.derivedBy, why: 'a VLAN on this uplink requires it' };
}

function setChecksumOffload(
  name: InterfaceName,
  direction: 'receive' | 'transmit',
  value: OnOff,
  purpose: Operation['purpose'],
): Operation {
  const attribute = direction === 'receive' ? 'rx_cko' : 'tx_cko';
  const set = (setting: OnOff): readonly string[] => [NWMGR, '-s', '-A', `${attribute}=${setting}`, '-c', name];
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

function setSegmentationOffload(name: InterfaceName, value: OnOff, purpose: Operation['purpose']): Operation {
  const set = (setting: OnOff): readonly string[] => [
    NWMGR,
    '-s',
    '-A',
    `vmtu=${setting === 'on' ? TSO_VIRTUAL_MTU : '0'}`,
    '-c',
    name,
  ];
  return {
    key: `${resourceAddress('lanInterface', name)}/offload-1-segmentation`,
    address: resourceAddress('lanInterface', name),
    effect: { type: 'nic-segmentation-offload', interface: name, value },
    title: `Turn TCP segmentation offload ${value} on ${name}`,
    command: set(value),
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: [set(value === 'on' ? 'off' : 'on')],
    confidence: 'documented',
    source: 'Ethernet Support Guide for 11i v3 p. 35; nwmgr(1M), Feb 2007',
    isDestructive: false,
    purpose,
  };
}

function saveInterface(name: InterfaceName, runningUndo: readonly (readonly string[])[]): Operation {
  const command = [NWMGR, '-s', '-A', 'all', '--sa', '--fr', 'cu', '-c', name];
  return {
    key: `${resourceAddress('lanInterface', name)}/save`,
    address: resourceAddress('lanInterface', name),
    effect: { type: 'nic-save', interface: name },
    title: `Save the running settings of ${name}`,
    command,
    phase: 'persist',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: [...runningUndo, command],
    confidence: 'documented',
    source: 'nwmgr_intl100(1M) and nwmgr_btlan(1M), Feb 2007',
    isDestructive: false,
    purpose: { rule: 'persist-last', why: 'without saving, the old settings return at the next boot' },
  };
}
