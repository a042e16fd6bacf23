import { compareText } from '../../model/canonical-json';
import type { MeasuredDuration } from '../../model/observed-host';
import { success, type Result } from '../../model/result';

/** Kind of operation, then when it began and ended: UTC in whole seconds, by the host's clock. */
const LINE = /^([a-z][a-z0-9-]{0,63}) (\S+) (\S+)$/;
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;

/** A step that seems to have taken longer is taken for a clock that was set. */
const LONGEST_SECONDS = 3600;

/**
 * Reads our record of how long steps took. It only ever helps to estimate, so a line that cannot be read (torn by a full
 * disk, or written while the clock was set) is left out and nothing is said of it.
 *
 * @returns one entry for each kind of operation, sorted by its name
 */
export function parseDurations(text: string): Result<readonly MeasuredDuration[]> {
  const seconds = new Map<string, number[]>();
  for (const line of text.split('\n')) {
    const [, operation = '', began = '', ended = ''] = LINE.exec(line) ?? [];
    const taken = TIME.test(began) && TIME.test(ended) ? (Date.parse(ended) - Date.parse(began)) / 1000 : Number.NaN;
    if (!(taken >= 0 && taken <= LONGEST_SECONDS)) continue;
    const others = seconds.get(operation);
    if (others === undefined) seconds.set(operation, [taken]);
    else others.push(taken);
  }
  const names = [...seconds.keys()].sort(compareText);
  return success(names.map((operation) => summary(operation, seconds.get(operation) ?? [])));
}

function summary(operation: string, seconds: readonly number[]): MeasuredDuration {
  const sorted = [...seconds].sort((left, right) => left - right);
  const at = (index: number): number => sorted[index] ?? 0;
  const half = Math.floor(sorted.length / 2);
  return {
    operation,
    samples: sorted.length,
    minSeconds: at(0),
    medianSeconds: sorted.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2,
    maxSeconds: at(sorted.length - 1),
  };
}
