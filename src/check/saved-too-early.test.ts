import { stepOf } from '../../test/hosts/harms-of-clause';
import { PartialOrder } from './partial-order';
import { savedTooEarly } from './saved-too-early';

const RUN = 'ifconfig lan3 unplumb';
const SAVE = 'nwmgr -s -A all --sa --fr cu -c lan4';

/** The saving step, and the running one that it may run before: `s03 before s01`. */
function early(commands: readonly string[], waitsFor: readonly (readonly number[])[]): string | undefined {
  const found = savedTooEarly(commands.map(stepOf), new PartialOrder(waitsFor));
  return found === undefined ? undefined : `${found.save.id} before ${found.running.id}`;
}

test('a step that saves waits for every running step', () => {
  expect(early([RUN, RUN, SAVE], [[], [], [0, 1]])).toBeUndefined();
  expect(early([RUN, RUN, SAVE], [[], [0], [1]])).toBeUndefined();
  expect(early([RUN, RUN, SAVE], [[], [], [0]])).toBe('s03 before s02');
  expect(early([RUN, RUN, SAVE], [[], [], []])).toBe('s03 before s01');
  expect(early([SAVE, RUN], [[], [0]])).toBe('s01 before s02');
});

test('a step that saves behind another that waits for all is late enough', () => {
  expect(early([RUN, SAVE, SAVE], [[], [0], [1]])).toBeUndefined();
  expect(early([RUN, SAVE, SAVE], [[], [0], []])).toBe('s03 before s01');
  expect(early([RUN, SAVE, SAVE, SAVE], [[], [0], [1], [2]])).toBeUndefined();
});

test('of steps that save one after the other only the first is compared with all that run', () => {
  let looks = 0;
  class Counting extends PartialOrder {
    override isBefore(earlier: number, later: number): boolean {
      looks += 1;
      return super.isBefore(earlier, later);
    }
  }
  const commands = [RUN, RUN, SAVE, SAVE, SAVE];
  expect(savedTooEarly(commands.map(stepOf), new Counting([[], [], [0, 1], [2], [3]]))).toBeUndefined();
  expect(looks).toBe(2);
});

test('where nothing saves, or nothing runs, nothing is early', () => {
  expect(early([RUN, RUN], [[], []])).toBeUndefined();
  expect(early([SAVE, SAVE], [[], []])).toBeUndefined();
});
