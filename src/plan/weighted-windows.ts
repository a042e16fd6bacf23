import { resourceAddress } from '../model/resource';
import { interruptedBy, restoredBy } from './interruptions';
import type { Operation } from './operation';
import type { PlanningContext } from './planning-context';

/** Something that is out of service from the start of one operation to the end of another, by their positions. */
export interface WeightedWindow {
  readonly address: string;
  readonly opens: number;
  /** Null: it stays out of service to the end of the running changes. */
  readonly closes: number | null;
  /** What a tenth of a second of it costs. */
  readonly weight: number;
}

/** A running guest NIC weighs as much as this many interruptions that nobody notices. */
const NIC_WEIGHT = 1000;

/** What the operations take out of service, and which of them bring it back. */
export function weightedWindows(
  operations: readonly Operation[],
  weightOf: (address: string) => number,
): readonly WeightedWindow[] {
  const closing = new Map<string, number>();
  operations.forEach((operation, index) => {
    const address = restoredBy(operation);
    if (address !== undefined) closing.set(address, index);
  });
  return operations.flatMap((operation, opens) => {
    const address = interruptedBy(operation);
    const weight = address === undefined ? 0 : weightOf(address);
    if (address === undefined || weight === 0) return [];
    return [{ address, opens, closes: closing.get(address) ?? null, weight }];
  });
}

/**
 * Weighs an interruption by the NICs of running guests that it cuts off: 1000 for each, and 1 for itself. A guest NIC
 * that carries nothing now, because its guest is off or its vswitch down, cannot be interrupted.
 */
export function weightOnHost({ observed, index }: PlanningContext): (address: string) => number {
  const nics = new Map<string, number>();
  const idle = new Set<string>();
  for (const nic of observed.guestNics) {
    const address = resourceAddress('guestNic', `${nic.guest}:${nic.slot}`);
    if (index.guest.get(nic.guest)?.state === 'off' || index.vswitch.get(nic.vswitch)?.state === 'down') {
      idle.add(address);
      continue;
    }
    nics.set(address, 1);
    const vswitch = resourceAddress('vswitch', nic.vswitch);
    nics.set(vswitch, (nics.get(vswitch) ?? 0) + 1);
  }
  return (address) => (idle.has(address) ? 0 : NIC_WEIGHT * (nics.get(address) ?? 0) + 1);
}

/**
 * What an order costs: for every window the tenths of a second that the operations in it are expected to take, its own
 * two included, times its weight.
 */
export function interruptionCost(
  operations: readonly Operation[],
  windows: readonly WeightedWindow[],
  sequence: readonly number[],
): number {
  const opened = new Map<number, number>();
  const closed = new Map<number, number>();
  for (const { opens, closes, weight } of windows) {
    opened.set(opens, (opened.get(opens) ?? 0) + weight);
    if (closes !== null) closed.set(closes, (closed.get(closes) ?? 0) + weight);
  }
  let cost = 0;
  let open = 0;
  for (const index of sequence) {
    const operation = operations[index];
    if (operation === undefined || operation.phase === 'persist') continue;
    open += opened.get(index) ?? 0;
    cost += expectedTenths(operation) * open;
    open -= closed.get(index) ?? 0;
  }
  return cost;
}

/** Whole tenths of a second, so that sums are exact. */
export function expectedTenths(operation: Operation): number {
  return Math.round(operation.durationSeconds.expected * 10);
}
