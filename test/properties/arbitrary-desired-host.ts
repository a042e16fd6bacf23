import fc from 'fast-check';

/** A JSON document as a person might write it for the wide test host; it may still contradict itself. */
export type DesiredDocument = Readonly<Record<string, unknown>>;

/** NICs that may be in a group; each document puts them into lan900, into lan901, or into neither. */
const GROUP_PORTS = ['lan1', 'lan2', 'lan5', 'lan6', 'lan7'];

const RUNNING = ['web01', 'db01', 'app01'];
const STOPPED = ['test01', 'test02'];

/** Drops properties that are undefined, as JSON does, so that shrinking shows small documents. */
function optional<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 3 });
}

const groupShape = fc.record({
  mode: fc.constantFrom('MANUAL', 'LACP_AUTO', 'FEC_AUTO', 'LAN_MONITOR'),
  loadBalancing: fc.constantFrom('LB_MAC', 'LB_IP', 'LB_PORT'),
});

/** Groups over disjoint ports, so that ports move between groups from one document to the next. */
const apaGroups: fc.Arbitrary<readonly object[]> = fc
  .record({
    homes: fc.tuple(...GROUP_PORTS.map(() => fc.constantFrom('lan900', 'lan901', 'none'))),
    shapes: fc.tuple(groupShape, groupShape),
  })
  .map(({ homes, shapes }) =>
    ['lan900', 'lan901'].flatMap((name, index) => {
      const ports = GROUP_PORTS.filter((_, place) => homes[place] === name);
      const { mode, loadBalancing } = shapes[index] ?? {};
      if (ports.length < 2) return [];
      return [{ name, mode, ports, ...(mode === 'LAN_MONITOR' ? {} : { loadBalancing }) }];
    }),
  );

const vswitch = (name: string, uplinks: readonly (string | null)[]): fc.Arbitrary<object> =>
  fc.record({
    name: fc.constant(name),
    uplink: optional(fc.constantFrom(...uplinks)),
    state: optional(fc.constantFrom('up', 'up', 'up', 'down')),
  });

const guestNic = (guest: string, slot: string, isRunning: boolean): fc.Arbitrary<object> =>
  fc.record({
    guest: fc.constant(guest),
    slot: fc.constant(slot),
    vswitch: fc.constantFrom('vmlan4', 'vmlan4', 'vmlan900', 'vmlan900', 'vmlan0', 'vmlan3'),
    adapter: isRunning ? fc.constant('avio_lan') : fc.constantFrom('lan', 'avio_lan'),
    vlanId: optional(fc.oneof(fc.constant(null), fc.constantFrom(0, 20, 120, 4094))),
  });

const innerNic = (guest: string, slot: string): fc.Arbitrary<object> =>
  fc.record({
    guest: fc.constant(guest),
    slot: fc.constant(slot),
    vswitch: fc.constant('inner'),
    adapter: fc.constant('lan'),
  });

const retaggedNic = (guest: string, slot: string): fc.Arbitrary<object> =>
  fc.record({
    guest: fc.constant(guest),
    slot: fc.constant(slot),
    vlanId: fc.oneof(fc.constant(null), fc.constantFrom(0, 20, 120, 4094)),
  });

const hostVlan = (name: string): fc.Arbitrary<object> =>
  fc.record({
    name: fc.constant(name),
    uplink: fc.constantFrom('lan4', 'lan900', 'lan3'),
    vlanId: fc.constantFrom(20, 120, 130),
  });

/** Some of these, in any order. */
function someOf(...members: readonly fc.Arbitrary<object>[]): fc.Arbitrary<readonly object[]> {
  return fc.tuple(...members.map((member) => fc.option(member, { nil: undefined }))).chain((found) => {
    const present = found.filter((item): item is object => item !== undefined);
    return fc.shuffledSubarray(present, { minLength: present.length });
  });
}

/** Desired documents over the wide test host: every kind, several at once, some of them refusable. */
export const arbitraryDesiredHost: fc.Arbitrary<DesiredDocument> = fc
  .record({
    apaGroups: optional(apaGroups),
    hostVlans: optional(someOf(hostVlan('lan5000'), hostVlan('lan5001'))),
    lanInterfaces: optional(
      someOf(
        fc.record({ name: fc.constant('lan3'), checksumOffload: fc.constantFrom('on', 'off') }),
        fc.record({ name: fc.constant('lan4'), segmentationOffload: fc.constant('off') }),
      ),
    ),
    vswitches: optional(
      someOf(
        vswitch('vmlan3', ['lan3']),
        vswitch('vmlan4', ['lan4', 'lan4', 'lan901']),
        vswitch('vmlan900', ['lan900']),
        vswitch('vmlan0', ['lan0', 'lan0', 'lan3']),
        vswitch('twin3', ['lan3']),
        vswitch('inner', [null]),
      ),
    ),
    guestNics: optional(
      someOf(
        ...RUNNING.map((guest) => guestNic(guest, '0,4', true)),
        ...STOPPED.map((guest) => guestNic(guest, '0,4', false)),
        guestNic('test02', '0,5', false),
        innerNic('test01', '0,6'),
        guestNic('test01', '0,1', false),
        retaggedNic('web01', '0,1'),
        retaggedNic('db01', '0,1'),
        retaggedNic('db01', '0,2'),
      ),
    ),
    tunables: optional(fc.record({ macAddressFrames: fc.constantFrom(0, 1, 2, 30) })),
  })
  .map((lists) => ({ formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...lists }))
  .map((document) => JSON.parse(JSON.stringify(document)) as DesiredDocument);
