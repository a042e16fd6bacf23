import type { Diagnostic } from '../model/diagnostic';
import type { Certificate } from '../plan/plan-document';

/** What came of proving a saved plan again: `hpvmctl check --json`, formatVersion "1". */
export interface CheckReport {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-check-report';
  readonly host: string;
  /**
   * `blocked`: the plan itself says that it must not run, whatever the checker finds; `unreadable`: the plan does not hold
   * what the proof begins with; `nothing-to-prove`: it has no steps.
   */
  readonly verdict: 'proven' | 'refuted' | 'blocked' | 'unreadable' | 'nothing-to-prove';
  /** Digest of the plan that was proven. */
  readonly planDigest: string;
  /** The proof as it was made now; null when there is none. */
  readonly certificate: Certificate | null;
  /** Whether the proof in the plan is the same; null when there is nothing to compare. */
  readonly isCertificateUnchanged: boolean | null;
  /** Whether the plan was ordered by the safety rules of this release. */
  readonly isOfThisRelease: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
