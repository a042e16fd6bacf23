import fc from 'fast-check';

import { ADAPTER_TYPES, LOAD_BALANCING } from '../../src/model/desired-host';
import type { DesiredDocument } from '../../src/desired/desired-schema';

/** Any subset of an object's optional properties that JSON could leave out. */
function partial<T extends object>(
  required: Partial<T>,
  optional: { [Key in keyof T]?: fc.Arbitrary<T[Key]> },
): fc.Arbitrary<T> {
  const present = optional as { [Key in keyof T]: fc.Arbitrary<T[Key]> };
  return fc.record(present, { requiredKeys: [] }).map((values) => ({ ...required, ...values }) as unknown as T);
}

const from = fc.constantFrom('vmhost1/vmhost1/vmlan4', 'rack 1/vmhost1/tenant/web01');
const offload = fc.constantFrom('on' as const, 'off' as const);
const protect = fc.constant(true as const);
const maxOutageSeconds = fc.constantFrom(0, 0.5, 30, 86_400);
const vlanId = fc.integer({ min: 0, max: 4094 });

const lanInterfaces = fc
  .uniqueArray(fc.integer({ min: 0, max: 12 }))
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        partial<NonNullable<DesiredDocument['lanInterfaces']>[number]>(
          { name: `lan${String(number)}` },
          { checksumOffload: offload, protect, from },
        ),
      ),
    ),
  );

/** Groups over lan20 and upward, two ports each, so that no port is in two groups and none is the uplink of a vswitch. */
const apaGroups = fc.uniqueArray(fc.integer({ min: 900, max: 912 })).chain((numbers) =>
  fc.tuple(
    ...numbers.map((number, index) =>
      partial<NonNullable<DesiredDocument['apaGroups']>[number]>(
        { name: `lan${String(number)}` },
        {
          mode: fc.constantFrom('MANUAL' as const, 'FEC_AUTO' as const, 'LACP_AUTO' as const),
          ports: fc.shuffledSubarray([`lan${String(20 + 2 * index)}`, `lan${String(21 + 2 * index)}`], {
            minLength: 1,
          }),
          loadBalancing: fc.constantFrom(...LOAD_BALANCING),
          protect,
          from,
        },
      ),
    ),
  ),
);

const hostVlans = fc
  .uniqueArray(fc.integer({ min: 5000, max: 8999 }), { maxLength: 5 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number, index) =>
        partial<NonNullable<DesiredDocument['hostVlans']>[number]>(
          { name: `lan${String(number)}` },
          { uplink: fc.constant(`lan${String(index)}`), vlanId, protect, from },
        ),
      ),
    ),
  );

type Vswitch = NonNullable<DesiredDocument['vswitches']>[number];

const vswitches = fc.uniqueArray(fc.stringMatching(/^vs[A-Za-z0-9_-]{0,6}$/), { maxLength: 6 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      partial<Vswitch>(
        { name },
        {
          uplink: fc.option(fc.constantFrom('lan4', 'lan900'), { nil: null }),
          standbyUplink: fc.constantFrom('lan5', 'lan901'),
          state: fc.constantFrom('up' as const, 'down' as const),
          maxOutageSeconds,
          protect,
          from,
        },
      ).map(withoutLoneStandby),
    ),
  ),
);

/** A standby stands in for an uplink. */
function withoutLoneStandby({ standbyUplink, ...vswitch }: Vswitch): Vswitch {
  const hasBoth = standbyUplink !== undefined && typeof vswitch.uplink === 'string';
  return hasBoth ? { ...vswitch, standbyUplink } : vswitch;
}

const guestNics = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('db01', 'web01', 'app-01.x'),
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 0, max: 7 }),
    ),
    {
      selector: String,
      maxLength: 8,
    },
  )
  .chain((identities) =>
    fc.tuple(
      ...identities.map(([guest, bus, device], index) =>
        partial<NonNullable<DesiredDocument['guestNics']>[number]>(
          { guest, slot: `${String(bus)},${String(device)}` },
          {
            vswitch: fc.constantFrom('vsweb', 'localnet'),
            vlanId: fc.option(vlanId, { nil: null }),
            adapter: fc.constantFrom(...ADAPTER_TYPES, 'aviolan' as const),
            port: fc.constant(index),
            mac: fc.constantFrom(`0x1666F3F84E0${String(index)}`, `16-66-f3-f8-4e-0${String(index)}`),
            maxOutageSeconds,
            protect,
            from,
          },
        ),
      ),
    ),
  );

/** Documents without any error, in every spelling and order; for property tests. */
export const arbitraryDesiredDocument: fc.Arbitrary<DesiredDocument> = partial<DesiredDocument>(
  { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' },
  {
    connection: fc.constantFrom({ address: 'vmhost1.example.net' }, { address: '::1', port: 2222, user: 'root' }),
    lanInterfaces,
    apaGroups,
    hostVlans,
    vswitches,
    guestNics,
    tunables: partial<NonNullable<DesiredDocument['tunables']>>(
      {},
      { macAddressFrames: fc.integer({ min: 0, max: 30 }), protect, from },
    ),
  },
);

/** The same document with its lists, and the properties of its elements, in another order. */
export function reordered(document: DesiredDocument): fc.Arbitrary<DesiredDocument> {
  return fc.infiniteStream(fc.nat()).map((numbers) => reorder(document, numbers) as DesiredDocument);
}

function reorder(value: unknown, numbers: Iterator<number>): unknown {
  if (Array.isArray(value))
    return shuffle(
      value.map((element) => reorder(element, numbers)),
      numbers,
    );
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, reorder(entry, numbers)] as const);
  return Object.fromEntries(shuffle(entries, numbers));
}

function shuffle<T>(elements: readonly T[], numbers: Iterator<number>): readonly T[] {
  return elements
    .map((element) => ({ element, weight: numbers.next().value as number }))
    .sort((left, right) => left.weight - right.weight)
    .map(({ element }) => element);
}
