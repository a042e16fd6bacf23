import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { guestLivesHere } from './guest-lives-here';

const HARM = 'guest test01 cannot be modified on this host';
const VERBS = ['-a', '-m', '-d'];

const command = (verb: string, guest = 'test01'): string =>
  `hpvmmodify -P ${guest} ${verb} network:lan:0,1:vswitch:vmlan0:portid:1`;

function modifiable(isModifiable: boolean | null): Pick<ObservedHost, 'guests'> {
  const { guests } = quickStartHost();
  return { guests: guests.map((guest) => (guest.name === 'test01' ? { ...guest, isModifiable } : guest)) };
}

test.each(VERBS)('a guest that was migrated away is not changed here: %s', (verb) => {
  expect(harmsInSequence(guestLivesHere, [command(verb)], modifiable(false))).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(guestLivesHere, [command(verb)], modifiable(true))).toEqual([]);
});

test('what nobody knows is not held against a guest, and another guest is another', () => {
  expect(harmsInSequence(guestLivesHere, [command('-a')], modifiable(null))).toEqual([]);
  expect(harmsInSequence(guestLivesHere, [command('-a', 'app01'), command('-a', 'new')], modifiable(false))).toEqual(
    [],
  );
});

test('every change of such a guest is told of', () => {
  const commands = [command('-d'), command('-a', 'app01'), command('-a')];
  const found = guestLivesHere.projections(situationWith(commands, modifiable(false)));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual(['s01: 0', 's03: 2']);
});
