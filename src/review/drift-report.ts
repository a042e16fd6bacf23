import type { Change } from '../diff/change';
import type { Diagnostic } from '../model/diagnostic';

/**
 * Whether one host still is as desired: `hpvmctl drift --json`, formatVersion "1".
 *
 * `unknown` means that something the comparison needs could not be read; the diagnostics say what.
 */
export interface DriftReport {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-drift-report';
  readonly host: string;
  readonly status: 'in-sync' | 'drift' | 'unknown';
  readonly desiredDigest: string;
  readonly observedAt: string;
  /** What a plan would change: `before` is what the host has, `after` what it should have. */
  readonly changes: readonly Change[];
  /** Addresses of what exists and is neither declared nor ours: reported, never touched. Sorted; no drift by itself. */
  readonly unmanaged: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}
