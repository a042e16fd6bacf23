/** Seconds that putting the boot script in place, or away, may take. */
export const HOOK_SECONDS = 60;

/** What a program is compiled with besides its plan. */
export interface ProgramOptions {
  /** Names the run and its folder on the host; see `isRunId`. */
  readonly runId: string;
  /** Digest of the plan as approved. */
  readonly planDigest: string;
  /** Who carries the plan out, for people: `user@machine`. */
  readonly owner: string;
  /** Absolute path of the sudo that gives commands the rights of root; absent: the login has them. */
  readonly sudo?: string;
  /** False: a failed step stops the run, and nothing is taken back. */
  readonly takesBack: boolean;
  /** Text that confirms this run of this plan, see `confirmToken`. */
  readonly confirmToken: string;
  /** Seconds the host waits for the confirmation once the guarded steps are done. */
  readonly confirmSeconds: number;
  /** Seconds the whole run may take at most, waiting included; then the guard takes it back. */
  readonly longestSeconds: number;
}
