import { parseResourceAddress, type KindTable } from '../../model/resource';
import { isOnlySaved } from '../../model/saved-field';
import type { Plan } from '../../plan/plan-document';
import { changedFields, type ChangedFields } from './changed-fields';
import type { HostShape } from './host-shape';

/**
 * The host as the plan leaves it: the host as it is, with the changes of the plan put in. What only the next boot brings
 * changes nothing here.
 */
export function shapeAfter(before: HostShape, plan: Pick<Plan, 'changes' | 'steps'>): HostShape {
  const after: ShapeLists = {
    nics: new Map(before.nics),
    groups: new Map(before.groups),
    hostVlans: new Map(before.hostVlans),
    vswitches: new Map(before.vswitches),
    guestNics: new Map(before.guestNics),
  };
  const ports = portsOfSteps(plan.steps);
  for (const change of plan.changes) {
    const parsed = parseResourceAddress(change.address);
    if (parsed === undefined || isOnlySaved(change)) continue;
    const { kind, identity } = parsed;
    const list = LISTS[kind];
    if (change.action !== 'delete') PUT_IN[kind](after, identity, changedFields(change), ports.get(change.address));
    else if (list !== undefined) after[list].delete(identity);
  }
  return after;
}

type ShapeLists = {
  readonly [List in keyof HostShape]: HostShape[List] extends ReadonlyMap<string, infer Entry>
    ? Map<string, Entry>
    : never;
};

/** Where things of a kind are that can be deleted. */
const LISTS: KindTable<keyof HostShape | undefined> = {
  lanInterface: undefined,
  apaGroup: 'groups',
  hostVlan: 'hostVlans',
  vswitch: 'vswitches',
  guestNic: 'guestNics',
  tunables: undefined,
};

type PutIn = (lists: ShapeLists, identity: string, fields: ChangedFields, chosenPort: number | undefined) => void;

const PUT_IN: KindTable<PutIn> = {
  lanInterface: ({ nics }, name, fields) => {
    const known = nics.get(name);
    nics.set(name, {
      name,
      checksumOffload: fields.text('checksumOffload', known?.checksumOffload ?? null),
      segmentationOffload: fields.text('segmentationOffload', known?.segmentationOffload ?? null),
    });
  },
  apaGroup: ({ groups }, name, fields) => {
    const known = groups.get(name);
    groups.set(name, {
      name,
      mode: fields.text('mode', known?.mode ?? 'unknown'),
      ports: fields.texts('ports', known?.ports ?? []),
      loadBalancing: fields.text('loadBalancing', known?.loadBalancing ?? null),
    });
  },
  hostVlan: ({ hostVlans }, name, fields) => {
    const known = hostVlans.get(name);
    hostVlans.set(name, {
      name,
      uplink: fields.text('uplink', known?.uplink ?? null),
      vlanId: fields.numberOrNull('vlanId', known?.vlanId ?? null),
    });
  },
  vswitch: ({ vswitches }, name, fields) => {
    const known = vswitches.get(name);
    vswitches.set(name, {
      name,
      uplink: fields.textOrNull('uplink', known?.uplink ?? null),
      state: fields.text('state', known?.state ?? 'unknown'),
    });
  },
  guestNic: ({ guestNics }, identity, fields, chosenPort) => {
    const known = guestNics.get(identity);
    const colon = identity.lastIndexOf(':');
    const vswitch = fields.text('vswitch', known?.vswitch ?? null);
    if (vswitch === null) return;
    const keptPort = vswitch === known?.vswitch ? known.port : null;
    guestNics.set(identity, {
      guest: identity.slice(0, Math.max(0, colon)),
      slot: identity.slice(colon + 1),
      adapter: fields.text('adapter', known?.adapter ?? null),
      mac: fields.text('mac', known?.mac ?? null),
      vswitch,
      port: fields.numberOrNull('port', chosenPort ?? keptPort),
      vlanId: fields.numberOrNull('vlanId', known?.vlanId ?? null),
    });
  },
  tunables: () => undefined,
};

/** Ports that the planner chose, from the command lines: `...:vswitch:vmlan4:portid:7`. */
function portsOfSteps(steps: Plan['steps']): ReadonlyMap<string, number> {
  const ports = new Map<string, number>();
  for (const { address, command } of steps) {
    for (const word of command) {
      const found = /^network:.{1,256}:portid:(\d{1,9})$/.exec(word)?.[1];
      if (found !== undefined) ports.set(address, Number(found));
    }
  }
  return ports;
}
