import type { GuestName, InterfaceName, VswitchName } from '../model/names';
import { CH_RC, HPVMMODIFY, HPVMNET, HPVMSTATUS, IFCONFIG, NETSTAT, NWMGR } from './host-commands';

/** `hpvmnet -S vswitch`: the row of a vswitch, and its ports below. */
export function vswitchPage(name: VswitchName): readonly string[] {
  return [HPVMNET, '-S', name];
}

/** `hpvmnet`: all vswitches. */
export const VSWITCH_LISTING: readonly string[] = [HPVMNET];

/** `nwmgr -g`: all LAN interfaces. */
export const INTERFACE_LISTING: readonly string[] = [NWMGR, '-g'];

/** `nwmgr -g -A all -c lanN --sc`: attributes of a NIC or of a host VLAN interface. */
export function interfaceAttributes(name: InterfaceName): readonly string[] {
  return [NWMGR, '-g', '-A', 'all', '-c', name, '--sc'];
}

/** `nwmgr -g -S apa`: all aggregates, with those that are empty. */
export const APA_LISTING: readonly string[] = [NWMGR, '-g', '-S', 'apa'];

/** `nwmgr -c lan900 --sc`: attributes of an aggregate. */
export function aggregateAttributes(name: InterfaceName): readonly string[] {
  return [NWMGR, '-c', name, '--sc'];
}

/** `ifconfig lanN`: the addresses of an interface. */
export function addressesOf(name: InterfaceName): readonly string[] {
  return [IFCONFIG, name];
}

/** `netstat -in`: the addresses of all interfaces. */
export const ADDRESS_LISTING: readonly string[] = [NETSTAT, '-in'];

/** `ch_rc -l`: the values that the setting has in its file, one per line. */
export const MAC_ADDRESS_FRAMES: readonly string[] = [
  CH_RC,
  '-l',
  '-p',
  'HPVMMACADDRFRAMES',
  '/etc/rc.config.d/hpvmconf',
];

/** `hpvmstatus -P guest -d`: the devices of a guest. */
export function guestDevices(guest: GuestName): readonly string[] {
  return [HPVMSTATUS, '-P', guest, '-d'];
}

/**
 * The only commands that a step may be read back with, because they run unseen: listings of the object that its own
 * command names, or of all objects of that kind.
 */
export function readBackCommandsFor(command: readonly string[]): readonly (readonly string[])[] {
  const [program] = command;
  if (program === IFCONFIG) return named(command[1], (name) => [addressesOf(name as InterfaceName), ADDRESS_LISTING]);
  if (program === HPVMNET)
    return named(behind('-S', command), (name) => [vswitchPage(name as VswitchName), VSWITCH_LISTING]);
  if (program === HPVMMODIFY) return named(behind('-P', command), (guest) => [guestDevices(guest as GuestName)]);
  if (program === CH_RC) return command.at(-1) === MAC_ADDRESS_FRAMES.at(-1) ? [MAC_ADDRESS_FRAMES] : [];
  if (program !== NWMGR) return [];
  return named(behind('-c', command), (name) => [
    interfaceAttributes(name as InterfaceName),
    INTERFACE_LISTING,
    aggregateAttributes(name as InterfaceName),
    APA_LISTING,
  ]);
}

function behind(option: string, command: readonly string[]): string | undefined {
  const place = command.indexOf(option);
  return place < 0 ? undefined : command[place + 1];
}

/** A word that could be taken for an option names nothing. */
function named(
  word: string | undefined,
  listings: (name: string) => readonly (readonly string[])[],
): readonly (readonly string[])[] {
  return word === undefined || !/^\w/.test(word) ? [] : listings(word);
}
