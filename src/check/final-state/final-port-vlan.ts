import { projection, type Projection } from '../clause';
import { actionAt, places } from '../follow';
import type { Goals } from '../goals';
import type { Situation } from '../situation';

interface Port {
  readonly vswitch: string;
  readonly port: number;
}

/** Stands for the VLAN of a port that a guest NIC gave up: nobody documents whether the port keeps it. */
const KEPT_OR_LOST = 'kept or lost';

/** Every guest NIC ends in the VLAN it is to be in: the one the plan names, else the one it was in. */
export function finalPortVlans(situation: Situation, goals: Goals): readonly Projection[] {
  // One that the plan names, and that neither is there nor comes, has no port.
  const identities = new Set([...situation.guestNic.keys(), ...situation.guestNicSteps.keys()]);
  return [...identities].flatMap((identity) => {
    const found = situation.guestNic.get(identity);
    const port = finalPort(situation, identity);
    const wanted = goals.field(`guestNic.${identity}`, 'vlanId', found?.vlanId ?? null);
    if (port === undefined || wanted === 'unknown') return [];
    const settings = (situation.portVlanSteps.get(port.vswitch) ?? []).filter(
      ({ action }) => action.kind === 'set-port-vlan' && action.port === port.port,
    );
    const deletions = (situation.vswitchSteps.get(port.vswitch) ?? []).filter(
      ({ action }) => action.kind === 'delete-vswitch',
    );
    const users = situation.portUsers.get(`${port.vswitch} ${String(port.port)}`) ?? [];
    const moves = users.flatMap((user) => situation.guestNicSteps.get(user) ?? []);
    const isNamed = goals.isNamed(`guestNic.${identity}`);
    if (settings.length === 0 && deletions.length === 0 && moves.length === 0 && !isNamed) return [];
    return [
      projection({
        about: `${identity}, ${port.vswitch} port ${String(port.port)}`,
        steps: places(settings, deletions, moves),
        start: { vlan: vlanAtStart(situation, port), user: userAtStart(situation, users, port) },
        next: (state, step) => follow(state, step, situation, port),
        end: ({ vlan }) =>
          vlan === wanted
            ? undefined
            : `${identity} ends in VLAN ${String(vlan ?? 'none')}, and is to be in ${String(wanted ?? 'none')}`,
      }),
    ];
  });
}

interface PortMemory {
  readonly vlan: number | string | null;
  /** The guest NIC that has the port; null: none. */
  readonly user: string | null;
}

function follow(
  state: PortMemory,
  step: number,
  situation: Situation,
  { vswitch, port }: Port,
): PortMemory & Readonly<Record<string, string | number | boolean | null>> {
  const action = actionAt(situation, step);
  const { vlan, user } = state;
  switch (action.kind) {
    case 'set-port-vlan':
      return { vlan: action.id, user };
    case 'delete-vswitch':
      return { vlan: null, user };
    case 'add-nic':
    case 'change-nic':
    case 'remove-nic': {
      const isHere = action.kind !== 'remove-nic' && action.nic.vswitch === vswitch && action.nic.port === port;
      const identity = `${action.guest}:${action.nic.slot}`;
      if (isHere) return { vlan, user: identity };
      if (user !== identity) return { vlan, user };
      return { vlan: vlan === null ? null : KEPT_OR_LOST, user: null };
    }
    default:
      return { vlan, user };
  }
}

function finalPort(situation: Situation, identity: string): Port | undefined {
  const last = situation.guestNicSteps.get(identity)?.at(-1)?.action;
  if (last?.kind === 'remove-nic') return undefined;
  const nic = last?.kind === 'add-nic' || last?.kind === 'change-nic' ? last.nic : situation.guestNic.get(identity);
  return nic === undefined || nic.port === null ? undefined : { vswitch: nic.vswitch, port: nic.port };
}

function vlanAtStart(situation: Situation, { vswitch, port }: Port): number | string | null {
  return situation.vswitch.get(vswitch)?.ports.find((each) => each.port === port)?.vlanId ?? null;
}

function userAtStart(situation: Situation, users: readonly string[], { vswitch, port }: Port): string | null {
  const found = users.find((user) => {
    const nic = situation.guestNic.get(user);
    return nic !== undefined && nic.vswitch === vswitch && nic.port === port;
  });
  return found ?? null;
}
