import { optionValue, parseOptions } from '../command-arguments';
import type { CommandContext, CommandEnd } from '../command-context';
import type { Draft } from '../draft';
import { interfaceView, portUses } from '../network-view';
import type { SimulatedGuest, SimulatedHostState } from '../simulated-host-state';
import { UNVERIFIED } from '../unverified-text';
import { refuse, refuseUsage } from './refusal';

/** NICs of a guest that are no danger to the host (V6.3 Release Notes, 4.8.2, p. 27). */
const MAX_NICS = 60;

/**
 * `hpvmstart -P guest`: the waiting configuration becomes the running one. Warnings and progress go to stderr with exit
 * status 0 (OpenSVC's log of an HP-VM service start).
 */
export function hpvmstart(context: CommandContext): CommandEnd {
  const guest = selectedGuest(context);
  if (typeof guest === 'number') return guest;
  if (guest.isOn) return refuse(context, UNVERIFIED.guestIsOn(guest.name));
  return startGuest(context, guest);
}

/** Starts a guest that is off, as `hpvmstart` and a boot of the host do. */
export function startGuest(context: CommandContext, guest: Draft<SimulatedGuest>): number {
  const { host } = context;
  const nics = guest.nextNics ?? guest.nics;
  if (guest.disabledStatus?.includes('runnable') === true) return refuse(context, UNVERIFIED.notRunnable(guest.name));
  if (nics.length > MAX_NICS) context.hazard('too-many-guest-nics', `${guest.name} has ${String(nics.length)} NICs`);
  for (const nic of nics) {
    const isMissing = !host.vswitches.some(({ name }) => name === nic.vswitch);
    if (isMissing && host.assumptions.startWithoutVswitch === 'refused')
      return refuse(context, UNVERIFIED.noSuchVswitch(nic.vswitch));
    const user = isUnshared(context, nic.vswitch) ? runningUser(context, nic.vswitch, guest) : undefined;
    if (user !== undefined) {
      context.hazard('unshared-vswitch-used-twice', `${nic.vswitch} is used by ${user}; ${guest.name} was to start`);
      return refuse(context, UNVERIFIED.notShared(nic.vswitch, user));
    }
    const uses = portUses(host, nic.vswitch).get(nic.port) ?? [];
    const holder = uses.find((use) => use.isRunning && use.guest !== guest.name);
    if (holder === undefined) continue;
    context.hazard(
      'port-shared',
      `port ${String(nic.port)} of ${nic.vswitch} is in use by ${holder.guest}; ${guest.name} was to start`,
    );
    if (host.assumptions.secondGuestOnActivePort === 'refused')
      return refuse(context, UNVERIFIED.portInUse(nic.port, holder.guest));
  }
  const warnings = nics.flatMap((nic) => warningsOf(context, guest.name, nic.mac, nic.vswitch));
  if (warnings.length > 0) {
    context.err(`HPVM guest ${guest.name} configuration problems`);
    warnings.forEach((text, index) => context.err(`    Warning ${String(index + 1)} on item ${text}`));
    context.err(`These problems may prevent HPVM guest ${guest.name} from starting.`);
  }
  guest.nics = nics.map((nic) => {
    const vswitch = host.vswitches.find(({ name }) => name === nic.vswitch);
    const hasLink = isCabled(host, vswitch?.uplink ?? null);
    const isClaimed = (vswitch?.isUp === true && hasLink) || nic.adapter === 'lan';
    if (!isClaimed && !hasLink && vswitch?.isUp === true) {
      context.hazard(
        'guest-started-without-link',
        `${guest.name} was started while ${String(vswitch.uplink)} has no link`,
      );
    }
    if (vswitch?.isUp !== true) {
      context.hazard('guest-started-while-vswitch-down', `${guest.name} was started while ${nic.vswitch} is Down`);
    }
    return { ...nic, isClaimed };
  });
  guest.nextNics = null;
  guest.isOn = true;
  context.err(`${context.name}: Successful start initiation of guest '${guest.name}'`);
  return 0;
}

function isUnshared({ host }: CommandContext, vswitch: string): boolean {
  return host.unsharedVswitches?.includes(vswitch) === true;
}

function runningUser({ host }: CommandContext, vswitch: string, guest: Draft<SimulatedGuest>): string | undefined {
  return host.guests.find(
    (other) => other.isOn && other.name !== guest.name && other.nics.some((nic) => nic.vswitch === vswitch),
  )?.name;
}

function isCabled(host: SimulatedHostState, uplink: string | null): boolean {
  return uplink === null || interfaceView(host, uplink)?.isUp !== false;
}

function warningsOf({ host }: CommandContext, guest: string, mac: string, vswitch: string): readonly string[] {
  const isDuplicate = host.guests.some(
    (other) => other.name !== guest && other.isOn && other.nics.some((nic) => nic.mac === mac),
  );
  return isDuplicate ? [`${vswitch}: ${UNVERIFIED.macInUse(vswitch)}`] : [];
}

/** `hpvmstop -P guest`: stops a guest at once, also with `-g`, which is graceful on a host and takes its time; its ports stay reserved. */
export function hpvmstop(context: CommandContext): CommandEnd {
  const guest = selectedGuest(context);
  if (typeof guest === 'number') return guest;
  if (!guest.isOn) return refuse(context, UNVERIFIED.guestIsOff(guest.name));
  guest.isOn = false;
  guest.nics = (guest.nextNics ?? guest.nics).map((nic) => ({ ...nic, isClaimed: true }));
  guest.nextNics = null;
  return 0;
}

function selectedGuest(context: CommandContext): Draft<SimulatedGuest> | number {
  const options = parseOptions(context.args, {
    '-P': 'required',
    '-p': 'required',
    '-F': 'none',
    '-g': 'none',
    '-Q': 'none',
  });
  if (options.unknown !== null || options.operands.length > 0) return refuseUsage(context, options.unknown);
  const name = optionValue(options, '-P');
  const number = optionValue(options, '-p');
  const guest = context.host.guests.find((each) => each.name === name || String(each.number) === number);
  return guest ?? refuse(context, UNVERIFIED.noSuchGuest(name ?? number ?? ''));
}
