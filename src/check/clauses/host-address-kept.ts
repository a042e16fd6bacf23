import { projection, type Clause, type Harm, type Projection } from '../clause';
import type { Action } from '../action';
import { actionAt, groupAtEnd, places } from '../follow';
import { followPorts, portChange, portsAtStart } from '../follow-group-ports';
import type { CheckedStep, Situation } from '../situation';

type Address = Situation['host']['addresses'][number];

/** Every IPv4 address of the VM host through the plan: it is not lost, and no port of a group carries it at the end. */
export const hostAddressKept: Clause = {
  id: 'host-address-kept',
  source:
    "APA Administrator's Guide 11i v3, March 2014, p. 82; Interface Card Critical Resource Analysis White Paper for HP-UX 11i v3, p. 23 and 26",
  projections: (situation) => situation.host.addresses.flatMap((address) => follow(situation, address)),
};

/** Where the address is (`place`, null: nowhere), and how many ports the groups have that may take it or lose it. */
type Kept = Readonly<Record<string, string | number | null>> & Whereabouts;

type Whereabouts = {
  readonly place: string | null;
  /** Port that the failover group in whose place the address is gives it back to; null where it is not known. */
  readonly home: string | null;
};

function follow(situation: Situation, address: Address): readonly Projection[] {
  const home = homeOf(situation, address);
  const interfaces = interfacesOf(situation, address, home);
  const counted = [...interfaces].filter((group) => situation.groupSteps.get(group)?.some(isCounting));
  const concerns = (action: Action): boolean => {
    switch (action.kind) {
      case 'plumb':
      case 'unplumb':
        return interfaces.has(action.interface);
      case 'delete-vlan':
        return interfaces.has(action.vlan);
      case 'leave':
        return interfaces.has(action.group);
      case 'join':
        return counted.includes(action.group) || action.ports.some((port) => interfaces.has(port));
      default:
        return false;
    }
  };
  const steps = places(situation.steps.filter(({ action }) => concerns(action)));
  if (steps.length === 0) return [];
  return [
    projection<Kept>({
      about: address.address,
      steps,
      start: {
        place: address.interface,
        home,
        ...Object.fromEntries(counted.map((group) => [group, portsAtStart(situation, group)])),
      },
      next: (state, step) => {
        const action = actionAt(situation, step);
        const now = moved(state, action, address);
        if ('harm' in now) return now;
        const isCounted = 'group' in action && counted.includes(action.group);
        return {
          ...state,
          ...(isCounted ? { [action.group]: followPorts(Number(state[action.group]), action) } : {}),
          ...now,
        };
      },
      end: ({ place }) => {
        if (place === null) return `address ${address.address} of the VM host is gone`;
        const group = groupAtEnd(situation, place);
        return group === null
          ? undefined
          : `address ${address.address} of the VM host is on ${place}, a port of ${group}`;
      },
      sameAs: (step) => {
        const action = actionAt(situation, step);
        if (action.kind === 'join' && action.ports.some((port) => interfaces.has(port))) return String(step);
        return portChange(action, step);
      },
    }),
  ];
}

/** Interfaces that may carry the address: a failover group takes over that of its primary port, which may be a group. */
function interfacesOf(situation: Situation, address: Address, home: string | null): ReadonlySet<string> {
  const found = new Set<string>([address.interface, home ?? address.interface]);
  for (const { action } of situation.steps)
    if (action.kind === 'plumb' && action.address === address.address) found.add(action.interface);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { action } of situation.steps)
      if (action.kind === 'join' && action.mode === 'LAN_MONITOR' && found.has(action.ports[0] ?? ''))
        found.add(action.group);
  }
  return found;
}

/** Steps for which it matters how many ports a group has. */
function isCounting({ action }: CheckedStep): boolean {
  return action.kind === 'join' ? action.mode === 'LAN_MONITOR' : action.kind === 'leave' && action.ports !== null;
}

/** Port that a failover group gives its address back to, as netconf names it. */
function homeOf(situation: Situation, address: Address): string | null {
  const group = situation.group.get(address.interface);
  if (group?.mode !== 'LAN_MONITOR') return null;
  const entry = situation.host.netconf.find((each) => each.address === address.address);
  return entry !== undefined && group.ports.includes(entry.interface) ? entry.interface : null;
}

function moved({ place, home, ...ports }: Kept, action: Action, address: Address): Whereabouts | Harm {
  const stays = { place, home };
  switch (action.kind) {
    case 'plumb':
      if (action.address !== address.address)
        return action.interface === place
          ? { harm: `${action.address} is put on ${place} in the place of ${address.address}` }
          : stays;
      if (action.netmask !== address.netmask)
        return { harm: `${address.address} is put on ${action.interface} with another netmask, ${action.netmask}` };
      if (place === action.interface) return stays;
      return place === null
        ? { place: action.interface, home: null }
        : { harm: `${address.address} is put on ${action.interface} while it is on ${place}` };
    case 'unplumb':
      return action.interface === place ? { place: null, home: null } : stays;
    case 'delete-vlan':
      return action.vlan === place ? { place: null, home: null } : stays;
    case 'leave':
      if (place === null || action.group !== place) return stays;
      if (followPorts(Number(ports[place]), action) > 0) return stays;
      // What is documented is the clearing of a failover group; only of one whose primary port is known there is a home.
      if (action.ports === null && home !== null) return { place: home, home: null };
      return {
        harm: `${place} is emptied while it carries ${address.address}: nobody documents where the address goes`,
      };
    case 'join':
      if (place === null || !action.ports.includes(place)) return stays;
      if (action.mode === 'LAN_MONITOR' && action.ports[0] === place && ports[action.group] === 0)
        return { place: action.group, home: place };
      return { harm: `${place} joins ${action.group} while it carries ${address.address}` };
    default:
      return stays;
  }
}
