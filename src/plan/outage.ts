import { compareText } from '../model/canonical-json';
import type { Operation } from './operation';
import type { OutageWindow, Stretch } from './outage-windows';
import type { DurationBasis, DurationRange, Outage } from './plan-document';

/** An operation with its place in the plan. */
export interface PlacedOperation {
  readonly step: string;
  readonly operation: Operation;
}

/** What an interruption is priced from. */
export interface PricedStep {
  readonly step: string;
  readonly operation: Pick<Operation, 'durationSeconds'>;
}

/**
 * Who is interrupted, from which step to which, and for how many seconds: halted vswitches, host addresses that move,
 * guest NICs that are replaced, removed, or on a vswitch that is down. What the plan does not end is marked permanent.
 * What goes for good and interrupts no running guest is left out: a vswitch without one, a guest NIC of a guest that is off.
 * Assumes that steps follow one another without a pause.
 *
 * @returns sorted by the first step, then causes before consequences, then by address
 */
export function outagesOf(placed: readonly PricedStep[], windows: readonly OutageWindow[]): readonly Outage[] {
  const elapsed = elapsedBefore(placed.map(({ operation }) => operation));
  const unsure = { assumed: countBefore(placed, 'assumed'), documented: countBefore(placed, 'documented') };
  return windows
    .filter(concernsSomebody)
    .map((window) => toOutage(window, placed, elapsed, unsure))
    .sort(orderOfOutages);
}

/** What is half replaced is listed until it is whole again, felt or not: nobody should stop a run in between. */
function concernsSomebody({ address, guests, isPermanent }: OutageWindow): boolean {
  return !isPermanent || guests.length > 0 || address.startsWith('apaGroup.');
}

/** By the beginning; a vswitch stands before the guest NICs that it interrupts. */
function orderOfOutages(left: Outage, right: Outage): number {
  const isConsequence = ({ cause }: Outage): number => (cause === undefined ? 0 : 1);
  return (
    compareText(left.fromStep, right.fromStep) ||
    isConsequence(left) - isConsequence(right) ||
    compareText(left.address, right.address)
  );
}

function toOutage(
  window: OutageWindow,
  placed: readonly PricedStep[],
  elapsed: readonly DurationRange[],
  unsure: Unsure,
): Outage {
  const { address, guests, from, isPermanent, parts } = window;
  const fromStep = placed[from]?.step ?? '';
  const cause = parts[0]?.cause;
  return {
    address,
    guests,
    fromStep,
    toStep: isPermanent ? fromStep : (placed[window.to]?.step ?? ''),
    seconds: between(elapsed, window),
    basis: weakestBasis(unsure, window),
    ...(cause === undefined ? {} : { cause }),
    ...(isPermanent ? { isPermanent } : {}),
  };
}

/** How many steps before each place have a duration on such a basis. */
type Unsure = Readonly<Record<'assumed' | 'documented', readonly number[]>>;

/** A sum is no better known than its worst known part. */
function weakestBasis(unsure: Unsure, { from, to }: Stretch): DurationBasis {
  const isAmong = (counts: readonly number[]): boolean => (counts[to + 1] ?? 0) > (counts[from] ?? 0);
  if (isAmong(unsure.assumed)) return 'assumed';
  return isAmong(unsure.documented) ? 'documented' : 'measured';
}

function countBefore(placed: readonly PricedStep[], basis: DurationBasis): readonly number[] {
  const counts = [0];
  for (const { operation } of placed)
    counts.push((counts.at(-1) ?? 0) + (operation.durationSeconds.basis === basis ? 1 : 0));
  return counts;
}

/** Running sums of step durations, so that each window costs a subtraction. */
function elapsedBefore(operations: readonly Pick<Operation, 'durationSeconds'>[]): readonly DurationRange[] {
  const sums: DurationRange[] = [{ min: 0, expected: 0, max: 0 }];
  for (const { durationSeconds: step } of operations) {
    const last = sums.at(-1) ?? { min: 0, expected: 0, max: 0 };
    sums.push({ min: last.min + step.min, expected: last.expected + step.expected, max: last.max + step.max });
  }
  return sums;
}

function between(elapsed: readonly DurationRange[], { from, to }: Stretch): DurationRange {
  const start = elapsed[from] ?? { min: 0, expected: 0, max: 0 };
  const end = elapsed[to + 1] ?? start;
  return {
    min: tenths(end.min - start.min),
    expected: tenths(end.expected - start.expected),
    max: tenths(end.max - start.max),
  };
}

/** Sums of decimal fractions leave binary dust; a tenth of a second is all we claim. */
export function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
