import { parseRecord } from './journal';
import { recordsInHostOrder } from './records-in-host-order';

/** Names the records by writer and place, in the order of the host. */
function ordered(...lines: readonly string[]): readonly string[] {
  const records = lines.flatMap((line) => parseRecord(`@hpvm r ${line}`) ?? []);
  return recordsInHostOrder(records).map(({ writer, sequence }) => `${writer}.${String(sequence)}`);
}

const at = (time: string): string => `at=2026-11-22T${time}Z`;

test('what was read journal by journal comes in the order of the host', () => {
  expect(
    ordered(
      `run.1 locked ${at('10:00:00')}`,
      `run.2 confirmed ${at('10:00:05')}`,
      `guard.1 guarding seconds=9 ${at('10:00:02')}`,
      `back.1 back pid=3 ${at('11:00:00')}`,
      `boot.1 woke pid=4 ${at('10:30:00')}`,
    ),
  ).toEqual(['run.1', 'guard.1', 'run.2', 'boot.1', 'back.1']);
});

test('within a second the order does not depend on which was read first', () => {
  const run = `run.1 locked ${at('10:00:00')}`;
  const guard = `guard.1 guarding seconds=9 ${at('10:00:00')}`;
  expect(ordered(guard, run)).toEqual(ordered(run, guard));
});

test('one writer keeps its order where the clock was set back, or could not be read', () => {
  expect(
    ordered(
      `run.1 locked ${at('10:00:00')}`,
      `run.2 confirmed ${at('09:00:00')}`,
      'run.3 end result=applied reason= at=',
      `guard.1 guarding seconds=9 ${at('09:59:00')}`,
    ),
  ).toEqual(['guard.1', 'run.1', 'run.2', 'run.3']);
});
