import type { ApplyReport, ApplyVerdict } from '../review/apply-report';
import type { ExitCode } from './outcome';

/** A report of one host, as far as there is something to say: by default nothing was started, and the host was not read again. */
export function applyReportOf(
  host: string,
  verdict: ApplyVerdict,
  exitCode: ExitCode,
  said: Partial<Pick<ApplyReport, 'plan' | 'execution' | 'remaining' | 'diagnostics'>> = {},
): ApplyReport {
  const { plan, execution = null, remaining = null, diagnostics = [] } = said;
  const head = { formatVersion: '1', kind: 'hpvm-apply-report', host, verdict, exitCode } as const;
  return { ...head, ...(plan === undefined ? {} : { plan }), execution, remaining, diagnostics };
}
