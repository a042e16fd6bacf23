import type { ExecutionReport } from '../execute/execution-report';
import { isRunId } from '../execute/run-folder';
import { STATE_FOLDER } from '../model/state-folder';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { displayShellWord } from '../model/shell-word';

/**
 * Says who holds the lock of a host and since when, how to look at that run, and what becomes of the lock of one that is
 * dead. What the owner file says is only put into a command line when it looks as ours does.
 */
export function lockDiagnostic({ host, lock }: ExecutionReport): Diagnostic {
  const { owner = '', since = '', runId = '', processId = null } = lock ?? {};
  const runs = `${STATE_FOLDER}/runs`;
  const journal = isRunId(runId) ? `tail ${runs}/${runId}/journal.run` : `ls -lt ${runs}`;
  return errorDiagnostic(
    'host-locked',
    `Another run holds the lock of ${host}`,
    [
      `${owner || 'Somebody unknown'} holds it since ${since || 'an unknown time'} (run ${runId || 'unknown'}). Wait until it has ended, then plan and apply again.`,
      'To see how far it is:',
      `  hpvmctl status --host ${displayShellWord(host)}`,
      `Or on ${host} itself:`,
      ...(processId === null ? [] : [`  ps -p ${String(processId)}`]),
      `  ${journal}`,
      'The lock of a run that is dead need not be removed: the next apply takes it over and says so. One that died half way is settled first:',
      `  hpvmctl resume --host ${displayShellWord(host)}`,
    ].join('\n'),
    host,
  );
}
