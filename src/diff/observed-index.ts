import type { ObservedHost } from '../model/observed-host';
import type { ObservedIndex } from './resource-difference';
import { indexSavedConfiguration } from './saved-index';

/**
 * Builds the look-ups once, so that comparing stays linear in the number of resources.
 *
 * @param toldGone - addresses that are told as gone, and no errors
 */
export function indexObservedHost(host: ObservedHost, toldGone: ReadonlySet<string> = new Set()): ObservedIndex {
  const owned = new Set(host.ownedAddresses);
  const gaps = new Map(host.coverage.map((gap) => [gap.subject, `${gap.probe}: ${gap.reason}`]));
  return {
    host,
    isOwned: (address) => owned.has(address),
    gapFor: (area, identity) =>
      gaps.get(area) ?? (identity === undefined ? undefined : gaps.get(`${area}.${identity}`)),
    isToldGone: (address) => toldGone.has(address),
    saved: indexSavedConfiguration(host),
    lanInterface: new Map(host.lanInterfaces.map((item) => [item.name, item])),
    apaGroup: new Map(host.apaGroups.map((item) => [item.name, item])),
    hostVlan: new Map(host.hostVlans.map((item) => [item.name, item])),
    vswitch: new Map(host.vswitches.map((item) => [item.name, item])),
    guest: new Map(host.guests.map((item) => [item.name, item])),
    guestNic: new Map(host.guestNics.map((item) => [`${item.guest}:${item.slot}`, item])),
  };
}
