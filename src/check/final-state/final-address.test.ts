import { promiseOf } from '../../../test/hosts/goals-of';
import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';

const plumb = (name: string, address: string): string => `ifconfig ${name} inet ${address} netmask 255.255.255.0 up`;

test('an address that the VM host had may be put on an interface', () => {
  expect(harmsInSequence(promiseOf(), ['ifconfig lan4 unplumb', plumb('lan4', '192.1.2.205')])).toEqual([]);
});

test('an address that the VM host did not have is not put on an interface', () => {
  expect(harmsInSequence(promiseOf(), [plumb('lan3', '192.1.2.206')])).toEqual([
    '1: lan3 gets 192.1.2.206, which the VM host did not have',
  ]);
  expect(
    promiseOf()
      .projections(situationWith(['ifconfig lan4 unplumb', plumb('lan3', '192.1.2.206'), plumb('lan4', '192.1.2.205')]))
      .map(({ steps }) => steps),
  ).toEqual([[1]]);
});
