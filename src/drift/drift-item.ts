import type { ChangeAction, FieldChange } from '../diff/change';

/** What kind of difference an item of drift is, in the order in which they are told. */
export const DRIFT_CLASSES = [
  /** Declared, there, and otherwise than declared; or ours, there, and not declared any more. */
  'managed-changed',
  /** Declared and not there. */
  'missing',
  /** Runs as declared, and the next boot brings something else. */
  'running-differs-from-saved',
  /** Comes into effect with a restart of a vswitch or the next start of a guest. */
  'pending-reboot',
  /** There, neither declared nor ours. */
  'unmanaged-extra',
  /** What could not be read, so that nobody knows. */
  'not-readable',
] as const;

export type DriftClass = (typeof DRIFT_CLASSES)[number];

/** Who changes a host by right: the manager of vswitches of Serviceguard's toolkit, and APA in a failover group. */
export const DRIFT_ACTORS = ['vswitchmgr', 'failover-group'] as const;

export type DriftActor = (typeof DRIFT_ACTORS)[number];

/** A rule that an item is ignored by. */
export interface IgnoringRule {
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it counts, `2027-01-31` (UTC). */
  readonly expires: string;
}

/** Why an item is ignored: the rule that ends first. */
export interface IgnoredBy extends IgnoringRule {
  /** The other rules that it takes, where each is about some of its fields, by their last day. */
  readonly others?: readonly IgnoringRule[];
}

/** One thing on a host that is not as it should be, or not known. */
export interface DriftItem {
  readonly class: DriftClass;
  /** Resource address, `guest.db01` for a guest as a whole, or the host where nothing smaller is meant. */
  readonly address: string;
  /** What a plan would do to it; null: nothing, and of what is `missing` that no plan can bring it back. */
  readonly action: ChangeAction | null;
  /** What differs; empty where that is the whole of it. */
  readonly fields: readonly FieldChange[];
  /** What there is to say beyond the class and the fields, in one line. */
  readonly note?: string;
  /** Who did it by right; such an item is never drift, and {@link action} is null. */
  readonly actor?: DriftActor;
  /** ISO 8601, UTC: when it was first seen, from the history file. */
  readonly since?: string;
  readonly ignoredBy?: IgnoredBy;
}

/** Whether an item makes a host drift: a plan would do something about it, or it is gone for good; and nobody has said that it may stay. */
export function countsAsDrift({ class: kind, action, ignoredBy }: DriftItem): boolean {
  return (action !== null || kind === 'missing') && ignoredBy === undefined;
}
