import type { JournalRecord } from './journal';

export type RecordOf<Kind extends JournalRecord['kind']> = Extract<JournalRecord, { kind: Kind }>;

/** The last record of a kind; undefined when there is none. */
export function lastRecord<Kind extends JournalRecord['kind']>(
  records: readonly JournalRecord[],
  kind: Kind,
): RecordOf<Kind> | undefined {
  return records.filter((record): record is RecordOf<Kind> => record.kind === kind).at(-1);
}
