import { harmsInSequence } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedGuest, ObservedHost } from '../../model/observed-host';
import { guestMustBeOff } from './guest-must-be-off';

const VERBS = ['-a', '-m', '-d'];

const command = (verb: string, adapter: string, guest = 'test01'): string =>
  `hpvmmodify -P ${guest} ${verb} network:${adapter}:0,1:vswitch:vmlan0:portid:1`;

function test01(changes: Partial<ObservedGuest>, integrityVmVersion: string | null = 'B.04.20.05') {
  const host = quickStartHost();
  return {
    guests: host.guests.map((guest) => (guest.name === 'test01' ? { ...guest, ...changes } : guest)),
    platform: { ...host.platform, integrityVmVersion },
  } satisfies Partial<ObservedHost>;
}

const WAITS = '1: guest test01 is not off: the change waits for its next start';
const PENDING = '1: guest test01 has, or may have, a pending configuration';

test.each(VERBS)('a guest that is off takes every change: %s', (verb) => {
  expect(harmsInSequence(guestMustBeOff, [command(verb, 'lan')])).toEqual([]);
  expect(harmsInSequence(guestMustBeOff, [command(verb, 'avio_lan')])).toEqual([]);
});

test.each(['on', 'unknown'] as const)('a guest that is %s takes AVIO NICs, and gives them, from 4.1 on', (state) => {
  const harms = (verb: string, adapter: string, release?: string | null) =>
    harmsInSequence(guestMustBeOff, [command(verb, adapter)], test01({ state }, release));
  for (const verb of ['-a', '-d']) {
    expect(harms(verb, 'avio_lan')).toEqual([]);
    expect(harms(verb, 'avio_lan', 'B.04.10')).toEqual([]);
    expect(harms(verb, 'avio_lan', 'B.04.00')).toEqual([WAITS]);
    expect(harms(verb, 'avio_lan', null)).toEqual([WAITS]);
    expect(harms(verb, 'lan')).toEqual([WAITS]);
  }
  expect(harms('-m', 'avio_lan')).toEqual([WAITS]);
  expect(harms('-m', 'lan')).toEqual([WAITS]);
});

test.each(VERBS)('nothing is changed on top of a pending configuration: %s', (verb) => {
  const harms = (hasPendingConfiguration: boolean | null, state: 'on' | 'off') =>
    harmsInSequence(guestMustBeOff, [command(verb, 'avio_lan')], test01({ hasPendingConfiguration, state }));
  expect(harms(true, 'off')).toEqual([PENDING]);
  expect(harms(null, 'off')).toEqual([PENDING]);
  expect(harms(true, 'on')).toEqual([PENDING]);
});

test.each(VERBS)('a guest that is not on the host is not known: %s', (verb) => {
  expect(harmsInSequence(guestMustBeOff, [command(verb, 'avio_lan', 'new')])).toEqual(['1: guest new is not known']);
});

test('what is no change of a guest is not asked about', () => {
  const commands = ['hpvmnet -S vmlan0 -u portid:1:vlanid:20', 'hpvmnet -S vmlan0 -h'];
  expect(harmsInSequence(guestMustBeOff, commands, test01({ state: 'on', hasPendingConfiguration: true }))).toEqual([]);
});
