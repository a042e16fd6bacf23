import { hasOption, optionValue, parseOptions } from '../command-arguments';
import type { CommandContext, CommandEnd } from '../command-context';
import { isAtLeastRelease } from '../hpvm-release';
import type { SimulatedGuest } from '../simulated-host-state';
import { UNVERIFIED } from '../unverified-text';
import { resourceText } from './guest-resource';
import { refuse, refuseUsage } from './refusal';
import { columns, row } from './table-text';

const SUMMARY = columns('l20 r5 l7 l9 r6 r5 r5 r7 r8');
const NETWORK = columns('l9 l10 l10 l7 r3 r3 r3 l17');

/**
 * hpvmstatus(1M): summary, `-P guest`, `-P guest -d` (device strings) and `-P guest -V` (verbose). Layouts: published
 * sessions of Integrity VM 3.5 and 4.x; verbose network part: Integrity VM 4.2 guide p. 20.
 */
export function hpvmstatus(context: CommandContext): CommandEnd {
  const options = parseOptions(context.args, { '-P': 'required', '-p': 'required', '-d': 'none', '-V': 'none' });
  if (options.unknown !== null || options.operands.length > 0) return refuseUsage(context, options.unknown);
  const name = optionValue(options, '-P');
  const number = optionValue(options, '-p');
  if (name === undefined && number === undefined) {
    printSummary(context, context.host.guests);
    return 0;
  }
  const guest = context.host.guests.find((each) => each.name === name || String(each.number) === number);
  if (guest === undefined) return refuse(context, UNVERIFIED.noSuchGuest(name ?? number ?? ''));
  if (hasOption(options, '-d')) printDevices(context, guest);
  else if (hasOption(options, '-V')) printVerbose(context, guest);
  else printDetails(context, guest);
  return 0;
}

function printSummary(context: CommandContext, guests: readonly SimulatedGuest[]): void {
  context.out('[Virtual Machines]');
  context.out('Virtual Machine Name VM #  OS Type State     #VCPUs #Devs #Nets Memory  Runsysid');
  context.out('==================== ===== ======= ========= ====== ===== ===== ======= ========');
  for (const guest of guests) {
    const counts = [guest.vcpus, guest.storage.length, guest.nics.length].map(String);
    const state = guest.isOn ? 'On (OS)' : guest.disabledStatus?.includes('runnable') === true ? 'Off (NR)' : 'Off';
    context.out(
      row(SUMMARY, [
        guest.name,
        String(guest.number),
        guest.osType,
        state,
        ...counts,
        `${String(guest.memoryGb)} GB`,
        '0',
      ]),
    );
  }
}

function printDetails(context: CommandContext, guest: SimulatedGuest): void {
  printSummary(context, [guest]);
  context.out('');
  context.out('[Network Interface Details]');
  context.out('Interface Adaptor    Name/Num   PortNum Bus Dev Ftn Mac Address');
  context.out('========= ========== ========== ======= === === === =================');
  for (const nic of guest.nics) {
    const [bus = '', device = ''] = nic.slot.split(',');
    context.out(
      row(NETWORK, ['vswitch', nic.adapter, nic.vswitch, String(nic.port), bus, device, '0', dashed(nic.mac)]),
    );
  }
}

function printDevices(context: CommandContext, guest: SimulatedGuest): void {
  const hasPort = isAtLeastRelease(context.host, 4, 0);
  context.out('[Virtual Machine Devices]');
  if (guest.storage.length > 0) {
    context.out('');
    context.out('[Storage Interface Details]');
    for (const text of guest.storage) context.out(text);
    context.out('');
  }
  context.out('[Network Interface Details]');
  for (const nic of guest.nics) context.out(resourceText(nic, hasPort));
}

function printVerbose(context: CommandContext, guest: SimulatedGuest): void {
  context.out('[Virtual Machine Details]');
  context.out(`Virtual Machine Name : ${guest.name}`);
  context.out(`Virtual Machine UUID : ${guest.uuid}`);
  context.out(`Virtual Machine ID : ${String(guest.number)}`);
  context.out('Virtual Machine Label : ');
  context.out(`VM's Model Name : server Integrity Virtual Machine`);
  context.out(`Operating System : ${guest.osType}`);
  context.out(`Start type : ${guest.startsWithHost ? 'Auto' : 'Manual'}`);
  if (isAtLeastRelease(context.host, 4, 20))
    for (const line of UNVERIFIED.guestStatusLines(guest.disabledStatus ?? [])) context.out(line);
  for (const nic of guest.nics) {
    const [bus = '', device = ''] = nic.slot.split(',');
    context.out('');
    context.out('[Network Interface Details]');
    context.out('Physical Storage type :vswitch');
    context.out(`Guest Adaptor type :${nic.adapter}`);
    context.out(`Backing :${nic.vswitch}`);
    context.out(`Vswitch Port :${String(nic.port)}`);
    context.out(`Bus :${bus}`);
    context.out(`Device :${device}`);
    context.out('Function :0');
    context.out(`Mac Address :${dashed(nic.mac)}`);
  }
}

function dashed(mac: string): string {
  return (mac.slice(2).match(/../g) ?? []).join('-');
}
