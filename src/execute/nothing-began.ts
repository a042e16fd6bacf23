import type { Diagnostic } from '../model/diagnostic';
import type { JournalRecord } from './journal';
import { lastRecord } from './last-record';

/**
 * Whether the records of a run prove that none of its steps began: whoever would have begun them says himself how the run ended, none of his records is
 * missing or could not be read, and none is of a step. What another process says of a runner that is gone proves nothing: it has only the same journal.
 */
export function provesThatNothingBegan(records: readonly JournalRecord[], diagnostics: readonly Diagnostic[]): boolean {
  const end = lastRecord(records, 'end');
  if (end === undefined || (end.writer !== 'run' && end.writer !== 'launch') || end.result === 'applied') return false;
  if (diagnostics.some(({ code }) => code === 'journal-unreadable')) return false;
  if (records.some((record) => 'stepId' in record)) return false;
  const own = records.filter(({ writer }) => writer === end.writer).map(({ sequence }) => sequence);
  return own.every((sequence, index) => sequence === index + 1);
}
