import { durationText } from './duration-text';

/** How far a sweep has come. */
export interface SweepTally {
  readonly total: number;
  readonly inSync: number;
  readonly drift: number;
  /** Hosts that could not be read or compared, also where only a part was missing. */
  readonly failed: number;
}

/** Nothing is done of so many hosts. */
export function emptyTally(total: number): SweepTally {
  return { total, inSync: 0, drift: 0, failed: 0 };
}

/** The tally with one host more. */
export function tallied(tally: SweepTally, exitCode: 0 | 1 | 2): SweepTally {
  const name = ({ 0: 'inSync', 1: 'failed', 2: 'drift' } as const)[exitCode];
  return { ...tally, [name]: tally[name] + 1 };
}

/** Hosts that are done. */
export function doneOf({ inSync, drift, failed }: SweepTally): number {
  return inSync + drift + failed;
}

/** `120/500 hosts, 18.3/s, 21 s left; 3 drift, 1 failed`; without a rate while there is none. */
export function tallyText(tally: SweepTally, elapsedMs: number): string {
  const done = doneOf(tally);
  const perSecond = (done * 1_000) / Math.max(1, elapsedMs);
  const left =
    done === 0 ? [] : [`${perSecond.toFixed(1)}/s`, `${durationText((tally.total - done) / perSecond)} left`];
  return [[`${String(done)}/${String(tally.total)} hosts`, ...left].join(', '), ...findingsOf(tally)].join('; ');
}

/** The same with a bar before it, in so many columns at the most. */
export function tallyBar(tally: SweepTally, elapsedMs: number, widthColumns: number): string {
  const text = tallyText(tally, elapsedMs);
  const cells = Math.min(30, widthColumns - text.length - 3);
  if (cells < 5) return text.slice(0, widthColumns);
  const full = tally.total === 0 ? cells : Math.floor((doneOf(tally) * cells) / tally.total);
  return `[${'#'.repeat(full)}${'.'.repeat(cells - full)}] ${text}`;
}

/** What is said at the end: `500 hosts in 25 s (20.0/s): 480 in sync, 15 drift, 5 failed`. */
export function tallySummary(tally: SweepTally, elapsedMs: number): string {
  const done = doneOf(tally);
  const perSecond = ((done * 1_000) / Math.max(1, elapsedMs)).toFixed(1);
  const findings = [
    `${String(tally.inSync)} in sync`,
    `${String(tally.drift)} drift`,
    `${String(tally.failed)} failed`,
  ];
  return `${String(done)} hosts in ${durationText(elapsedMs / 1_000)} (${perSecond}/s): ${findings.join(', ')}`;
}

function findingsOf({ drift, failed }: SweepTally): readonly string[] {
  const found = [
    ...(drift === 0 ? [] : [`${String(drift)} drift`]),
    ...(failed === 0 ? [] : [`${String(failed)} failed`]),
  ];
  return found.length === 0 ? [] : [found.join(', ')];
}
