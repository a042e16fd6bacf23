import { harmsInAnyOrder, situationWith } from '../../test/hosts/harms-of-clause';
import { atOnce } from './at-once';

const COMMANDS = ['hpvmnet -S vmlan4 -h', 'hpvmnet -b -S vmlan4', 'hpvmnet -S vmlan0 -h'];

test('a step does harm whenever it runs, and the others none', () => {
  const halts = {
    id: 'no-halt',
    source: 'nowhere',
    projections: (situation: Parameters<typeof atOnce>[0]) =>
      atOnce(situation, ({ action }) => (action.kind === 'halt-vswitch' ? `${action.vswitch} is halted` : undefined)),
  };
  expect(harmsInAnyOrder(halts, COMMANDS)).toEqual(['1: vmlan4 is halted', '3: vmlan0 is halted']);
  const found = halts.projections(situationWith(COMMANDS));
  expect(found.map(({ about, steps, start }) => ({ about, steps, start }))).toEqual([
    { about: 's01', steps: [0], start: {} },
    { about: 's03', steps: [2], start: {} },
  ]);
});
