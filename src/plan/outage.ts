import { compareText } from '../model/canonical-json';
import { interruptedBy, restoredBy } from './interruptions';
import type { Operation } from './operation';
import type { DurationBasis, DurationRange, Outage } from './plan-document';
import type { PlanningContext } from './planning-context';

/** An operation with its place in the plan. */
export interface PlacedOperation {
  readonly step: string;
  readonly operation: Operation;
}

/**
 * Who is interrupted, from which step to which, and for how many seconds: halted vswitches, host addresses that move,
 * guest NICs that are replaced or removed. What the plan does not end is marked permanent. Assumes that steps follow one another without a pause.
 */
export function outagesOf(placed: readonly PlacedOperation[], context: PlanningContext): readonly Outage[] {
  const elapsed = elapsedBefore(placed);
  const opened = new Map<string, number>();
  const outages: Outage[] = [];
  placed.forEach(({ operation }, index) => {
    const opens = interruptedBy(operation);
    if (opens !== undefined) opened.set(opens, opened.get(opens) ?? index);
    const closes = restoredBy(operation);
    const from = closes === undefined ? undefined : opened.get(closes);
    if (closes === undefined || from === undefined) return;
    opened.delete(closes);
    outages.push({
      address: closes,
      guests: guestsOn(closes, context),
      fromStep: placed[from]?.step ?? '',
      toStep: placed[index]?.step ?? '',
      seconds: between(elapsed, from, index),
      basis: weakestBasis(placed.slice(from, index + 1)),
    });
  });
  for (const [address, from] of opened) {
    const guests = guestsOn(address, context);
    const step = placed[from]?.step ?? '';
    const isHostAddress = address.startsWith('apaGroup.');
    if (guests.length === 0 && !isHostAddress) continue;
    outages.push({
      address,
      guests,
      fromStep: step,
      toStep: step,
      seconds: between(elapsed, from, placed.length - 1),
      basis: weakestBasis(placed.slice(from)),
      isPermanent: true,
    });
  }
  return outages.sort(
    (left, right) => compareText(left.fromStep, right.fromStep) || compareText(left.address, right.address),
  );
}

function guestsOn(address: string, context: PlanningContext): readonly string[] {
  const guests = context.observed.guestNics
    .filter((nic) => address === `vswitch.${nic.vswitch}` || address === `guestNic.${nic.guest}:${nic.slot}`)
    .filter((nic) => context.index.guest.get(nic.guest)?.state !== 'off')
    .map((nic) => nic.guest);
  return [...new Set<string>(guests)].sort(compareText);
}

/** A sum is no better known than its worst known part. */
function weakestBasis(placed: readonly PlacedOperation[]): DurationBasis {
  const bases = new Set(placed.map(({ operation }) => operation.durationSeconds.basis));
  if (bases.has('assumed')) return 'assumed';
  return bases.has('documented') ? 'documented' : 'measured';
}

/** Running sums of step durations, so that each window costs a subtraction. */
function elapsedBefore(placed: readonly PlacedOperation[]): readonly DurationRange[] {
  const sums: DurationRange[] = [{ min: 0, expected: 0, max: 0 }];
  for (const { operation } of placed) {
    const last = sums.at(-1) ?? { min: 0, expected: 0, max: 0 };
    const step = operation.durationSeconds;
    sums.push({ min: last.min + step.min, expected: last.expected + step.expected, max: last.max + step.max });
  }
  return sums;
}

function between(elapsed: readonly DurationRange[], from: number, to: number): DurationRange {
  const start = elapsed[from] ?? { min: 0, expected: 0, max: 0 };
  const end = elapsed[to + 1] ?? start;
  return {
    min: tenths(end.min - start.min),
    expected: tenths(end.expected - start.expected),
    max: tenths(end.max - start.max),
  };
}

/** Sums of decimal fractions leave binary dust; a tenth of a second is all we claim. */
function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
