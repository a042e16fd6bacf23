import { failure, success, type Result } from '../../model/result';
import { unreadableOutput } from './unreadable-output';

/** Reads what a `processId` probe brings back: a process number, or nothing when the file holds none. */
export function parseProcessId(text: string, file: string): Result<number> {
  const digits = /^\s*(\d{1,9})\s*$/.exec(text)?.[1];
  if (digits !== undefined) return success(Number(digits));
  return failure(unreadableOutput(file, text, 'a process number in the first line'));
}
