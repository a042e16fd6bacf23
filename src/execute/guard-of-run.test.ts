import { journalLines } from '../../test/transport/journal-lines';
import { guardOfRun } from './guard-of-run';
import { parseJournal, parseRecord } from './journal';
import type { SeenRecord } from './follow-run';

const ARMED = ['arming seconds=600 back=yes at=2026-11-22T10:00:00Z', 'guarding seconds=600 at=2026-11-22T10:00:00Z'];

function guard(lines: readonly string[], seen?: string): unknown {
  const text = journalLines('r', lines).map((line) => `${line}\n`);
  const record = seen === undefined ? undefined : (parseRecord(`@hpvm r look.1 seen ${seen}`) as SeenRecord);
  return guardOfRun(parseJournal(text.join(''), 'r').records, record);
}

describe('guardOfRun', () => {
  test('is armed while somebody of the run lives, or nobody could look', () => {
    const armed = { status: 'armed', armedUntil: '2026-11-22T10:10:00Z' };
    expect(guard(ARMED)).toEqual(armed);
    expect(guard(ARMED, 'run=present runner=alive over=none hook=yes owes=yes')).toEqual(armed);
  });

  test('is not called armed when no process of the run is left', () => {
    expect(guard(ARMED, 'run=present runner=gone over=none hook=yes owes=yes')).toEqual({ status: 'boot-script-only' });
    expect(guard(ARMED, 'run=present runner=gone over=none hook=no owes=yes')).toEqual({ status: 'gone' });
  });

  test('is disarmed when the run is over, though nobody could write that down', () => {
    expect(guard(ARMED, 'run=present runner=gone over=applied hook=no owes=no')).toEqual({ status: 'disarmed' });
    expect(guard(ARMED, 'run=present runner=gone over=applied hook=yes owes=no')).toEqual({
      status: 'boot-script-left',
    });
  });

  test('is unknown when its records are gone, or do not say when it was armed', () => {
    expect(guard(ARMED, 'run=absent runner=unknown over=none hook=yes owes=yes')).toEqual({ status: 'unknown' });
    expect(guard(['guarding seconds=600 at='])).toEqual({ status: 'unknown' });
  });

  test('is what the run says when it says that it was put down, or that there is none', () => {
    const gone = 'run=present runner=gone over=none hook=no owes=no';
    expect(guard([...ARMED, 'disarmed hook-left=no at='], gone)).toEqual({ status: 'disarmed' });
    expect(guard([...ARMED, 'disarmed hook-left=yes at='], gone)).toEqual({ status: 'boot-script-left' });
    expect(guard([])).toEqual({ status: 'none' });
    expect(guard(['arming seconds=600 back=no at=', ARMED[1] ?? ''])).toEqual({ status: 'none' });
  });
});
