import type { DesiredHost } from '../model/desired-host';
import type { InterfaceName } from '../model/names';
import { interfaceClassOf } from '../model/ppa';
import { resourceAddress, type ResourceAddress } from '../model/resource';
import { requiredLanInterfaces } from './derived-requirements';
import { isGone, type GoneKind } from './is-gone';
import type { ObservedIndex } from './resource-difference';

/** Something that a document names and that is not on the host, where a complete listing would show it. */
export interface GoneObject {
  readonly kind: GoneKind;
  readonly identity: string;
  /** Resource address, or `guest.db01` for a guest as a whole. */
  readonly address: string;
  /** What is declared and needs it, in the order of the document; without itself. */
  readonly neededBy: readonly ResourceAddress[];
}

/**
 * What a document names, what is gone from the host, and what no plan can make: NICs and guests, aggregates that APA does not offer,
 * and what the document says too little of. Unknown is not absent: where the listing, or what is known of the object, has a gap, it
 * is not among them.
 */
export function goneObjects(desired: DesiredHost, observed: ObservedIndex): readonly GoneObject[] {
  const gone = new Map<string, { kind: GoneKind; identity: string; neededBy: Set<ResourceAddress> }>();
  for (const { kind, identity, by } of namedObjects(desired, observed)) {
    const address = goneAddress(kind, identity);
    const known = gone.get(address);
    if (known === undefined && !isGone(kind, identity, desired, observed)) continue;
    const object = known ?? { kind, identity, neededBy: new Set() };
    if (by !== undefined) object.neededBy.add(by);
    gone.set(address, object);
  }
  return [...gone].map(([address, { neededBy, ...object }]) => ({ ...object, address, neededBy: [...neededBy] }));
}

/** Address of something that may be gone: that of a resource, or `guest.db01`. */
function goneAddress(kind: GoneKind, identity: string): string {
  return kind === 'guest' ? `guest.${identity}` : resourceAddress(kind, identity);
}

interface NamedObject {
  readonly kind: GoneKind;
  readonly identity: string;
  /** What names it; absent where it is declared itself. */
  readonly by?: ResourceAddress;
}

function namedObjects(desired: DesiredHost, observed: ObservedIndex): readonly NamedObject[] {
  return [
    ...requiredLanInterfaces(desired, observed).required.map(({ name }): NamedObject => ({
      kind: 'lanInterface',
      identity: name,
    })),
    ...(desired.apaGroups ?? []).flatMap(({ name, ports = [] }) => [
      { kind: 'apaGroup', identity: name } as const,
      ...ports.map((port) => namedInterface(port, resourceAddress('apaGroup', name))),
    ]),
    ...(desired.hostVlans ?? []).flatMap(({ name, uplink }) => [
      { kind: 'hostVlan', identity: name } as const,
      ...(uplink === undefined ? [] : [namedInterface(uplink, resourceAddress('hostVlan', name))]),
    ]),
    ...(desired.vswitches ?? []).flatMap(({ name, uplink, standbyUplink }) =>
      [uplink, standbyUplink].flatMap((each) =>
        each === undefined || each === null ? [] : [namedInterface(each, resourceAddress('vswitch', name))],
      ),
    ),
    ...(desired.guestNics ?? []).flatMap(({ guest, slot, vswitch }): readonly NamedObject[] => {
      const identity = `${guest}:${slot}`;
      const by = resourceAddress('guestNic', identity);
      return [
        { kind: 'guest', identity: guest, by },
        { kind: 'guestNic', identity },
        ...(vswitch === undefined ? [] : [{ kind: 'vswitch' as const, identity: vswitch, by }]),
      ];
    }),
  ];
}

function namedInterface(name: InterfaceName, by: ResourceAddress): NamedObject {
  return { kind: interfaceClassOf(name) === 'aggregate' ? 'apaGroup' : 'lanInterface', identity: name, by };
}
