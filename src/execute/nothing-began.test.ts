import { journalLines } from '../../test/transport/journal-lines';
import { parseJournal } from './journal';
import { provesThatNothingBegan } from './nothing-began';

const BEGIN = 'begin owner=anna plan=sha256:ab steps=2 pid=4711 at=2026-11-22T10:00:00Z';
const LOCKED = 'locked at=2026-11-22T10:00:00Z';
const STOPPED = 'end result=stopped reason=waiting-for:go at=2026-11-22T10:00:04Z';
const INTENT = 'intent step=s01 at=2026-11-22T10:00:00Z';

const LINES = journalLines('r', [BEGIN, LOCKED, STOPPED]);

function isProven(lines: readonly string[]): boolean {
  const { records, diagnostics } = parseJournal(lines.map((line) => `${line}\n`).join(''), 'r');
  return provesThatNothingBegan(records, diagnostics);
}

describe('provesThatNothingBegan', () => {
  test('believes a run that says itself how it ended, with all of its records', () => {
    expect(isProven(LINES)).toBe(true);
    expect(isProven(['@hpvm r launch.1 end result=broken reason=run-folder-not-writable'])).toBe(true);
  });

  test('believes no records of which one is missing, altered or about a step', () => {
    expect(isProven([])).toBe(false);
    expect(isProven(LINES.slice(0, 2))).toBe(false);
    expect(isProven(LINES.slice(1))).toBe(false);
    expect(isProven(LINES.map((line) => line.replace('locked', 'confirmed')))).toBe(false);
    const gap = [LINES[0] ?? '', (LINES[2] ?? '').replace('run.3', 'run.4')];
    expect(isProven(gap)).toBe(false);
    expect(isProven(journalLines('r', [BEGIN, INTENT, STOPPED]))).toBe(false);
  });

  test('does not believe in a success without steps, nor what somebody else says of a run', () => {
    expect(isProven(journalLines('r', [BEGIN, 'end result=applied reason= at=2026-11-22T10:00:04Z']))).toBe(false);
    expect(isProven(journalLines('r', [STOPPED]).map((line) => line.replace('run.1', 'guard.1')))).toBe(false);
  });
});
