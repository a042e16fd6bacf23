import fc from 'fast-check';
import { z } from 'zod';
import { parseGuestSlot } from '../model/guest-slot';
import { parseMacAddress } from '../model/mac-address';
import { parseGuestName, parseInterfaceName, parseVswitchName } from '../model/names';
import { decodeObservedHost } from './decode-observed-host';
import { observedHostSchema } from './observed-host-schema';

const EMPTY = {
  formatVersion: '1',
  kind: 'hpvm-observed-host',
  host: 'vmhost1',
  observedAt: '2026-11-22T10:00:00Z',
  platform: { nodeName: 'vmhost1', osRelease: 'B.11.31', model: null, integrityVmVersion: null },
  lanInterfaces: [],
  apaGroups: [],
  hostVlans: [],
  vswitches: [],
  guests: [],
  guestNics: [],
  addresses: [],
  netconf: [],
  ipv6Interfaces: [],
  saved: null,
  tunables: { macAddressFrames: null },
  promiscuousPrograms: [],
  cluster: { vswitchmgr: 'absent', serviceguard: 'unknown' },
  managementPath: { address: null, interface: null },
  ownedAddresses: [],
  unfinishedRun: null,
  measuredDurations: [],
  coverage: [],
};
const NIC = { guest: 'g', slot: '0,1', adapter: 'lan', mac: '0x0a0000000001', vswitch: 'web', port: 1, vlanId: null };

const refusals = (difference: object) =>
  decodeObservedHost({ ...EMPTY, ...difference }, 'a.json').diagnostics.map(
    ({ code, address }) => `${code} ${address ?? ''}`,
  );

test('a snapshot of an empty host is read', () => {
  expect(decodeObservedHost(EMPTY, 'a.json')).toEqual({ ok: true, value: EMPTY, diagnostics: [] });
});

test.each([null, 7, 'text', [], {}])('%p is no snapshot', (json) => {
  expect(decodeObservedHost(json, 'a.json')).toMatchObject({ ok: false });
});

test('everything wrong is named with its path', () => {
  expect(
    refusals({ guestNics: [NIC, { ...NIC, slot: '0,9', vlanId: 4095 }], tunables: { macAddressFrames: 31 } }),
  ).toEqual([
    'invalid-snapshot /guestNics/1/slot',
    'invalid-snapshot /guestNics/1/vlanId',
    'invalid-snapshot /tunables/macAddressFrames',
  ]);
});

test('a snapshot of a version that did not read durations has none', () => {
  const { measuredDurations, ...old } = EMPTY;
  expect(decodeObservedHost(old, 'a.json')).toMatchObject({ value: { measuredDurations } });
  const halt = { operation: 'vswitch-halt', samples: 3, minSeconds: 0, medianSeconds: 0.5, maxSeconds: 2 };
  expect(refusals({ measuredDurations: [halt] })).toEqual([]);
  expect(refusals({ measuredDurations: [{ ...halt, minSeconds: -1 }] })).toEqual([
    'invalid-snapshot /measuredDurations/0/minSeconds',
  ]);
});

test('an unknown property is an error, at any depth', () => {
  expect(refusals({ extra: 1 })).toHaveLength(1);
  expect(refusals({ guestNics: [{ ...NIC, extra: 1 }] })).toEqual(['invalid-snapshot /guestNics/0']);
});

test('a snapshot of another format version is refused', () => {
  expect(refusals({ formatVersion: '2' })).toEqual(['wrong-format-version /formatVersion']);
});

test('a snapshot from before IPv6 was looked for does not say that there is none', () => {
  const { ipv6Interfaces: _, ...old } = EMPTY;
  expect(decodeObservedHost(old, 'a.json')).toMatchObject({ ok: true, value: { ipv6Interfaces: null } });
});

test('a snapshot from before the saved configuration was read has an unknown one', () => {
  const { saved: _, ...old } = EMPTY;
  expect(decodeObservedHost(old, 'a.json')).toMatchObject({ ok: true, value: { saved: null } });
});

test('an unknown VLAN stays unknown', () => {
  expect(decodeObservedHost({ ...EMPTY, guestNics: [{ ...NIC, vlanId: 'unknown' }] }, 'a.json')).toMatchObject({
    value: { guestNics: [{ vlanId: 'unknown' }] },
  });
});

test('a JSON Schema can be generated that knows the top-level properties', () => {
  const schema = z.toJSONSchema(observedHostSchema);
  expect(Object.keys(schema.properties ?? {})).toEqual(Object.keys(EMPTY));
  expect(schema.additionalProperties).toBe(false);
});

describe('the schema accepts a name exactly when the model does', () => {
  const element = (list: 'lanInterfaces' | 'vswitches' | 'guests' | 'guestNics', field: string, text: string) => {
    const wrong = decodeObservedHost({ ...EMPTY, [list]: [{ [field]: text }] }, 'a.json').diagnostics;
    return !wrong.some((each) => each.address === `/${list}/0/${field}`);
  };
  const candidates = fc.oneof(
    fc.string(),
    fc.stringMatching(/^lan\d{0,6}$/),
    fc.stringMatching(/^[\w.-]{0,10}$/),
    fc.stringMatching(/^\d,\d$/),
    fc.stringMatching(/^0x[0-9a-f]{11,13}$/),
  );

  test.each([
    ['lanInterfaces', 'name', (text: string) => parseInterfaceName(text) !== undefined],
    ['vswitches', 'name', (text: string) => parseVswitchName(text) !== undefined],
    ['guests', 'name', (text: string) => parseGuestName(text) !== undefined],
    ['guestNics', 'slot', (text: string) => parseGuestSlot(text) !== undefined],
    ['guestNics', 'mac', (text: string) => parseMacAddress(text) === text],
  ] as const)('%s/%s', (list, field, isKnown) => {
    fc.assert(
      fc.property(candidates, (text) => expect(element(list, field, text)).toBe(isKnown(text))),
      { numRuns: 500 },
    );
  });
});

test('what an earlier version did not record is unknown', () => {
  const { cluster: _, ...old } = EMPTY;
  const vswitch = { name: 'web', number: 1, state: 'up', uplink: null, mac: null, ipAddress: null, ports: [] };
  const guest = { name: 'g', number: 1, stateText: 'Off', state: 'off', hasPendingConfiguration: false };
  expect(decodeObservedHost({ ...old, vswitches: [vswitch], guests: [guest] }, 'a.json')).toMatchObject({
    value: {
      cluster: { vswitchmgr: 'unknown', serviceguard: 'unknown' },
      vswitches: [{ name: 'web', isShareable: null }],
      guests: [{ name: 'g', isModifiable: null }],
    },
  });
});
