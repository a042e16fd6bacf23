import type { GoneObject } from '../diff/gone-objects';
import type { GoneKind } from '../diff/is-gone';
import type { DriftItem } from './drift-item';

/**
 * What is declared, gone from the host, and nothing that a plan brings back: drift all the same, which a person ends. The note says where it was
 * looked for, what needs it, and what to do next.
 */
export function goneItems(gone: readonly GoneObject[]): readonly DriftItem[] {
  return gone.map((object) => ({
    class: 'missing',
    address: object.address,
    action: null,
    fields: [],
    note: `${WHERE[object.kind]}. ${neededBy(object.neededBy)}. ${NEXT[object.kind]}. Until then a plan that needs it is refused`,
  }));
}

const WHERE: Readonly<Record<GoneKind, string>> = {
  lanInterface: 'nwmgr lists no such NIC',
  apaGroup: 'nwmgr lists no such aggregate, or one without ports',
  hostVlan: 'nwmgr lists no such VLAN interface',
  vswitch: 'hpvmnet lists no such vswitch',
  guest: 'hpvmstatus lists no such guest',
  guestNic: 'its guest has no such NIC',
};

const NEXT: Readonly<Record<GoneKind, string>> = {
  lanInterface: 'Look for the card with ioscan -fnkClan and put it back, or have the document name another NIC',
  apaGroup:
    'Declare it with mode and ports to have it made (nwmgr -g -S apa lists what APA offers; HP_APA_MAX_LINKAGGS in /etc/rc.config.d/hp_apaconf says how many), or have the document name another interface',
  hostVlan: 'Declare it with uplink and vlanId to have it made, or take it out of the document',
  vswitch: 'Declare it under vswitches to have it made, or have the document name another vswitch',
  guest: 'Create it again, or take its NICs out of the document',
  guestNic: 'Declare it with vswitch and adapter to have it made, or take it out of the document',
};

/** Names shown of what needs something; the others are counted. */
const SHOWN = 5;

function neededBy(addresses: readonly string[]): string {
  if (addresses.length === 0) return 'Nothing else that is declared needs it';
  const more = addresses.length - SHOWN;
  const shown = addresses.slice(0, SHOWN).join(', ');
  return `Needed by ${shown}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
