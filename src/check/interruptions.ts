import type { ObservedHost } from '../model/observed-host';
import type { Action } from './action';
import { Configuration } from './configuration';
import type { CheckedStep } from './situation';

/** Something that does not carry traffic between two steps. */
export interface Interruption {
  /** `vswitch.vmlan4`, `guestNic.db01:0,1`, `apaGroup.lan900`. */
  readonly address: string;
  /** Places, in the order given, of the steps that begin and end it; `to` null: the plan does not end it. */
  readonly from: number;
  readonly to: number | null;
  /** Running guest NICs that it cuts off. */
  readonly runningNics: readonly string[];
}

/** Something that may be cut, and what tells. */
interface Watch {
  readonly address: string;
  readonly runningNics: (now: Configuration) => readonly string[];
  readonly isCut: (now: Configuration) => boolean;
}

/**
 * What is interrupted when the steps run in the order given: vswitches that were up and go down, NICs of running guests
 * that go, or whose vswitch does, or whose port is on no VLAN that they have before or after it all (vPars and Integrity VM
 * V6.3 Administrator Guide, p. 122), and addresses of groups that are taken off. In the order in which they end.
 *
 * @param all what is to be done in the end, where `steps` are only the first of it
 */
export function interruptionsOf(
  host: ObservedHost,
  steps: readonly CheckedStep[],
  all: readonly CheckedStep[] = steps,
): readonly Interruption[] {
  const watches = watchesOf(host, all);
  const now = new Configuration(host);
  const since = new Map<Watch, { readonly from: number; readonly runningNics: readonly string[] }>();
  const found: Interruption[] = [];
  steps.forEach(({ action }, place) => {
    now.apply(action);
    for (const watch of triggersOf(action).flatMap((trigger) => watches.get(trigger) ?? [])) {
      const isOut = watch.isCut(now);
      const from = since.get(watch);
      if (isOut && from === undefined) since.set(watch, { from: place, runningNics: watch.runningNics(now) });
      if (isOut || from === undefined) continue;
      since.delete(watch);
      found.push({ address: watch.address, to: place, ...from });
    }
  });
  for (const [{ address }, from] of since) found.push({ address, to: null, ...from });
  return found;
}

function watchesOf(host: ObservedHost, steps: readonly CheckedStep[]): ReadonlyMap<string, readonly Watch[]> {
  const watches = new Map<string, Watch[]>();
  const add = (trigger: string, watch: Watch): void => {
    watches.set(trigger, [...(watches.get(trigger) ?? []), watch]);
  };
  const off = new Set<string>(host.guests.filter((guest) => guest.state === 'off').map((guest) => guest.name));
  const nicsOf = new Map<string, string[]>();
  const places = placesOf(host, steps);
  const inTheEnd = new Configuration(host);
  for (const { action } of steps) inTheEnd.apply(action);
  const isUp = new Set<string>(host.vswitches.filter(({ state }) => state !== 'down').map(({ name }) => name));
  for (const nic of host.guestNics) {
    if (off.has(nic.guest) || !isUp.has(nic.vswitch)) continue;
    const identity = `${nic.guest}:${nic.slot}`;
    const list = nicsOf.get(nic.vswitch);
    if (list === undefined) nicsOf.set(nic.vswitch, [identity]);
    else list.push(identity);
    const address = `guestNic.${identity}`;
    const vlans = [nic.vlanId, ...(isThere(inTheEnd, identity) ? [vlanOf(inTheEnd, identity)] : [])];
    const isAnyVlan = nic.port === null || nic.vlanId === 'unknown';
    const isOnItsVlan = (now: Configuration): boolean => isAnyVlan || vlans.includes(vlanOf(now, identity));
    const isCut = (now: Configuration): boolean => isNicCut(now, identity) || !isOnItsVlan(now);
    const watch: Watch = { address, runningNics: () => [identity], isCut };
    for (const place of places.get(identity) ?? []) add(place, watch);
    add(`nic ${identity}`, watch);
  }
  for (const name of isUp) {
    const isCut = (now: Configuration): boolean => !isRunning(now, name);
    const runningNics = (now: Configuration): readonly string[] =>
      (nicsOf.get(name) ?? []).filter((identity) => vswitchOf(now, identity) === name);
    add(`vswitch ${name}`, { address: `vswitch.${name}`, runningNics, isCut });
  }
  const names = [...host.lanInterfaces.map((nic) => nic.name), ...host.apaGroups.map((group) => group.name)];
  for (const group of host.apaGroups) {
    const own = host.addresses.find((address) => address.interface === group.name)?.address;
    if (own === undefined) continue;
    const isCut = (now: Configuration): boolean => !names.some((name) => now.get(`address ${name}`) === own);
    add('address', { address: `apaGroup.${group.name}`, runningNics: () => [], isCut });
  }
  return watches;
}

/** Vswitches and ports that each guest NIC has at some time. */
function placesOf(host: ObservedHost, steps: readonly CheckedStep[]): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  const note = (identity: string, vswitch: string, port: number | null): void => {
    const found = places.get(identity) ?? new Set();
    places.set(identity, found.add(`vswitch ${vswitch}`).add(`port ${vswitch} ${String(port)}`));
  };
  for (const nic of host.guestNics) note(`${nic.guest}:${nic.slot}`, nic.vswitch, nic.port);
  for (const { action } of steps)
    if (action.kind === 'add-nic' || action.kind === 'change-nic')
      note(`${action.guest}:${action.nic.slot}`, action.nic.vswitch, action.nic.port);
  return places;
}

function isThere(now: Configuration, identity: string): boolean {
  return now.get(`nic ${identity}`) !== null;
}

/** What the port of a guest NIC is on; null: untagged, or there is no such NIC. */
function vlanOf(now: Configuration, identity: string): ReturnType<Configuration['get']> {
  const nic = String(now.get(`nic ${identity}`));
  return now.get(`vlan ${nic.split(' ').slice(2).join(' ')}`);
}

function isNicCut(now: Configuration, identity: string): boolean {
  const vswitch = vswitchOf(now, identity);
  return vswitch === undefined || !isRunning(now, vswitch);
}

function vswitchOf(now: Configuration, identity: string): string | undefined {
  const nic = now.get(`nic ${identity}`);
  return typeof nic === 'string' ? nic.split(' ')[2] : undefined;
}

function isRunning(now: Configuration, vswitch: string): boolean {
  const power = now.get(`power ${vswitch}`);
  return power === 'up' || power === 'unknown';
}

/** What an action may cut, or bring back. */
function triggersOf(action: Action): readonly string[] {
  switch (action.kind) {
    case 'halt-vswitch':
    case 'boot-vswitch':
    case 'create-vswitch':
    case 'delete-vswitch':
      return [`vswitch ${action.vswitch}`];
    case 'set-port-vlan':
      return [`port ${action.vswitch} ${String(action.port)}`];
    case 'add-nic':
    case 'change-nic':
    case 'remove-nic':
      return [`nic ${action.guest}:${action.nic.slot}`];
    case 'plumb':
    case 'unplumb':
    case 'join':
    case 'leave':
      return ['address'];
    default:
      return [];
  }
}
