import { projection, type Clause, type Harm, type Projection } from '../clause';
import type { Action } from '../action';
import { actionAt, groupAtEnd, places } from '../follow';
import type { Situation } from '../situation';

type Address = Situation['host']['addresses'][number];

/** Every IPv4 address of the VM host through the plan: it is not lost, and no port of a group carries it at the end. */
export const hostAddressKept: Clause = {
  id: 'host-address-kept',
  source:
    "APA Administrator's Guide 11i v3, March 2014, p. 82; Interface Card Critical Resource Analysis White Paper for HP-UX 11i v3, p. 23 and 26",
  projections: (situation) => situation.host.addresses.flatMap((address) => follow(situation, address)),
};

function follow(situation: Situation, address: Address): readonly Projection[] {
  const home = homeOf(situation, address);
  const plumbs = situation.steps.filter(
    ({ action }) =>
      action.kind === 'plumb' && (action.address === address.address || action.interface === address.interface),
  );
  const interfaces = new Set<string>([address.interface]);
  if (home !== null) interfaces.add(home);
  for (const { action } of plumbs) if (action.kind === 'plumb') interfaces.add(action.interface);
  const concerns = (action: Action): boolean => {
    if (action.kind === 'unplumb') return interfaces.has(action.interface);
    if (action.kind === 'leave') return action.ports === null && interfaces.has(action.group);
    return action.kind === 'join' && action.ports.some((port) => interfaces.has(port));
  };
  const steps = places(
    plumbs,
    situation.steps.filter(({ action }) => concerns(action)),
  );
  if (steps.length === 0) return [];
  return [
    projection<{ readonly place: string | null }>({
      about: address.address,
      steps,
      start: { place: address.interface },
      next: ({ place }, step) => moved(place, actionAt(situation, step), { situation, address, home }),
      end: ({ place }) => {
        if (place === null) return `address ${address.address} of the VM host is gone`;
        const group = groupAtEnd(situation, place);
        return group === null
          ? undefined
          : `address ${address.address} of the VM host is on ${place}, a port of ${group}`;
      },
    }),
  ];
}

/** Port that a failover group gives its address back to, as netconf names it. */
function homeOf(situation: Situation, address: Address): string | null {
  const group = situation.group.get(address.interface);
  if (group?.mode !== 'LAN_MONITOR') return null;
  const entry = situation.host.netconf.find((each) => each.address === address.address);
  return entry !== undefined && group.ports.includes(entry.interface) ? entry.interface : null;
}

function moved(
  place: string | null,
  action: Action,
  about: { readonly situation: Situation; readonly address: Address; readonly home: string | null },
): { readonly place: string | null } | Harm {
  const { situation, address, home } = about;
  switch (action.kind) {
    case 'plumb':
      if (action.address !== address.address)
        return action.interface === place
          ? { harm: `${action.address} is put on ${place} in the place of ${address.address}` }
          : { place };
      if (action.netmask !== address.netmask)
        return { harm: `${address.address} is put on ${action.interface} with another netmask, ${action.netmask}` };
      return place === null || place === action.interface
        ? { place: action.interface }
        : { harm: `${address.address} is put on ${action.interface} while it is on ${place}` };
    case 'unplumb':
      return { place: action.interface === place ? null : place };
    case 'leave':
      if (action.group !== place) return { place };
      if (situation.group.get(place)?.mode === 'LAN_MONITOR') return { place: home };
      return {
        harm: `${place} is emptied while it carries ${address.address}: nobody documents where the address goes`,
      };
    case 'join':
      if (place === null || !action.ports.includes(place)) return { place };
      if (action.mode === 'LAN_MONITOR' && action.ports[0] === place) return { place: action.group };
      return { harm: `${place} joins ${action.group} while it carries ${address.address}` };
    default:
      return { place };
  }
}
