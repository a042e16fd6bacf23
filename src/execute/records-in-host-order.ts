import type { JournalRecord, JournalWriter } from './journal';

/** Who comes first within one second: a process takes over from those before it. */
const WRITERS_IN_TURN: readonly JournalWriter[] = ['launch', 'run', 'guard', 'back', 'boot', 'look'];

/**
 * The records of a run in the order in which the host wrote them, however they were read: by the clock of the host, and within a second by writer. Those of one
 * writer keep their order, also where the clock was set back meanwhile or could not be read.
 */
export function recordsInHostOrder(records: readonly JournalRecord[]): readonly JournalRecord[] {
  const latest = new Map<JournalWriter, string>();
  const placed = records.map((record) => {
    const before = latest.get(record.writer) ?? '';
    const at = record.at !== null && record.at > before ? record.at : before;
    latest.set(record.writer, at);
    return { record, at, turn: WRITERS_IN_TURN.indexOf(record.writer) };
  });
  return placed
    .sort((one, other) => (one.at === other.at ? one.turn - other.turn : one.at < other.at ? -1 : 1))
    .map(({ record }) => record);
}
