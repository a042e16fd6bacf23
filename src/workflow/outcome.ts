import type { Diagnostic } from '../model/diagnostic';

/** What each exit code of `hpvmctl` means. Scripts depend on them: they never change their meaning. */
export const EXIT_CODE_MEANINGS = {
  0: 'done; nothing to do; in sync',
  1: 'error, and nothing was changed (bad usage, bad input, cannot connect, cannot read)',
  2: 'changes (plan --detailed-exitcode), or drift found',
  3: 'refused: the host or the document is not what the plan was made from',
  4: 'refused: no safe order, unsafe current state, or policy',
  5: "refused: another run holds the host's lock",
  6: 'a step failed or no confirmation came; the host was reverted, and the revert was verified',
  7: 'a run ended half way, or its result could not be verified: a person must look',
  8: 'outcome unknown: the host could not be reached to find out',
} as const;

export type ExitCode = keyof typeof EXIT_CODE_MEANINGS;

/** What came of one host. */
export interface HostOutcome {
  readonly host: string;
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
}

/** The exit code of several results together: the largest wins; 0 when there is none. */
export function largestExitCode(outcomes: readonly { readonly exitCode: ExitCode }[]): ExitCode {
  return outcomes.reduce<ExitCode>((largest, { exitCode }) => (exitCode > largest ? exitCode : largest), 0);
}
