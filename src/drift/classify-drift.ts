import type { Change } from '../diff/change';
import type { GoneObject } from '../diff/gone-objects';
import { CAPTURED_FIELDS } from '../diff/stale-vswitch';
import { compareText } from '../model/canonical-json';
import type { DesiredHost } from '../model/desired-host';
import type { Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { isOnlySaved } from '../model/saved-field';
import { DRIFT_CLASSES, type DriftClass, type DriftItem } from './drift-item';
import { goneItems } from './gone-items';
import { rightfulMoves, suspectedMove } from './rightful-moves';

export interface DriftFacts {
  readonly desired: DesiredHost;
  readonly observed: ObservedHost;
  /** What a plan would change. */
  readonly changes: readonly Change[];
  /** What is declared, gone, and nothing that a plan makes. */
  readonly gone: readonly GoneObject[];
  /** Addresses of what is neither declared nor ours. */
  readonly unmanaged: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Puts what differs into classes. Counters and statistics are not among what is observed, and what a vswitch captured counts only where its
 * uplink has it no more and no failover explains that (`stale-vswitch`). What others did by right is told, and is no drift
 * (`rightful-moves`). Sorted by class, then address.
 */
export function classifyDrift({
  desired,
  observed,
  changes,
  gone,
  unmanaged,
  diagnostics,
}: DriftFacts): readonly DriftItem[] {
  const items: DriftItem[] = [
    ...changes.map((change) => withSuspicion(ofChange(change), desired, observed)),
    ...goneItems(gone),
    ...rightfulMoves(desired, observed),
    ...pendingGuests(desired, observed),
    ...unmanaged.map((address) => ({ class: 'unmanaged-extra', address, action: null, fields: [] }) as const),
    ...diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ address, summary }) => notReadable(address ?? observed.host, summary)),
  ];
  const place = new Map<DriftClass, number>(DRIFT_CLASSES.map((each, index) => [each, index]));
  return items.sort(
    (left, right) =>
      (place.get(left.class) ?? 0) - (place.get(right.class) ?? 0) || compareText(left.address, right.address),
  );
}

function ofChange(change: Change): DriftItem {
  const { address, action, fields } = change;
  const item = { address, fields, action };
  if (action === 'create') return { class: 'missing', ...item };
  if (isOnlySaved(change))
    return action === 'delete'
      ? { class: 'running-differs-from-saved', ...item, note: 'gone, but still saved: the next boot brings it back' }
      : { class: 'running-differs-from-saved', ...item };
  if (action === 'delete') return { class: 'managed-changed', ...item, note: 'no longer desired, and still there' };
  const isCaptured = fields.length > 0 && fields.every(({ path }) => CAPTURED_FIELDS.has(path));
  return isCaptured
    ? {
        class: 'pending-reboot',
        ...item,
        note: 'its uplink has other addresses since it booted: it waits for a restart',
      }
    : { class: 'managed-changed', ...item };
}

/** An item that nothing else is said of, with what may have come about. */
function withSuspicion(item: DriftItem, desired: DesiredHost, observed: ObservedHost): DriftItem {
  const note = item.note === undefined ? suspectedMove(item.address, desired, observed) : undefined;
  return note === undefined ? item : { ...item, note };
}

/** Guests with declared NICs whose next start brings another configuration (`vmm_config.next`). */
function pendingGuests({ guestNics = [] }: DesiredHost, { guests }: ObservedHost): readonly DriftItem[] {
  const declared = new Set<string>(guestNics.map(({ guest }) => guest));
  return guests
    .filter(({ name, hasPendingConfiguration }) => hasPendingConfiguration === true && declared.has(name))
    .map(({ name }) => ({
      class: 'pending-reboot',
      address: `guest.${name}`,
      action: null,
      fields: [],
      note: 'another configuration waits for its next start (vmm_config.next)',
    }));
}

function notReadable(address: string, note: string): DriftItem {
  return { class: 'not-readable', address, action: null, fields: [], note };
}
