import type { ExecutionReport, LockHolder } from '../execute/execution-report';
import { isRunId } from '../execute/run-folder';
import { STATE_FOLDER } from '../model/state-folder';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
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
      'Where it waits for its confirmation, one of these looks at the host and keeps what it did, the other takes it back:',
      `  hpvmctl confirm --host ${displayShellWord(host)}`,
      `  hpvmctl revert --host ${displayShellWord(host)}`,
      `Or on ${host} itself:`,
      ...(processId === null ? [] : [`  ps -p ${String(processId)}`]),
      `  ${journal}`,
      'The lock of a run that is dead need not be removed: the next apply takes it over and says so. One that died half way is settled first:',
      `  hpvmctl resume --host ${displayShellWord(host)}`,
    ].join('\n'),
    host,
  );
}

/** What is said later of a run that was locked out: who holds the lock now, if anybody does. */
export function lockedOutDiagnostic(execution: ExecutionReport, lockNow: LockHolder | undefined): Diagnostic {
  if (lockNow !== undefined) return lockDiagnostic({ ...execution, lock: lockNow });
  const { host, lock, runId } = execution;
  const holder = lock === undefined || lock.runId === '' ? 'Another run' : `Run ${lock.runId}`;
  return warningDiagnostic(
    'lock-free-again',
    `Nobody holds the lock of ${host} any more`,
    `${holder} held it when run ${runId} asked for it, so that one changed nothing. To do what it was to do, plan and apply again.`,
    host,
  );
}
