import type { JsonValue } from '../../model/canonical-json';
import { LOCALNET } from '../../model/names';
import type { ObservedHost } from '../../model/observed-host';
import type { ResourceKind } from '../../model/resource';
import type { ObjectValue, Value } from '../protocol/value';
import { KIND_MAPPINGS } from './kinds';

/** An object of the host in the words of a desired-state document, under its key. */
type Found = readonly [string, Readonly<Record<string, JsonValue>>];

/** What a host has of each kind: everything that could have been declared. */
const FOUND: { readonly [Kind in Exclude<ResourceKind, 'tunables'>]: (observed: ObservedHost) => readonly Found[] } = {
  lanInterface: ({ lanInterfaces }) =>
    lanInterfaces.flatMap(({ name, receiveChecksumOffload: received, transmitChecksumOffload: sent, aggregate }) =>
      received === null || received !== sent || aggregate !== null ? [] : [[name, { checksumOffload: received }]],
    ),
  apaGroup: ({ apaGroups }) =>
    apaGroups.flatMap(({ name, mode, ports, loadBalancing }) => {
      if (mode === 'Not_Enabled') return [];
      return [[name, { mode, ports, ...(loadBalancing === 'LB_HS' ? {} : { loadBalancing }) }]];
    }),
  hostVlan: ({ hostVlans }) => hostVlans.map(({ name, uplink, vlanId }) => [name, { uplink, vlanId }]),
  vswitch: ({ vswitches }) =>
    vswitches
      .filter(({ name }) => name !== LOCALNET)
      .map(({ name, uplink, state }) => [name, { uplink, ...(state === 'unknown' ? {} : { state }) }]),
  guestNic: ({ guestNics }) =>
    guestNics.map(({ guest, slot, vswitch, vlanId, adapter, port, mac }) => [
      `${guest}:${slot}`,
      {
        vswitch,
        adapter,
        mac,
        ...(port === null ? {} : { port }),
        ...(vlanId === 'unknown' || vswitch === LOCALNET ? {} : { vlanId }),
      },
    ]),
};

/** The state of a resource that was just imported: everything that is found on the host, so that code can be written from it. */
export function importedState(state: ObjectValue, observed: ObservedHost): ObjectValue {
  const kinds = Object.entries(FOUND).map(([kind, find]): readonly [string, Value] => {
    const { attribute, fields } = KIND_MAPPINGS[kind as ResourceKind];
    const map = find(observed).map(([key, properties]): readonly [string, Value] => [
      key,
      Object.fromEntries(
        fields.flatMap(({ attribute: name, property, toAttribute }): readonly (readonly [string, Value])[] => {
          const value = properties[property];
          if (value === undefined) return [];
          return [[name, toAttribute === undefined ? value : toAttribute(value)]];
        }),
      ),
    ]);
    return [attribute, map.length === 0 ? null : Object.fromEntries(map)];
  });
  const { macAddressFrames } = observed.tunables;
  return {
    ...state,
    ...Object.fromEntries(kinds),
    tunables: macAddressFrames === null ? null : { mac_address_frames: macAddressFrames },
  };
}
