import fc from 'fast-check';
import type { JsonValue } from '../../src/model/canonical-json';
import { isObjectValue, type ObjectValue, type Value } from '../../src/provider/protocol/value';
import { HOST_NETWORK_SCHEMA } from '../../src/provider/resource/host-network-schema';
import { KIND_MAPPINGS, type FieldMapping } from '../../src/provider/resource/kinds';
import type { SimulatedHost } from '../../src/simulator/simulated-host';
import { arbitraryDesiredHost, type DesiredDocument } from '../properties/arbitrary-desired-host';

const { attributes } = HOST_NETWORK_SCHEMA;

const DECLARED = { host: 'rack1/vmhost1', tunables: 'rack1/vmhost1/tunables' };

/** What one host is asked to be, in turn, and what decides everything else about it. */
export const arbitraryPairs = [fc.array(arbitraryDesiredHost, { minLength: 2, maxLength: 4 }), fc.integer()] as const;

/** Numbers from 0 to 1, the same for the same seed. */
export function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Somebody else is at work on the host. */
export async function meddleWith(host: SimulatedHost): Promise<void> {
  await host.run(['/usr/sbin/ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=7', '/etc/rc.config.d/hpvmconf']);
}

/** A document as somebody would write it in HCL. */
export function configOf(document: DesiredDocument, snapshot: string): ObjectValue {
  const kinds = Object.values(KIND_MAPPINGS).map(({ attribute, list, key, fields }): readonly [string, Value] => {
    const given = document[list] as JsonValue | undefined;
    if (given === undefined) return [attribute, null];
    if (key === undefined) return [attribute, attributesOf(given as Readonly<Record<string, JsonValue>>, fields)];
    const items = given as readonly Readonly<Record<string, JsonValue>>[];
    return [
      attribute,
      Object.fromEntries(
        items.map((item) => [
          list === 'guestNics' ? `${item['guest'] as string}:${item['slot'] as string}` : (item['name'] as string),
          attributesOf(item, fields),
        ]),
      ),
    ];
  });
  const nothing = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  return {
    ...nothing,
    host: 'vmhost1',
    accept_recalled: true,
    ...Object.fromEntries(kinds),
    snapshot,
    declared_at: DECLARED,
  };
}

function attributesOf(item: Readonly<Record<string, JsonValue>>, fields: readonly FieldMapping[]): ObjectValue {
  return Object.fromEntries(
    fields.map(({ attribute, property, toAttribute }) => {
      const value = item[property];
      if (value === undefined) return [attribute, null];
      return [attribute, toAttribute === undefined ? value : toAttribute(value)];
    }),
  );
}

/** The configuration with some of it put out of sight: whole maps, elements, or single values. */
export function withBlurred(config: ObjectValue, chance: () => number, hide: (value: Value) => Value): ObjectValue {
  const blur = (value: Value, depth: number): Value => {
    if (value === null || depth > 3) return value;
    if (chance() < 0.12) return hide(value);
    return isObjectValue(value)
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, blur(each, depth + 1)]))
      : value;
  };
  const kinds = Object.values(KIND_MAPPINGS).map(({ attribute }) => [attribute, blur(config[attribute] ?? null, 0)]);
  return { ...config, ...(Object.fromEntries(kinds) as ObjectValue) };
}

/** A document with some of its kinds: the more it holds, the more often it contradicts the host and is refused. */
export function someOf(document: DesiredDocument, chance: () => number): DesiredDocument {
  const lists = new Set(Object.values(KIND_MAPPINGS).map(({ list }) => list));
  return Object.fromEntries(Object.entries(document).filter(([name]) => !lists.has(name) || chance() < 0.6));
}

const written = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', lanInterfaces: [] };
const GROUP = {
  name: 'lan900',
  mode: 'MANUAL',
  ports: ['lan1', 'lan2', 'lan5', 'lan6', 'lan7'],
  loadBalancing: 'LB_MAC',
};

/** What seeds have found: the second plan begins with what nothing takes back (seed 1712970840). */
export const FOUND: readonly [documents: DesiredDocument[], chances: number][] = [
  [
    [
      {
        ...written,
        apaGroups: [GROUP],
        hostVlans: ['lan5001', 'lan5000'].map((name) => ({ name, uplink: 'lan4', vlanId: 20 })),
        vswitches: [],
        tunables: { macAddressFrames: 0 },
      },
      {
        ...written,
        apaGroups: [GROUP],
        guestNics: [{ guest: 'test02', slot: '0,5', vswitch: 'vmlan4', adapter: 'lan' }],
      },
    ],
    2,
  ],
];
