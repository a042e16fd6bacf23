import type { Diagnostic } from '../model/diagnostic';
import type { DesiredHost } from '../model/desired-host';
import type { ObservedHost } from '../model/observed-host';
import type { Change } from './change';
import type { SavedIndex } from './saved-index';

/** What one kind of resource contributes to the difference. */
export interface ResourceDifference {
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compares every resource of one kind; what the tool owns and nobody declares any more becomes a delete. */
export type CompareKind = (desired: DesiredHost, observed: ObservedIndex) => ResourceDifference;

/** The observed host with look-ups by identity. */
export interface ObservedIndex {
  readonly host: ObservedHost;
  readonly isOwned: (address: string) => boolean;
  /** Coverage gap that hides a subject or its whole area, if any. */
  readonly gapFor: (area: string, identity?: string) => string | undefined;
  /** Whether an address (`lanInterface.lan7`, `guest.db01`) is gone and told as such, so that what needs it is compared in what else it is. */
  readonly isToldGone: (address: string) => boolean;
  readonly saved: SavedIndex;
  readonly lanInterface: ReadonlyMap<string, ObservedHost['lanInterfaces'][number]>;
  readonly apaGroup: ReadonlyMap<string, ObservedHost['apaGroups'][number]>;
  readonly hostVlan: ReadonlyMap<string, ObservedHost['hostVlans'][number]>;
  readonly vswitch: ReadonlyMap<string, ObservedHost['vswitches'][number]>;
  readonly guest: ReadonlyMap<string, ObservedHost['guests'][number]>;
  /** By `guest:slot`. */
  readonly guestNic: ReadonlyMap<string, ObservedHost['guestNics'][number]>;
}
