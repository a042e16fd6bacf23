import { guestNic, quickStartHost } from '../../../test/hosts/quick-start-host';
import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { infoDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { spreadBusyVswitch as rule } from './spread-busy-vswitch';

type Change = (host: ObservedHost) => Partial<ObservedHost>;

/** The host with this many more guests, g01, g02... on a vswitch, each with two NICs there, and then changed. */
function withGuestsOn(
  vswitch: string,
  count: number,
  state: 'on' | 'off' | 'unknown' = 'on',
  change: Change = () => ({}),
): Partial<ObservedHost> {
  const host = quickStartHost();
  const names = Array.from({ length: count }, (_, index) => `g${String(index + 1).padStart(2, '0')}`);
  const busy = {
    ...host,
    guests: [
      ...host.guests,
      ...names.map((name, index) => ({ ...host.guests[0], name, number: 10 + index, state }) as never),
    ],
    guestNics: [
      ...host.guestNics,
      ...names.flatMap((name, index) =>
        [0, 1].map((device) =>
          guestNic(
            name,
            `0,${String(device)}`,
            'avio_lan',
            `0x0a00000000${String(10 + index)}`,
            vswitch,
            20 + 2 * index + device,
          ),
        ),
      ),
    ],
  };
  return { ...busy, ...change(busy) };
}

/** app01 gets a NIC on a vswitch. */
const nicOn = (vswitch: string) => ({ guestNics: [{ guest: 'app01', slot: '0,3', vswitch, adapter: 'avio_lan' }] });
const summaries = (lists: object, changes: Partial<ObservedHost>) =>
  said(planByRules([rule], lists, changes)).map(({ summary }) => summary);
const vswitchesOf =
  (changes: Readonly<Record<string, object>>): Change =>
  (host) => ({ vswitches: host.vswitches.map((each) => ({ ...each, ...changes[each.name] })) });

test('it is advice, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'spread-busy-vswitch', severity: 'warning', basis: 'documented' });
});

test('eight running guests on a vswitch are no news, the ninth is, and the advice names the vswitch with the fewest', () => {
  // db01 and web01 are on vmlan4, app01 comes.
  expect(said(planByRules([rule], nicOn('vmlan4'), withGuestsOn('vmlan4', 5)))).toEqual([]);
  const plan = planByRules([rule], nicOn('vmlan4'), withGuestsOn('vmlan4', 6));
  expect(said(plan)).toEqual([
    infoDiagnostic(
      'spread-busy-vswitch',
      '9 running guests share vswitch vmlan4, and 0 use vmlan0',
      'For more throughput HP advises several vswitches with the guests spread over them (Release Notes 4.2.5, 7.2.17, p. 75). ' +
        'No figure is published; more than 8 is what this tool calls many.\n' +
        'If vmlan0 on lan0 leads to the same network, place guests with spread() of the construct library.',
      'guestNic.app01:0,3',
    ),
  ]);
  expect(plan.status).toBe('ready');
});

test('a NIC that is moved there counts, one that only gets another port does not', () => {
  const moved = { guestNics: [{ guest: 'app01', slot: '0,1', vswitch: 'vmlan4' }] };
  expect(summaries(moved, withGuestsOn('vmlan4', 6))).toEqual([
    '9 running guests share vswitch vmlan4, and 0 use vmlan0',
  ]);
  const otherPort = { guestNics: [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan4', port: 90 }] };
  expect(summaries(otherPort, withGuestsOn('vmlan4', 8))).toHaveLength(0);
});

test('a plan that adds nothing there says nothing of it', () => {
  expect(summaries(nicOn('vmlan0'), withGuestsOn('vmlan4', 8))).toHaveLength(0);
  expect(
    summaries({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 5 }] }, withGuestsOn('vmlan4', 8)),
  ).toHaveLength(0);
});

test('guests that leave in the plan, and stopped ones, do not count; one in an unknown state does', () => {
  const leaving = withGuestsOn('vmlan4', 6, 'on', () => ({ ownedAddresses: ['guestNic.web01:0,1'] }));
  expect(summaries(nicOn('vmlan4'), leaving)).toHaveLength(0);
  expect(summaries(nicOn('vmlan4'), withGuestsOn('vmlan4', 9, 'off'))).toHaveLength(0);
  expect(summaries(nicOn('vmlan4'), withGuestsOn('vmlan4', 6, 'unknown'))).toHaveLength(1);
});

test('the guests of the other vswitch are counted too, and it must have at least two fewer', () => {
  const spread =
    (count: number): Change =>
    (host) => {
      const guests = host.guests.slice(0, count).map(({ name }) => name);
      const more = guests.map((name, index) =>
        guestNic(name, '3,3', 'avio_lan', `0x0a00000001${String(10 + index)}`, 'vmlan0', 50 + index),
      );
      const onlyTwo = host.vswitches.filter(({ name }) => name === 'vmlan4' || name === 'vmlan0');
      return { guestNics: [...host.guestNics, ...more], vswitches: onlyTwo };
    };
  // The fourth guest of the list, test01, is off.
  expect(summaries(nicOn('vmlan4'), withGuestsOn('vmlan4', 6, 'on', spread(8)))).toEqual([
    '9 running guests share vswitch vmlan4, and 7 use vmlan0',
  ]);
  expect(summaries(nicOn('vmlan4'), withGuestsOn('vmlan4', 6, 'on', spread(9)))).toHaveLength(0);
});

describe('another vswitch takes them only when it', () => {
  const others = (facts: object): Partial<ObservedHost> =>
    withGuestsOn('vmlan4', 6, 'on', vswitchesOf({ vmlan0: facts, vmlan900: facts }));

  test.each([
    ['is up', { state: 'down' }],
    ['has an uplink', { uplink: null }],
    ['has another uplink', { uplink: 'lan4' }],
    ['may be shared', { isShareable: false }],
  ])('%s', (_what, facts) => {
    expect(summaries(nicOn('vmlan4'), others(facts))).toHaveLength(0);
  });

  test('may be shared as far as is known', () => {
    expect(summaries(nicOn('vmlan4'), others({ isShareable: null }))).toHaveLength(1);
  });
});

test('the one with the fewest is named, wherever it stands in the list', () => {
  const atVmlan0: Change = (host) => ({
    guestNics: [
      ...host.guestNics,
      ...host.guests
        .slice(4, 9)
        .map(({ name }, index) =>
          guestNic(name, '3,3', 'avio_lan', `0x0a00000001${String(10 + index)}`, 'vmlan0', 50 + index),
        ),
    ],
  });
  expect(summaries(nicOn('vmlan4'), withGuestsOn('vmlan4', 6, 'on', atVmlan0))).toEqual([
    '9 running guests share vswitch vmlan4, and 2 use vmlan900',
  ]);
});

test('a guest that is not listed counts as running', () => {
  const unlisted: Change = (host) => ({ guests: host.guests.filter(({ name }) => name !== 'g01') });
  expect(summaries(nicOn('vmlan4'), withGuestsOn('vmlan4', 6, 'on', unlisted))).toHaveLength(1);
});

test('a vswitch that is not listed has no uplink that is known', () => {
  const hidden: Change = (host) => ({ vswitches: host.vswitches.filter(({ name }) => name !== 'localnet') });
  const lists = { guestNics: [{ guest: 'test01', slot: '0,3', vswitch: 'localnet', adapter: 'lan' }] };
  expect(summaries(lists, withGuestsOn('localnet', 12, 'on', hidden))).toHaveLength(0);
});

test('a vswitch that the plan makes takes them', () => {
  const only = withGuestsOn('vmlan4', 6, 'on', (host) => ({
    vswitches: host.vswitches.filter(({ name }) => name === 'vmlan4'),
  }));
  expect(summaries(nicOn('vmlan4'), only)).toHaveLength(0);
  expect(summaries({ vswitches: [{ name: 'new3', uplink: 'lan3' }], ...nicOn('vmlan4') }, only)).toEqual([
    '9 running guests share vswitch vmlan4, and 0 use new3',
  ]);
});

test('a guest-only vswitch has no uplink that could be too narrow', () => {
  const lists = { guestNics: [{ guest: 'test01', slot: '0,3', vswitch: 'localnet', adapter: 'lan' }] };
  expect(summaries(lists, withGuestsOn('localnet', 12))).toHaveLength(0);
});
