import { documentOf, hostInStack } from '../test/constructs/synthesized-host';
import { spread } from './spread';
import { VSwitch } from './vswitch';

const GUESTS = ['web02', 'app01', 'web01', 'db01', 'db02', 'web03'];

describe('spread', () => {
  test('gives each guest a vswitch to connect to, sorted by guest and in balance', () => {
    const host = hostInStack();
    const vswitches = [new VSwitch(host, 'vmlan4'), new VSwitch(host, 'vmlan900')];
    for (const { guest, vswitch } of spread(GUESTS, vswitches)) vswitch.connect(guest, { guest, slot: '0,1' });
    const nics = documentOf(host).guestNics ?? [];
    expect(nics.map((nic) => `${nic.guest} ${String(nic.vswitch)}`).sort()).toEqual([
      'app01 vmlan4',
      'db01 vmlan900',
      'db02 vmlan900',
      'web01 vmlan900',
      'web02 vmlan4',
      'web03 vmlan4',
    ]);
  });

  test('also takes names, and heeds weights and where the guests are', () => {
    const current = { app01: 'vmlan4', db01: 'vmlan4', db02: 'vmlan4', web01: 'vmlan900', toString: 'vmlan4' };
    const placed = spread(GUESTS, ['vmlan900', 'vmlan4'], { weights: { vmlan4: 2 }, current });
    expect(placed.map(({ guest, vswitch }) => [guest, vswitch])).toEqual([
      ['app01', 'vmlan4'],
      ['db01', 'vmlan4'],
      ['db02', 'vmlan4'],
      ['web01', 'vmlan900'],
      ['web02', 'vmlan900'],
      ['web03', 'vmlan4'],
    ]);
  });

  test('of no guests is nothing, with or without a vswitch', () => {
    expect(spread([], [])).toEqual([]);
    expect(spread([], ['vmlan4'])).toEqual([]);
  });

  test('does not take the names of built-in properties for placements or weights', () => {
    expect(spread(['constructor'], ['__proto__', 'vmlan4'], { current: {} })).toHaveLength(1);
    expect(spread(['__proto__', 'toString'], ['vmlan4'])).toEqual([
      { guest: '__proto__', vswitch: 'vmlan4' },
      { guest: 'toString', vswitch: 'vmlan4' },
    ]);
  });

  test.each([
    ['guests without a vswitch', () => spread(GUESTS, []), 'there is no vswitch to spread the guests over'],
    ['a guest twice', () => spread(['a', 'b', 'a'], ['v']), 'guest "a" is given twice'],
    ['a vswitch twice', () => spread(['a'], ['v', 'v']), 'vswitch "v" is given twice'],
    ['a weight of 0', () => spread([], ['v'], { weights: { v: 0 } }), 'the weight of vswitch "v" is 0, allowed are'],
    ['half a weight', () => spread([], ['v'], { weights: { v: 1.5 } }), 'the weight of vswitch "v" is 1.5'],
    ['a weight too many', () => spread([], ['v'], { weights: { w: 2 } }), 'there is no vswitch "w" for the weight 2'],
  ])('refuses %s', (_what, call, message) => {
    expect(call).toThrow(message);
  });
});
