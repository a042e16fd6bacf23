import type { InterfaceName } from '../../model/names';
import { resourceAddress } from '../../model/resource';
import { CH_RC, IFCONFIG } from '../host-commands';
import { assumedSeconds, type Operation } from '../operation';

/** An IPv4 address of the VM host that leaves or gets an interface because a group changes. */
interface AddressMove {
  readonly name: InterfaceName;
  /** The group that changes. */
  readonly group: InterfaceName;
  /** Dotted quad. */
  readonly address: string;
  /** Dotted quad. */
  readonly netmask: string;
  readonly purpose: Operation['purpose'];
}

/** Unplumbs an interface, which takes its IPv4 address off. */
export function removeAddress(input: AddressMove): Operation {
  return {
    key: `${resourceAddress('apaGroup', input.group)}/unplumb-${input.name}`,
    address: resourceAddress('apaGroup', input.group),
    effect: { type: 'address-remove', interface: input.name, group: input.group },
    title: `Take address ${input.address} off ${input.name}`,
    command: [IFCONFIG, input.name, 'unplumb'],
    phase: 'running',
    durationSeconds: assumedSeconds(0.1, 1, 5),
    undo: [plumbCommand(input.name, input.address, input.netmask)],
    confidence: 'documented',
    source: 'ifconfig(1M), HP-UX 11i v3 Reference, Feb 2007',
    isDestructive: true,
    purpose: input.purpose,
  };
}

/** Plumbs an interface with the address the host had there before. */
export function addAddress(input: AddressMove): Operation {
  return {
    key: `${resourceAddress('apaGroup', input.group)}/plumb-${input.name}`,
    address: resourceAddress('apaGroup', input.group),
    effect: { type: 'address-add', interface: input.name, group: input.group },
    title: `Put address ${input.address} on ${input.name}`,
    command: plumbCommand(input.name, input.address, input.netmask),
    phase: 'running',
    durationSeconds: assumedSeconds(0.1, 1, 5),
    undo: [[IFCONFIG, input.name, 'unplumb']],
    confidence: 'documented',
    source: 'ifconfig(1M), HP-UX 11i v3 Reference, Feb 2007',
    isDestructive: false,
    purpose: input.purpose,
  };
}

function plumbCommand(name: InterfaceName, address: string, netmask: string): readonly string[] {
  return [IFCONFIG, name, 'inet', address, 'netmask', netmask, 'up'];
}

/** Points the boot configuration of an address at another interface. */
export function saveAddress(input: {
  index: number;
  before: InterfaceName;
  after: InterfaceName;
  group: InterfaceName;
  address: string;
}): Operation {
  const set = (name: InterfaceName): readonly string[] => [
    CH_RC,
    '-a',
    '-p',
    `INTERFACE_NAME[${String(input.index)}]=${name}`,
    '/etc/rc.config.d/netconf',
  ];
  return {
    key: `${resourceAddress('apaGroup', input.group)}/netconf-${String(input.index)}`,
    address: resourceAddress('apaGroup', input.group),
    effect: { type: 'address-save', interface: input.after },
    title: `Configure address ${input.address} on ${input.after} at boot`,
    command: set(input.after),
    phase: 'persist',
    durationSeconds: assumedSeconds(0.1, 0.5, 2),
    undo: [set(input.before)],
    confidence: 'documented',
    source: 'ch_rc(1M), HP-UX 11.31; netconf(4)',
    isDestructive: false,
    purpose: { rule: 'persist-last', why: 'otherwise the address returns to the old interface at the next boot' },
  };
}
