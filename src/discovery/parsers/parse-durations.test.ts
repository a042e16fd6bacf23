import fc from 'fast-check';
import type { MeasuredDuration } from '../../model/observed-host';
import { parseDurations } from './parse-durations';

function measured(...lines: readonly string[]): readonly MeasuredDuration[] {
  const parsed = parseDurations(lines.map((line) => `${line}\n`).join(''));
  if (!parsed.ok) throw new Error('a record of durations is never refused');
  return parsed.value;
}

/** A line that says that an operation took so many seconds, across midnight. */
function line(operation: string, seconds: number): string {
  const began = Date.parse('2026-11-22T23:59:58Z');
  const ended = new Date(began + seconds * 1000).toISOString();
  return `${operation} 2026-11-22T23:59:58Z ${ended.slice(0, 19)}Z`;
}

describe('the record of durations', () => {
  test('gives least, median and most for each kind of operation, by name', () => {
    const lines = [3, 1, 9].map((seconds) => line('vswitch-halt', seconds));
    expect(measured(line('vswitch-boot', 4), ...lines, line('vswitch-boot', 7))).toEqual([
      { operation: 'vswitch-boot', samples: 2, minSeconds: 4, medianSeconds: 5.5, maxSeconds: 7 },
      { operation: 'vswitch-halt', samples: 3, minSeconds: 1, medianSeconds: 3, maxSeconds: 9 },
    ]);
  });

  test('leaves out torn lines, a clock that was set, and everything else that it cannot read', () => {
    expect(
      measured(
        line('vswitch-halt', 2),
        'vswitch-ha',
        `vswitch-halt 2026-11-22T10:00:00Z 2026-11-2${line('vswitch-halt', 5)}`,
        line('vswitch-halt', -1),
        line('vswitch-halt', 3601),
        'vswitch-halt 2026-11-22 2026-11-23',
        'vswitch-halt 2026-13-22T10:00:00Z 2026-11-22T10:00:00Z',
        line('Vswitch halt', 5),
        line('', 5),
        `${line('vswitch-halt', 5)} and more`,
        '',
      ),
    ).toEqual([{ operation: 'vswitch-halt', samples: 1, minSeconds: 2, medianSeconds: 2, maxSeconds: 2 }]);
  });

  test('takes what took no time or an hour', () => {
    expect(measured(line('apa-save', 0), line('apa-save', 3600))).toMatchObject([{ minSeconds: 0, maxSeconds: 3600 }]);
  });

  test('reads any text, and any torn part of a record, without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseDurations(text).ok).toBe(true);
      }),
    );
    const whole = [1, 2, 3].map((seconds) => `${line('apa-save', seconds)}\n`).join('');
    for (let length = 0; length <= whole.length; length += 1) {
      const parsed = parseDurations(whole.slice(0, length));
      expect(parsed.ok && (parsed.value[0]?.samples ?? 0)).toBeLessThanOrEqual(3);
    }
  });
});
