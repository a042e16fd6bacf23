import type { Change } from '../diff/change';
import type { DriftItem } from '../drift/drift-item';
import type { Diagnostic } from '../model/diagnostic';

/**
 * Whether one host still is as desired: `hpvmctl drift --json`, formatVersion "1".
 *
 * `unknown` means that something the comparison needs could not be read; the diagnostics say what. What a rule lets stay is no drift.
 */
export interface DriftReport {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-drift-report';
  readonly host: string;
  readonly status: 'in-sync' | 'drift' | 'unknown';
  readonly desiredDigest: string;
  readonly observedAt: string;
  /** What a plan would change, were nothing in its way: `before` is what the host has, `after` what it should have. */
  readonly changes: readonly Change[];
  /** All that is not as it should be, or not known, by class; also what a rule lets stay. */
  readonly items: readonly DriftItem[];
  /** Addresses of what exists and is neither declared nor ours: reported, never touched. Sorted; no drift by itself. */
  readonly unmanaged: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}
