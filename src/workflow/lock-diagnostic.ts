import type { ExecutionReport } from '../execute/execution-report';
import { isRunId, STATE_FOLDER } from '../execute/run-folder';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';

/**
 * Says who holds the lock of a host and since when, how to find out whether that run still runs, and how to remove a
 * lock that was left behind. What the owner file says is only put into a command line when it looks as ours does.
 */
export function lockDiagnostic({ host, lock }: ExecutionReport): Diagnostic {
  const { owner = '', since = '', runId = '', processId = null } = lock ?? {};
  const runs = `${STATE_FOLDER}/runs`;
  const journal = isRunId(runId) ? `tail ${runs}/${runId}/journal` : `ls -lt ${runs}`;
  return errorDiagnostic(
    'host-locked',
    `Another run holds the lock of ${host}`,
    [
      `${owner || 'Somebody unknown'} holds it since ${since || 'an unknown time'} (run ${runId || 'unknown'}). Wait until it has ended, then plan and apply again.`,
      `To see on ${host} whether it still runs:`,
      ...(processId === null ? [] : [`  ps -p ${String(processId)}`]),
      `  ${journal}`,
      'Only when it does not, remove its lock there by hand:',
      `  rm -r ${STATE_FOLDER}/lock`,
    ].join('\n'),
    host,
  );
}
