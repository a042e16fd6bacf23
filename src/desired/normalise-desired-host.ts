import { compareText } from '../model/canonical-json';
import type {
  DesiredApaGroup,
  DesiredGuestNic,
  DesiredHost,
  DesiredHostVlan,
  DesiredLanInterface,
  DesiredVswitch,
} from '../model/desired-host';
import { parseMacAddress } from '../model/mac-address';
import type { InterfaceName } from '../model/names';
import { ppaOf } from '../model/ppa';

/** The same guest NIC in canonical spelling: MAC as `0x` and lower case, adapter `avio_lan` also for `aviolan`. */
export function normaliseGuestNic(nic: DesiredGuestNic): DesiredGuestNic {
  const mac = nic.mac === undefined ? undefined : parseMacAddress(nic.mac);
  return {
    ...nic,
    ...(mac === undefined ? {} : { mac }),
    ...((nic.adapter as string | undefined) === 'aviolan' ? { adapter: 'avio_lan' as const } : {}),
  };
}

/** The same group with its ports in ascending PPA order. */
export function normaliseApaGroup(group: DesiredApaGroup): DesiredApaGroup {
  return group.ports === undefined ? group : { ...group, ports: [...group.ports].sort(byPpa) };
}

/**
 * Brings a well-formed document into its one canonical form: lists sorted by identity (interfaces by PPA, vswitches by
 * name, guest NICs by guest and slot), ports ascending, canonical spellings. Total: it never fails, and applying it twice
 * changes nothing.
 */
export function normaliseDesiredHost(host: DesiredHost): DesiredHost {
  return {
    ...host,
    ...(host.lanInterfaces === undefined ? {} : { lanInterfaces: [...host.lanInterfaces].sort(byName) }),
    ...(host.apaGroups === undefined ? {} : { apaGroups: host.apaGroups.map(normaliseApaGroup).sort(byName) }),
    ...(host.hostVlans === undefined ? {} : { hostVlans: [...host.hostVlans].sort(byName) }),
    ...(host.vswitches === undefined
      ? {}
      : { vswitches: [...host.vswitches].sort((left, right) => orderOfVswitches(left, right)) }),
    ...(host.guestNics === undefined
      ? {}
      : { guestNics: host.guestNics.map(normaliseGuestNic).sort(orderOfGuestNics) }),
  };
}

function byPpa(left: InterfaceName, right: InterfaceName): number {
  return ppaOf(left) - ppaOf(right);
}

function byName(
  left: DesiredLanInterface | DesiredApaGroup | DesiredHostVlan,
  right: DesiredLanInterface | DesiredApaGroup | DesiredHostVlan,
): number {
  return byPpa(left.name, right.name) || orderOfDeclarations(left, right);
}

function orderOfVswitches(left: DesiredVswitch, right: DesiredVswitch): number {
  return compareText(left.name, right.name) || orderOfDeclarations(left, right);
}

function orderOfGuestNics(left: DesiredGuestNic, right: DesiredGuestNic): number {
  return compareText(left.guest, right.guest) || compareText(left.slot, right.slot) || orderOfDeclarations(left, right);
}

/** Duplicates are an error, but even their report should not depend on the order they were declared in. */
function orderOfDeclarations(left: { readonly from?: string }, right: { readonly from?: string }): number {
  return compareText(left.from ?? '', right.from ?? '');
}
