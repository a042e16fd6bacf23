import type { Change } from '../diff/change';
import type { ExecutionReport } from '../execute/execution-report';
import type { Diagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';
import type { PlanSignature } from '../model/plan-signature';

/**
 * What became of one host: `nothing-to-do`; `refused` and `declined` before anything ran; `locked` by another run;
 * `converged` when the host was read again and is as planned; `different` when it was read again and is not;
 * `unverified` when everything ran but the host could not be read again; `reverted` when it was taken back and the host was read again and is what it was before;
 * `revert-unverified` when it was taken back and the host is something else, or could not be read; `revert-failed` when taking back came to an end half way; `failed` or `stopped` on the way;
 * `unknown` when nobody knows how far it came.
 */
export type ApplyVerdict =
  | 'nothing-to-do'
  | 'refused'
  | 'declined'
  | 'locked'
  | 'converged'
  | 'different'
  | 'unverified'
  | 'reverted'
  | 'revert-unverified'
  | 'revert-failed'
  | 'failed'
  | 'stopped'
  | 'unknown';

/** Result of `hpvmctl apply` on one host, formatVersion "1". */
export interface ApplyReport {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-apply-report';
  readonly host: string;
  readonly verdict: ApplyVerdict;
  /** Exit code of this host alone. */
  readonly exitCode: number;
  /** In which wave its turn was, from 1; absent when no waves were asked for, and for a host with nothing to do. */
  readonly wave?: number;
  /** Who signed the plan; absent when no signature was required. */
  readonly signedBy?: PlanSignature;
  /** What was carried out, so that the report can be read and replayed by itself; absent when nothing was started. */
  readonly plan?: Plan;
  /** null when nothing was started on the host. */
  readonly execution: ExecutionReport | null;
  /** What still differs, from reading the host again; null when it was not read again. */
  readonly remaining: readonly Change[] | null;
  readonly diagnostics: readonly Diagnostic[];
}
