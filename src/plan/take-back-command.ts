import type { ApaMode } from '../model/desired-host';
import { parseInterfaceName, type InterfaceName, type VswitchName } from '../model/names';
import { interfaceOfPpa } from '../model/ppa';
import { CH_RC, HPVMMODIFY, HPVMNET, IFCONFIG, NWMGR } from './host-commands';
import type { Operation, OperationEffect } from './operation';
import type { Confidence, StepDuration } from './plan-document';
import { takeBackConfidence } from './take-back-confidence';
import { takeBackSeconds } from './take-back-seconds';
import type { PlanningContext } from './planning-context';

/** One undo command, as the steps of a way back show and price it. */
export interface TakeBackCommand {
  /** Of the undo command, with the values that it leads back to. */
  readonly effect: OperationEffect;
  readonly title: string;
  readonly confidence: Confidence;
  readonly durationSeconds: StepDuration;
}

/** What an undo command of an operation does. Reads the forms that operations write, and no others. */
export function takeBackCommand(
  operation: Operation,
  command: readonly string[],
  context: PlanningContext,
): TakeBackCommand {
  const { effect, title } = readingOf(operation, command);
  return {
    effect,
    title,
    confidence: takeBackConfidence(operation, effect),
    durationSeconds: takeBackSeconds(effect, context),
  };
}

interface Reading {
  readonly effect: OperationEffect;
  readonly title: string;
}

function readingOf(operation: Operation, command: readonly string[]): Reading {
  switch (command[0]) {
    case HPVMNET:
      return vswitchReading(operation, command);
    case HPVMMODIFY:
      return guestNicReading(operation, command);
    case NWMGR:
      return nwmgrReading(operation, command);
    case IFCONFIG:
      return addressReading(operation, command);
    case CH_RC:
      return fileReading(operation, command);
    default:
      throw new Error(`${operation.effect.type} is taken back with ${command.join(' ')}`);
  }
}

function vswitchReading(operation: Operation, command: readonly string[]): Reading {
  const vswitch = (optionOf(command, '-S') ?? '') as VswitchName;
  const setting = /^portid:(\d+):vlanid:(\d+|none)$/.exec(optionOf(command, '-u') ?? '');
  if (setting !== null) {
    const port = Number(setting[1]);
    const vlanId = setting[2] === 'none' ? null : Number(setting[2]);
    return {
      effect: { type: 'port-vlan', vswitch, port, vlanId },
      title:
        vlanId === null
          ? `Clear the VLAN of port ${String(port)} on ${vswitch}`
          : `Put port ${String(port)} of ${vswitch} on VLAN ${String(vlanId)}`,
    };
  }
  if (command.includes('-b')) return { effect: { type: 'vswitch-boot', vswitch }, title: `Boot vswitch ${vswitch}` };
  if (command.includes('-h')) return { effect: { type: 'vswitch-halt', vswitch }, title: `Halt vswitch ${vswitch}` };
  if (command.includes('-d')) {
    const uplink = operation.effect.type === 'vswitch-create' ? operation.effect.uplink : null;
    return { effect: { type: 'vswitch-delete', vswitch, uplink }, title: `Remove vswitch ${vswitch}` };
  }
  const uplink = uplinkOf(command);
  return {
    effect: { type: 'vswitch-create', vswitch, uplink },
    title:
      uplink === null ? `Create guest-only vswitch ${vswitch} again` : `Create vswitch ${vswitch} on ${uplink} again`,
  };
}

function uplinkOf(command: readonly string[]): InterfaceName | null {
  const ppa = optionOf(command, '-n');
  return ppa === undefined ? null : (interfaceOfPpa(Number(ppa)) ?? null);
}

function guestNicReading({ effect }: Operation, command: readonly string[]): Reading {
  switch (effect.type) {
    case 'guest-nic-add':
      return {
        effect: { ...effect, type: 'guest-nic-remove' },
        title: `Remove NIC ${effect.slot} from guest ${effect.guest} (vswitch ${effect.vswitch})`,
      };
    case 'guest-nic-remove':
      return {
        effect: { ...effect, type: 'guest-nic-add', port: effect.port ?? 0 },
        title: `Add ${effect.adapter} NIC ${effect.slot} to guest ${effect.guest} on ${placeText(effect.vswitch, effect.port)} again`,
      };
    case 'guest-nic-change':
      return {
        effect: {
          ...effect,
          from: effect.vswitch,
          fromPort: effect.port,
          vswitch: effect.from,
          port: effect.fromPort ?? 0,
        },
        title: `Put NIC ${effect.slot} of guest ${effect.guest} back on ${placeText(effect.from, effect.fromPort)}`,
      };
    default:
      throw new Error(`${effect.type} is taken back with ${command.join(' ')}`);
  }
}

function placeText(vswitch: string, port: number | null): string {
  return port === null ? vswitch : `${vswitch} port ${String(port)}`;
}

function nwmgrReading(operation: Operation, command: readonly string[]): Reading {
  if (operation.phase === 'persist') return savingReading(operation, command);
  const name = nameOf(command);
  switch (optionOf(command, '-S')) {
    case 'apa':
      return groupReading(operation, name, command);
    case 'vlan':
      return hostVlanCreation(name, command);
    default:
      return command[1] === '-d' ? hostVlanRemoval(operation, name) : nicReading(name, command);
  }
}

function savingReading({ effect, address }: Operation, command: readonly string[]): Reading {
  const what = effect.type === 'apa-save' ? 'the running APA configuration' : address.slice(address.indexOf('.') + 1);
  return {
    effect,
    title: command[1] === '-d' ? `Remove ${what} from the saved configuration` : `Save ${what} again`,
  };
}

function nicReading(name: InterfaceName, command: readonly string[]): Reading {
  const vmtu = settingOf(command, 'vmtu');
  if (vmtu !== undefined) {
    const value = vmtu === '0' ? 'off' : 'on';
    return {
      effect: { type: 'nic-segmentation-offload', interface: name, value },
      title: `Turn TCP segmentation offload ${value} on ${name}`,
    };
  }
  const direction = settingOf(command, 'tx_cko') === undefined ? 'receive' : 'transmit';
  const value = (settingOf(command, 'tx_cko') ?? settingOf(command, 'rx_cko')) === 'on' ? 'on' : 'off';
  return {
    effect: { type: 'nic-checksum-offload', interface: name, direction, value },
    title: `Turn ${direction} checksum offload ${value} on ${name}`,
  };
}

function hostVlanCreation(name: InterfaceName, command: readonly string[]): Reading {
  const [, id = '', ppa = ''] = /^vlanid=(\d+),ppa=(\d+)$/.exec(optionOf(command, '-A') ?? '') ?? [];
  const uplink = interfaceOfPpa(Number(ppa)) ?? name;
  return {
    effect: { type: 'host-vlan-create', interface: name, uplink, vlanId: Number(id) },
    title: `Create host VLAN interface ${name} with VLAN ${id} on ${uplink} again`,
  };
}

function hostVlanRemoval({ effect }: Operation, name: InterfaceName): Reading {
  const uplink = effect.type === 'host-vlan-create' ? effect.uplink : name;
  return {
    effect: { type: 'host-vlan-delete', interface: name, uplink },
    title: `Remove host VLAN interface ${name}`,
  };
}

function groupReading(operation: Operation, name: InterfaceName, command: readonly string[]): Reading {
  const mode = settingOf(command, 'mode') as ApaMode | undefined;
  const links = settingOf(command, 'links') ?? '';
  const ports = links.split(',').flatMap((ppa) => interfaceOfPpa(Number(ppa)) ?? []);
  if (command[1] === '-a' && mode !== undefined)
    return {
      effect: { type: 'apa-join', group: name, ports, mode, isFirst: isFirstJoin(operation, command) },
      title: `Add ${ports.join(', ')} to ${name} as ${mode}`,
    };
  if (command[1] === '-d' && links === 'all')
    return {
      effect: { type: 'apa-clear', group: name, ports: joinedPorts(operation) },
      title: `Take all ports out of ${name}`,
    };
  if (command[1] === '-d')
    return {
      effect: { type: 'apa-remove-port', group: name, port: ports[0] ?? name },
      title: `Take ${ports.join(', ')} out of ${name}`,
    };
  const capability = ['key', 'gc'].flatMap((each) => {
    const value = settingOf(command, each);
    return value === undefined ? [] : [`${each}=${value}`];
  })[0];
  if (mode !== undefined) {
    const group = interfaceOfPpa(Number(capability?.split('=')[1])) ?? name;
    return {
      effect: { type: 'apa-join', group, ports: [name], mode, isFirst: isFirstJoin(operation, command) },
      title: `Join ${name} to ${group} as ${mode}`,
    };
  }
  if (capability !== undefined)
    return { effect: { type: 'apa-prepare', group: name }, title: `Set ${capability} on ${name}` };
  return {
    effect: { type: 'apa-load-balancing', group: name },
    title: `Balance ${name} by ${settingOf(command, 'lb') ?? ''}`,
  };
}

/** True for the command with which an emptied group gets its first port back. */
function isFirstJoin({ effect, undo }: Operation, command: readonly string[]): boolean {
  const first = undo?.find((each) => settingOf(each, 'mode') !== undefined);
  return effect.type === 'apa-clear' && first?.join(' ') === command.join(' ');
}

function joinedPorts({ effect }: Operation): readonly InterfaceName[] {
  return effect.type === 'apa-join' ? effect.ports : [];
}

function addressReading({ effect }: Operation, command: readonly string[]): Reading {
  const name = parseInterfaceName(command[1] ?? '');
  if (name === undefined || (effect.type !== 'address-add' && effect.type !== 'address-remove'))
    throw new Error(`${effect.type} is taken back with ${command.join(' ')}`);
  return effect.type === 'address-add'
    ? { effect: { ...effect, type: 'address-remove' }, title: `Take the address off ${name}` }
    : { effect: { ...effect, type: 'address-add' }, title: `Put address ${command[3] ?? ''} on ${name}` };
}

function fileReading({ effect, title: forward }: Operation, command: readonly string[]): Reading {
  const title = `Take back: ${forward}`;
  const [, value] = /^[^=]+=(.*)$/.exec(optionOf(command, '-p') ?? '') ?? [];
  if (effect.type === 'mac-address-frames')
    return { effect: { ...effect, frames: value === undefined ? null : Number(value) }, title };
  const name = parseInterfaceName(value ?? '');
  if (effect.type !== 'address-save' || name === undefined)
    throw new Error(`${effect.type} is taken back with ${command.join(' ')}`);
  return { effect: { ...effect, interface: name }, title };
}

/** The argument of an option. */
function optionOf(command: readonly string[], option: string): string | undefined {
  const at = command.indexOf(option);
  return at < 0 ? undefined : command[at + 1];
}

function nameOf(command: readonly string[]): InterfaceName {
  const name = parseInterfaceName(optionOf(command, '-c') ?? '');
  if (name === undefined) throw new Error(`${command.join(' ')} names no interface`);
  return name;
}

/** The value of an attribute that one of the `-A` options sets. */
function settingOf(command: readonly string[], attribute: string): string | undefined {
  return command.find((word) => word.startsWith(`${attribute}=`))?.slice(attribute.length + 1);
}
