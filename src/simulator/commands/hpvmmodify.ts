import { isLocallyAdministered, isMulticast, type MacAddress } from '../../model/mac-address';
import { optionValue, parseOptions } from '../command-arguments';
import type { CommandContext, CommandEnd } from '../command-context';
import type { Draft } from '../draft';
import { isAtLeastRelease } from '../hpvm-release';
import { heldNics, portUses } from '../network-view';
import { rcValue } from '../rc-file';
import { HPVMCONF, type GuestStatus, type SimulatedGuest, type SimulatedGuestNic } from '../simulated-host-state';
import { UNVERIFIED } from '../unverified-text';
import { addRestartReason } from '../vswitch-uplink';
import { parseNetworkResource, type NetworkResource } from './guest-resource';
import { refuse, refuseUsage } from './refusal';

type Nic = Draft<SimulatedGuestNic>;

interface Edit {
  readonly context: CommandContext;
  readonly guest: Draft<SimulatedGuest>;
  readonly resource: NetworkResource;
  readonly text: string;
}

/**
 * hpvmmodify(1M), network part: `-a`, `-m`, `-d` with one resource string each. AVIO NICs are added and deleted live
 * (Integrity VM 4.2 guide p. 20); everything else on a running guest waits in `vmm_config.next` (A.03 manual 8.5).
 */
export function hpvmmodify(context: CommandContext): CommandEnd {
  const { host } = context;
  const spec = {
    '-P': 'required',
    '-p': 'required',
    '-a': 'required',
    '-m': 'required',
    '-d': 'required',
    '-x': 'required',
  } as const;
  const options = parseOptions(context.args, spec);
  if (options.unknown !== null || options.operands.length > 0) return refuseUsage(context, options.unknown);
  const name = optionValue(options, '-P');
  const number = optionValue(options, '-p');
  const guest = host.guests.find((each) => each.name === name || String(each.number) === number);
  if (guest === undefined) return refuse(context, UNVERIFIED.noSuchGuest(name ?? number ?? ''));
  const edits = (['-d', '-m', '-a'] as const).flatMap((option) =>
    (options.values.get(option) ?? []).map((text) => ({ option, text })),
  );
  const settings = (options.values.get('-x') ?? []).map(statusSetting);
  if (edits.length + settings.length === 0 || settings.includes(undefined)) return refuseUsage(context, null);
  for (const { names, isEnabled } of settings.filter((setting) => setting !== undefined)) {
    const others = (guest.disabledStatus ?? []).filter((each) => !names.includes(each));
    guest.disabledStatus = isEnabled ? others : [...others, ...names];
  }
  if (edits.length > 0 && guest.disabledStatus?.includes('modify') === true) {
    context.hazard('guest-not-modifiable', `${guest.name} was to be changed on a host it was migrated away from`);
    return refuse(context, UNVERIFIED.notModifiable(guest.name));
  }
  for (const { option, text } of edits) {
    const resource = parseNetworkResource(text);
    if (resource === undefined) return refuse(context, UNVERIFIED.badResource(text));
    const edit: Edit = { context, guest, resource, text };
    const refused = option === '-a' ? addNic(edit) : option === '-m' ? modifyNic(edit) : deleteNic(edit);
    if (refused !== null) return refuse(context, refused);
  }
  return 0;
}

/** `modify_status=disabled`; `register_status` stands for all three (Integrity VM 4.2 guide, 9.1.2, p. 142). */
function statusSetting(
  text: string,
): { readonly names: readonly GuestStatus[]; readonly isEnabled: boolean } | undefined {
  const [, name = '', value] = /^(runnable|modify|visible|register)_status=(enabled|disabled)$/.exec(text) ?? [];
  if (value === undefined) return undefined;
  const all = ['runnable', 'modify', 'visible'] as const;
  return { names: all.filter((each) => name === 'register' || each === name), isEnabled: value === 'enabled' };
}

function addNic(edit: Edit): string | null {
  const { context, guest, resource } = edit;
  const slot = resource.slot ?? freeSlot(guest);
  if (slot === null) return UNVERIFIED.noFreeSlot();
  if ([...laterNics(guest), ...guest.nics].some((nic) => nic.slot === slot) || storageSlots(guest).includes(slot)) {
    return UNVERIFIED.slotInUse(slot);
  }
  const isLive = guest.isOn && resource.adapter === 'avio_lan';
  const port = resource.port ?? freePort(edit);
  const refused =
    refuseMac(edit) ?? refuseVswitch(edit) ?? refuseUnshared(edit, isLive) ?? refusePort(edit, port, isLive, slot);
  if (refused !== null) return refused;
  const mac = resource.mac ?? generatedMac(context);
  checkMac(edit, mac);
  checkBacking(edit);
  const vswitch = context.host.vswitches.find(({ name }) => name === resource.vswitch);
  const isClaimed = !(isLive && vswitch?.isUp === false);
  if (!isClaimed) {
    context.hazard(
      'nic-added-while-vswitch-down',
      `${guest.name} ${slot} was added live while ${resource.vswitch} is Down`,
    );
    context.err(`${context.name}: WARNING (${guest.name}): ${UNVERIFIED.unclaimed(resource.vswitch)}`);
  }
  const nic: Nic = { slot, adapter: resource.adapter, mac, vswitch: resource.vswitch, port, isClaimed };
  applyTo(edit, isLive, (nics) => [...nics, nic]);
  return null;
}

function modifyNic(edit: Edit): string | null {
  const { context, guest, resource, text } = edit;
  const old = laterNics(guest).find((nic) => nic.slot === resource.slot);
  if (old === undefined) return UNVERIFIED.noSuchDevice(text);
  const isAvio = old.adapter === 'avio_lan' && resource.adapter === 'avio_lan';
  const isLive = guest.isOn && isAvio && context.host.assumptions.liveModifyOfAvioNic === 'live';
  const isMoved = old.vswitch !== resource.vswitch;
  const port = resource.port ?? (isMoved ? freePort(edit) : old.port);
  const refused =
    refuseMac(edit) ?? refuseVswitch(edit) ?? refuseUnshared(edit, isLive) ?? refusePort(edit, port, isLive, old.slot);
  if (refused !== null) return refused;
  if (resource.mac !== null && resource.mac !== old.mac) checkMac(edit, resource.mac);
  checkBacking(edit);
  const vswitch = context.host.vswitches.find(({ name }) => name === resource.vswitch);
  if (old.adapter !== resource.adapter && vswitch?.isUp === true) addRestartReason(vswitch, 'adaptor');
  const isClaimed = !(isLive && isMoved && vswitch?.isUp === false);
  const { adapter } = resource;
  const nic: Nic = {
    slot: old.slot,
    adapter,
    mac: resource.mac ?? old.mac,
    vswitch: resource.vswitch,
    port,
    isClaimed,
  };
  if (!isClaimed)
    context.hazard('nic-added-while-vswitch-down', `${guest.name} ${nic.slot} was moved live to ${nic.vswitch}`);
  applyTo(edit, isLive, (nics) => nics.map((each) => (each.slot === nic.slot ? nic : each)));
  return null;
}

function deleteNic(edit: Edit): string | null {
  const { guest, resource, text } = edit;
  const old = laterNics(guest).find((nic) => nic.slot === resource.slot);
  const isSame =
    old?.vswitch === resource.vswitch &&
    old.adapter === resource.adapter &&
    (resource.mac === null || old.mac === resource.mac) &&
    (resource.port === null || old.port === resource.port);
  if (!isSame) return UNVERIFIED.noSuchDevice(text);
  applyTo(edit, guest.isOn && old.adapter === 'avio_lan', (nics) => nics.filter(({ slot }) => slot !== old.slot));
  return null;
}

/** Changes the running configuration, or the one that waits for the next start of the guest. */
function applyTo({ context, guest }: Edit, isLive: boolean, change: (nics: Nic[]) => Nic[]): void {
  if (!guest.isOn || isLive) {
    guest.nics = change(guest.nics);
    if (guest.nextNics !== null) guest.nextNics = change(guest.nextNics);
    return;
  }
  guest.nextNics = change(laterNics(guest));
  context.hazard('change-waits-for-restart', `${guest.name} is running`);
  context.err(`${context.name}: WARNING (${guest.name}): ${UNVERIFIED.pendingChange()}`);
}

function laterNics(guest: Draft<SimulatedGuest>): Nic[] {
  return guest.nextNics ?? guest.nics;
}

function freeSlot(guest: Draft<SimulatedGuest>): string | null {
  const taken = [...guest.nics, ...laterNics(guest)].map(({ slot }) => slot).concat(storageSlots(guest));
  const all = Array.from({ length: 64 }, (_, index) => `${String(Math.floor(index / 8))},${String(index % 8)}`);
  return all.find((slot) => !taken.includes(slot)) ?? null;
}

/** Slots of storage adapters: `disk:avio_stor:0,0,0:...` is in slot `0,0`. */
function storageSlots(guest: Draft<SimulatedGuest>): string[] {
  return guest.storage.map((text) => (text.split(':')[2] ?? '').split(',').slice(0, 2).join(','));
}

/** Lowest free port from 1 (inferred from published port numbers: seven guests had 1 to 7). */
function freePort({ context, resource }: Edit): number {
  const taken = new Set(portUses(context.host, resource.vswitch).keys());
  let port = 1;
  while (taken.has(port)) port += 1;
  return port;
}

function refuseVswitch({ context, resource }: Edit): string | null {
  const exists = context.host.vswitches.some(({ name }) => name === resource.vswitch);
  return exists ? null : UNVERIFIED.noSuchVswitch(resource.vswitch);
}

function refuseUnshared({ context, guest, resource }: Edit, isLive: boolean): string | null {
  const { host } = context;
  if (host.unsharedVswitches?.includes(resource.vswitch) !== true) return null;
  // A NIC that stays there is given nothing.
  if (heldNics(guest).some(({ slot, vswitch }) => slot === resource.slot && vswitch === resource.vswitch)) return null;
  const users = host.guests.filter(
    (other) => other !== guest && heldNics(other).some(({ vswitch }) => vswitch === resource.vswitch),
  );
  const [first] = users;
  if (first === undefined) return null;
  const detail = `${resource.vswitch} belongs to ${first.name} alone and was given to ${guest.name}`;
  context.hazard('unshared-vswitch-used-twice', detail);
  const running = users.find(({ isOn }) => isOn);
  const isRefused = isLive && running !== undefined && host.assumptions.liveNicOnUnsharedVswitch === 'refused';
  return isRefused ? UNVERIFIED.notShared(resource.vswitch, running.name) : null;
}

function refusePort({ context, guest, resource }: Edit, port: number, isLive: boolean, slot: string): string | null {
  if (port > 511) return UNVERIFIED.badPort(String(port));
  const own = laterNics(guest).find(
    (nic) => nic.slot !== slot && nic.vswitch === resource.vswitch && nic.port === port,
  );
  if (own !== undefined) return UNVERIFIED.portInUse(port, guest.name);
  const others = (portUses(context.host, resource.vswitch).get(port) ?? []).filter((use) => use.guest !== guest.name);
  const [other] = others;
  if (other === undefined) return null;
  const running = others.find(({ isRunning }) => isRunning);
  context.hazard(
    'port-shared',
    `port ${String(port)} of ${resource.vswitch} is held by ${other.guest} and was given to ${guest.name}`,
  );
  const isRefused = isLive && running !== undefined && context.host.assumptions.secondGuestOnActivePort === 'refused';
  return isRefused ? UNVERIFIED.portInUse(port, other.guest) : null;
}

function refuseMac({ context, resource }: Edit): string | null {
  const { mac } = resource;
  if (mac === null) return null;
  if (!isLocallyAdministered(mac as MacAddress) || isMulticast(mac as MacAddress)) return UNVERIFIED.badMac(mac);
  return context.host.nics.some((nic) => nic.mac === mac) ? UNVERIFIED.hostMac(mac) : null;
}

/** Probes for a duplicate: one second a frame (4.2.5 Release Notes 7.2.17, p. 75); a duplicate is a warning, exit 0. */
function checkMac({ context, guest, resource }: Edit, mac: string): void {
  const { host } = context;
  const frames = Number(rcValue(host.files[HPVMCONF] ?? '', 'HPVMMACADDRFRAMES') ?? '3');
  host.clockSeconds += frames;
  if (frames === 0) context.hazard('mac-check-disabled', `a NIC of ${guest.name} was set up with HPVMMACADDRFRAMES=0`);
  const nics = host.guests.flatMap((each) => [...each.nics, ...(each === guest ? laterNics(each) : [])]);
  if (
    !nics.some(
      (nic) => nic.mac === mac && !(resource.slot !== null && guest.nics.includes(nic) && nic.slot === resource.slot),
    )
  )
    return;
  context.hazard('duplicate-mac', `${mac} is already the MAC address of a guest NIC`);
  if (frames > 0) context.err(`${context.name}: WARNING (${guest.name}): ${UNVERIFIED.macInUse(resource.vswitch)}`);
}

function checkBacking({ context, guest, resource }: Edit): void {
  const vswitch = context.host.vswitches.find(({ name }) => name === resource.vswitch);
  if (vswitch?.uplink !== null || resource.adapter !== 'avio_lan' || isAtLeastRelease(context.host, 4, 30)) return;
  context.hazard('avio-on-guest-only', `${guest.name} got an AVIO NIC on ${vswitch.name}, which has no uplink`);
}

/** Random locally administered address: first octet ends in the bits 10 (published generated addresses: 56, ae, 2a...). */
function generatedMac({ host, random }: CommandContext): string {
  const octets = Array.from({ length: 6 }, (_, index) => {
    const octet = Math.floor(random() * 256);
    return (index === 0 ? (octet & 0xfc) | 0x02 : octet).toString(16).padStart(2, '0');
  });
  const mac = `0x${octets.join('')}`;
  const isTaken = host.guests.some((guest) => guest.nics.some((nic) => nic.mac === mac));
  return isTaken ? generatedMac({ host, random } as CommandContext) : mac;
}
