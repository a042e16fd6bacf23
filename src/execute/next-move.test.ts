import type { SeenRecord } from './follow-run';
import { nextMove, type Move, type MoveInput } from './next-move';

const SEEN = { kind: 'seen', run: 'present', runner: 'gone', over: null, isHooked: false, owes: false } as SeenRecord;

function moveFor(seen: Partial<SeenRecord>, rest: Partial<Omit<MoveInput, 'seen'>> = {}): Move {
  const none = { hasBegun: false, isFound: false, takeOvers: 0, looksAtBeginning: 0 };
  return nextMove({ ...none, ...rest, seen: { ...SEEN, ...seen } });
}

test('a run that has not come to the host is called off, unless it was there once', () => {
  expect(moveFor({ run: 'absent' })).toBe('call-off');
  expect(moveFor({ run: 'prevented' })).toBe('never-began');
  expect(moveFor({ run: 'absent' }, { hasBegun: true })).toBe('records-gone');
  expect(moveFor({ run: 'prevented' }, { isFound: true })).toBe('records-gone');
});

test('nobody takes over what somebody works on', () => {
  expect(moveFor({ runner: 'alive' }, { hasBegun: true, takeOvers: 3 })).toBe('wait');
});

test('a run in which nothing has begun is asked to stop once, looked at five times, and given up as not begun', () => {
  const moves = [0, 1, 4, 5].map((looksAtBeginning) => moveFor({}, { looksAtBeginning }));
  expect(moves).toEqual(['ask-to-stop', 'look-again', 'look-again', 'never-began']);
});

test('what nobody works on is taken up three times at most, and twice where its end is certain', () => {
  const takeOvers = [0, 1, 2, 3];
  const untilGivenUp = ['take-over', 'take-over', 'take-over', 'give-up'];
  expect(takeOvers.map((times) => moveFor({}, { hasBegun: true, takeOvers: times }))).toEqual(untilGivenUp);
  expect(takeOvers.map((times) => moveFor({ owes: true }, { takeOvers: times }))).toEqual(untilGivenUp);
  const ended = takeOvers.map((times) => moveFor({ over: 'applied' }, { hasBegun: true, takeOvers: times }));
  expect(ended).toEqual(['take-over', 'take-over', 'over', 'over']);
});
