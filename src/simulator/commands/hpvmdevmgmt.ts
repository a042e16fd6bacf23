import { optionValue, parseOptions } from '../command-arguments';
import type { CommandContext, CommandEnd } from '../command-context';
import { heldNics } from '../network-view';
import type { SimulatedHostState } from '../simulated-host-state';
import { UNVERIFIED } from '../unverified-text';
import { refuse, refuseUsage } from './refusal';

/** An entry of the device database that guests depend on. */
interface DeviceEntry {
  readonly type: string;
  readonly guests: readonly string[];
}

/**
 * hpvmdevmgmt(1M), as far as vswitches go: `-l gdev` lists the devices of guests (form of a line: A.03.x administration manual,
 * 8.7.2, p. 109), `-m gdev:NAME:attr:SHARE=NO` gives a vswitch to one guest alone (V6.3 Administrator Guide p. 251).
 */
export function hpvmdevmgmt(context: CommandContext): CommandEnd {
  const options = parseOptions(context.args, { '-l': 'required', '-m': 'required' });
  const listed = optionValue(options, '-l');
  const changed = optionValue(options, '-m');
  const isOne = (listed === undefined) !== (changed === undefined);
  if (options.unknown !== null || options.operands.length > 0 || !isOne) return refuseUsage(context, options.unknown);
  if (changed !== undefined) return changeSharing(context, changed);
  if (listed !== 'gdev' && listed !== 'all') return refuseUsage(context, null);
  for (const [name, { type, guests }] of entries(context.host)) {
    const isShared = type === 'SWITCH' && !(context.host.unsharedVswitches ?? []).includes(name);
    const attributes = `CONFIG=gdev,EXIST=YES,DEVTYPE=${type},SHARE=${isShared ? 'YES' : 'NO'}`;
    context.out(`${name}:${attributes}:${guests.join(',')}:`);
  }
  return 0;
}

function changeSharing(context: CommandContext, words: string): CommandEnd {
  const { host } = context;
  const [, name = '', share] = /^gdev:([^:]+):attr:SHARE=(YES|NO)$/.exec(words) ?? [];
  if (share === undefined) return refuseUsage(context, null);
  if (entries(host).get(name)?.type !== 'SWITCH') return refuse(context, UNVERIFIED.noSuchEntry(name));
  const others = (host.unsharedVswitches ?? []).filter((each) => each !== name);
  host.unsharedVswitches = share === 'NO' ? [...others, name] : others;
  return 0;
}

/** An entry comes with the first guest that uses the device. */
function entries(host: SimulatedHostState): ReadonlyMap<string, DeviceEntry> {
  const found = new Map<string, DeviceEntry>();
  const add = (name: string, type: string, guest: string): void => {
    const guests = found.get(name)?.guests ?? [];
    if (!guests.includes(guest)) found.set(name, { type, guests: [...guests, guest] });
  };
  for (const guest of host.guests) {
    for (const text of guest.storage) add(text.slice(text.lastIndexOf(':') + 1), 'DISK', guest.name);
    for (const { vswitch } of heldNics(guest)) add(vswitch, 'SWITCH', guest.name);
  }
  return found;
}
