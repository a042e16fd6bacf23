import type { InterfaceName, VswitchName } from '../model/names';
import { ppaOf } from '../model/ppa';
import type { Operation, OperationEffect } from './operation';
import { isNegotiated } from './operations/apa-commands';
import type { ReadBack } from './plan-document';
import type { PlanningContext } from './planning-context';
import { reservedPorts } from './reserved-ports';
import {
  ADDRESS_LISTING,
  addressesOf,
  aggregateAttributes,
  APA_LISTING,
  guestDevices,
  INTERFACE_LISTING,
  interfaceAttributes,
  MAC_ADDRESS_FRAMES,
  VSWITCH_LISTING,
  vswitchPage,
} from './read-back-commands';

/** A command of a plan, which has an address, or of its way back. */
type Asked = Pick<Operation, 'effect' | 'command'> & { readonly address?: string };

type Effect<Type extends OperationEffect['type']> = Extract<OperationEffect, { readonly type: Type }>;

/**
 * Says of each command, of a plan or of its way back, how the host shows that it worked. Nothing is said where no single
 * line is sure to show it.
 */
export function withReadBacks<T extends Asked>(
  commands: readonly T[],
  context: PlanningContext,
): readonly (T & { readonly readBack?: ReadBack })[] {
  return commands.map((each) => {
    const readBack = readBackOf(each, context);
    return readBack === undefined ? each : { ...each, readBack };
  });
}

/** Asks only for texts that discovery depends on too. What they do not show is left to the observation behind the plan. */
function readBackOf(asked: Asked, context: PlanningContext): ReadBack | undefined {
  const { effect, command } = asked;
  switch (effect.type) {
    case 'nic-checksum-offload':
      return attribute(effect.interface, effect.direction === 'receive' ? 'rx_cko' : 'tx_cko', effect.value);
    case 'nic-segmentation-offload':
      return attribute(effect.interface, 'vmtu', settingIn(command, 'vmtu'));
    case 'apa-clear':
      // The mode that an empty group is listed with.
      return groupRow(effect.group, 'Not_Enabled');
    case 'apa-remove-port':
      return { ...memberOf(effect.group, effect.port), isAbsent: true };
    case 'apa-join':
      return joined(effect);
    case 'apa-load-balancing':
      return groupRow(effect.group, settingIn(command, 'lb'));
    case 'address-remove':
    case 'address-add':
      return address(effect, context);
    case 'host-vlan-create':
      return attribute(effect.interface, 'vlanid', String(effect.vlanId));
    case 'host-vlan-delete':
      // Its row names the sub-system `vlan` (FusionInventory agent, HP-UX fixtures).
      return {
        command: INTERFACE_LISTING,
        lineStartsWith: `${effect.interface} `,
        lineContains: ' vlan ',
        isAbsent: true,
      };
    case 'vswitch-create':
      return vswitchRow(effect.vswitch, vswitchPage(effect.vswitch));
    case 'vswitch-delete':
      return { ...vswitchRow(effect.vswitch, VSWITCH_LISTING), isAbsent: true };
    case 'vswitch-halt':
      return vswitchState(effect.vswitch, 'Down');
    case 'vswitch-boot':
      return vswitchState(effect.vswitch, 'Up');
    case 'port-vlan':
      return portVlan(effect, asked.address, context);
    case 'guest-nic-add':
    case 'guest-nic-change':
      return attached(effect, command);
    case 'guest-nic-remove':
      return {
        command: guestDevices(effect.guest),
        lineStartsWith: 'network:',
        lineContains: `:${effect.slot},`,
        isAbsent: true,
      };
    case 'mac-address-frames':
      // `ch_rc -l` prints the values alone, one per line (ch_rc(1M), HP-UX 11i v3, February 2007); none is left behind -r.
      return effect.frames === null ? undefined : macAddressFrames(effect.frames);
    // A key on a group without ports shows nowhere. How nwmgr prints what is saved is not published, and the files say it in
    // several lines.
    case 'apa-prepare':
    case 'nic-save':
    case 'apa-save':
    case 'host-vlan-save':
    case 'address-save':
      return undefined;
  }
}

function macAddressFrames(frames: number): ReadBack {
  return { command: MAC_ADDRESS_FRAMES, lineStartsWith: '', lineContains: String(frames) };
}

/** The value of `-A name=value` in a command. */
function settingIn(command: readonly string[], name: string): string | undefined {
  return command.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

/**
 * The record of a running value: SUBSYSTEM!INSTANCE#ATTRIBUTE#current#VALUE (APA Administrator's Guide, 11i v3, September
 * 2008, p. 53). The sub-system is passed over: nobody shows that a record names it as the listing does. Attributes of NICs:
 * Ethernet Support Guide 11i v3 p. 34-35, and field use; of host VLANs: nwmgr_vlan(1M), September 2010, p. 3.
 */
function attribute(nic: InterfaceName, name: string, value: string | undefined): ReadBack | undefined {
  if (value === undefined) return undefined;
  return { command: interfaceAttributes(nic), lineStartsWith: '', lineContains: `!${nic}#${name}#current#${value}` };
}

/** The row of a group in the table of `nwmgr -g -S apa`, with another word in it (J. M. Rey, "Configuring APA", 2010). */
function groupRow(group: InterfaceName, word: string | undefined): ReadBack | undefined {
  if (word === undefined) return undefined;
  return { command: APA_LISTING, lineStartsWith: `${group} `, lineContains: `${word} ` };
}

/**
 * The record of the members of a group that has any, `apa!lan900#membership#current#4,5` (APA Administrator's Guide, 11i
 * v3, September 2008, p. 53). A port that is down is a member, and has an asterisk behind it (March 2014, p. 44).
 */
function memberOf(group: InterfaceName, port: InterfaceName): ReadBack {
  return {
    command: aggregateAttributes(group),
    lineStartsWith: `apa!${group}#membership#current#`,
    lineContains: String(ppaOf(port)),
  };
}

/**
 * One of the ports stands for all: their order in the record is not theirs. Ports that negotiate are left out: whether a
 * group lists them before the switch has agreed is not documented, and the switch may take longer than anybody asks. For
 * the same reason nothing waits for `apa_state` Up before a vswitch is booted on the group: a read-back that is not met fails
 * the step and takes the run back, and how long negotiation takes is in no document that we could read. A vswitch that
 * captured another address than the group has is found when the host is read after the run.
 */
function joined({ group, ports, mode }: Effect<'apa-join'>): ReadBack | undefined {
  const port = ports.at(-1);
  return port === undefined || isNegotiated(mode) ? undefined : memberOf(group, port);
}

/**
 * The address of the group that is changed, which moves along: in `ifconfig lanN`, or no more in the row of the interface
 * in `netstat -in`, whose name may have an asterisk behind it (Facter, HP-UX fixtures).
 */
function address(
  effect: Effect<'address-add'> | Effect<'address-remove'>,
  { observed }: PlanningContext,
): ReadBack | undefined {
  const moving = observed.addresses.find((entry) => entry.interface === effect.group)?.address;
  if (moving === undefined) return undefined;
  return effect.type === 'address-add'
    ? { command: addressesOf(effect.interface), lineStartsWith: '', lineContains: `inet ${moving} ` }
    : { command: ADDRESS_LISTING, lineStartsWith: effect.interface, lineContains: ` ${moving} `, isAbsent: true };
}

/**
 * The row of a vswitch, whatever its state: the Mode column says `Shared` in every published listing (J. M. Rey, HP-UX
 * blog; Integrity VM 4.2.5 Release Notes p. 75). Its uplink is not asked for: older releases are remembered to print a
 * bare number there.
 */
function vswitchRow(name: VswitchName, command: readonly string[]): ReadBack {
  return { command, lineStartsWith: `${name} `, lineContains: ' Shared' };
}

/** The exit status after an unanswered question is not documented, so the listing decides (states: see {@link vswitchRow}). */
function vswitchState(name: VswitchName, state: 'Up' | 'Down'): ReadBack {
  return { command: vswitchPage(name), lineStartsWith: `${name} `, lineContains: ` ${state} ` };
}

/**
 * The row of the port, which begins with its number and has the VLAN id between blanks (J. M. Rey, HP-UX blog, January
 * 2011: Integrity VM 4.x). The only other number there counts the guests that have the port reserved, and the last word
 * names a guest: where one of these could be taken for the id, nothing is asked. Nor is it for a port that no guest NIC
 * has, as nobody shows a row of such a port.
 */
function portVlan(
  { vswitch, port, vlanId }: Effect<'port-vlan'>,
  asking: string | undefined,
  context: PlanningContext,
): ReadBack | undefined {
  const ports = reservedPorts(context);
  const hasNic = asking?.startsWith('guestNic.') === true || ports.isUsedBefore(vswitch, port);
  const shown = vlanId === null ? 'none' : String(vlanId);
  const isAmbiguous =
    (vlanId !== null && vlanId <= ports.mostReserving(vswitch, port)) ||
    context.index.guest.has(shown) ||
    // The row of the vswitch itself, which stands above.
    vswitch === String(port);
  if (!hasNic || isAmbiguous) return undefined;
  return { command: vswitchPage(vswitch), lineStartsWith: `${String(port)} `, lineContains: ` ${shown} ` };
}

/**
 * The device string of a NIC at its place, as Integrity VM prints it since 4.0 (J. M. Rey, HP-UX blog; hpvmresources(5),
 * 4.3 manual p. 325). The bus, device and MAC address in its middle are passed over: a guest has one NIC at a port. Both
 * spellings of AVIO begin with the same letters. Without a port, as before 4.0, nothing is asked.
 */
function attached(
  { guest }: Effect<'guest-nic-add'> | Effect<'guest-nic-change'>,
  command: readonly string[],
): ReadBack | undefined {
  const [, adapter, place] = /^network:([a-z_]+):.*(:vswitch:[^:]+:portid:\d+)$/.exec(command.at(-1) ?? '') ?? [];
  if (adapter === undefined || place === undefined) return undefined;
  return {
    command: guestDevices(guest),
    lineStartsWith: adapter === 'lan' ? 'network:lan:' : 'network:avio',
    lineContains: place,
  };
}
