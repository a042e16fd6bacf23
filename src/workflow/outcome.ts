import type { Diagnostic } from '../model/diagnostic';

/** What each exit code of `hpvmctl` means. Scripts depend on them: they never change their meaning. */
export const EXIT_CODE_MEANINGS = {
  0: 'done; nothing to do; in sync',
  1: 'error, and nothing was changed (bad usage, bad input, cannot connect, cannot read)',
  2: 'plan --detailed-exitcode: changes; drift: drift found',
  3: 'refused: the host is not what the plan was made from (the fields that moved are named)',
  4: 'refused: no safe order, unsafe current state, policy, or the checker disagrees',
  5: "refused: another run holds the host's lock (owner and since when are named)",
  6: 'a step failed or no confirmation came; the host was reverted, and the revert was verified',
  7: 'reverting failed or could not be verified: a person must look (what is where is printed)',
  8: 'outcome unknown, the host could not be reached to find out; resume later',
} as const;

export type ExitCode = keyof typeof EXIT_CODE_MEANINGS;

/** What came of one host. */
export interface HostOutcome {
  readonly host: string;
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
}

/** True when a look at a host failed because it could not be reached, so that nothing is known. */
export function isUnreachable(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => code.startsWith('transport-'));
}

/** True when it was refused, so that trying again soon does not help: the login, or its host key by us. */
export function isRefused(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => /^transport-(?:login|host-key|configure)$/.test(code));
}

/** The exit code of several results together: the largest wins; 0 when there is none. */
export function largestExitCode(outcomes: readonly { readonly exitCode: ExitCode }[]): ExitCode {
  return outcomes.reduce<ExitCode>((largest, { exitCode }) => (exitCode > largest ? exitCode : largest), 0);
}
