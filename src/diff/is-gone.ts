import type { DesiredHost } from '../model/desired-host';
import { LOCALNET, parseInterfaceName } from '../model/names';
import { interfaceClassOf, type InterfaceClass } from '../model/ppa';
import type { ResourceKind } from '../model/resource';
import type { ObservedIndex } from './resource-difference';

/** What can be gone so that no plan brings it back. */
export type GoneKind = Exclude<ResourceKind, 'tunables'> | 'guest';

/** Whether something that a document names is absent from the host, known to be so, and nothing that a plan makes. */
export function isGone(kind: GoneKind, identity: string, desired: DesiredHost, observed: ObservedIndex): boolean {
  if (isHidden(kind, identity, observed)) return false;
  return ABSENT[kind](identity, desired, observed);
}

type IsAbsent = (identity: string, desired: DesiredHost, observed: ObservedIndex) => boolean;

const ABSENT: Readonly<Record<GoneKind, IsAbsent>> = {
  // A name of another class can be no NIC: that is a mistake in the document.
  lanInterface: (name, _, observed) => !observed.lanInterface.has(name) && isNameOf('physical', name),
  // An aggregate that is offered and has no ports is made by who declares its mode and ports, and by nobody else.
  apaGroup: (name, { apaGroups = [] }, observed) => {
    const current = observed.host.apaGroups.find((group) => group.name === name);
    const wanted = apaGroups.find((group) => group.name === name);
    const canBeMade = wanted?.mode !== undefined && (wanted.ports ?? []).length > 0;
    return (current === undefined && isNameOf('aggregate', name)) || (current?.mode === 'Not_Enabled' && !canBeMade);
  },
  hostVlan: (name, { hostVlans = [] }, observed) => {
    const wanted = hostVlans.find((vlan) => vlan.name === name);
    return !observed.hostVlan.has(name) && (wanted?.uplink === undefined || wanted.vlanId === undefined);
  },
  vswitch: (name, { vswitches = [] }, observed) =>
    name !== LOCALNET && !observed.vswitch.has(name) && vswitches.every((each) => each.name !== name),
  guest: (name, _, observed) => !observed.guest.has(name),
  guestNic: (identity, { guestNics = [] }, observed) => {
    if (observed.guestNic.has(identity)) return false;
    const wanted = guestNics.find(({ guest, slot }) => `${guest}:${slot}` === identity);
    if (wanted === undefined || !observed.guest.has(wanted.guest)) return false;
    return wanted.vswitch === undefined || wanted.adapter === undefined;
  },
};

/** Listings that show each kind, and what is known of one object. */
const SHOWN_BY: Readonly<Record<GoneKind, readonly string[]>> = {
  lanInterface: ['lanInterfaces'],
  apaGroup: ['lanInterfaces', 'apaGroups'],
  hostVlan: ['lanInterfaces', 'hostVlans'],
  vswitch: ['vswitches'],
  guest: ['guests'],
  guestNic: ['guests', 'guestNics'],
};

function isHidden(kind: GoneKind, identity: string, { gapFor }: ObservedIndex): boolean {
  const isListed = SHOWN_BY[kind].every((area) => gapFor(area) === undefined);
  const ofGuest = kind === 'guestNic' ? gapFor('guest', identity.split(':')[0]) : undefined;
  return !isListed || gapFor(kind, identity) !== undefined || ofGuest !== undefined;
}

function isNameOf(wanted: InterfaceClass, text: string): boolean {
  const name = parseInterfaceName(text);
  return name !== undefined && interfaceClassOf(name) === wanted;
}
