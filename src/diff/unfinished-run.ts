import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost, ObservedUnfinishedRun } from '../model/observed-host';
import { displayShellWord } from '../model/shell-word';

/**
 * A run that ended half way leaves debts that the present state does not show: a vswitch to boot again, an address to put
 * back, a setting to save. Until a person has settled them, the host counts as neither in sync nor ready for a plan.
 */
export function unfinishedRun(observed: ObservedHost): readonly Diagnostic[] {
  const gap = observed.coverage.find((each) => each.subject === 'unfinishedRun');
  if (gap !== undefined) {
    return [
      errorDiagnostic(
        'unknown-state',
        'it could not be read whether an earlier run ended half way',
        `${gap.probe}: ${gap.reason}\nMake the record readable, or remove it once you have looked.`,
      ),
    ];
  }
  const run = observed.unfinishedRun;
  if (run === null) return [];
  if (run.holdsLock) {
    return [
      warningDiagnostic(
        'run-under-way',
        `run ${run.runId} of ${run.startedAt} holds the lock of this host`,
        'What is seen now may be changing. If its runner has died, an apply says how to tell and how to remove the lock.',
      ),
    ];
  }
  if (run.isBeingTakenBack) return [halfTakenBack(run, observed.host)];
  const commands = run.remaining.map(({ step, command }) => `  ${step}  ${command}`);
  return [
    errorDiagnostic(
      'unfinished-run',
      `run ${run.runId} of ${run.startedAt} ended before it had done all its steps`,
      `Not done yet:\n${commands.join('\n')}\nGo through them on the host: what they were to restore (a vswitch, an address, a saved setting) is not visible otherwise. ` +
        'Then remove /var/opt/hpvmctl/unfinished there and plan again.',
    ),
  ];
}

/** Behind a way back that failed or was broken off, the steps that were still to come would do harm: only the way back goes on. */
function halfTakenBack({ runId, startedAt, remaining, left }: ObservedUnfinishedRun, host: string): Diagnostic {
  const name = displayShellWord(host);
  const ahead = remaining.map(({ step }) => step).join(', ');
  const lines = [
    left.length === 0
      ? 'Taking it back was broken off; how far that has come is in its journal.'
      : `Not taken back: ${left.join(', ')}.`,
    ...(ahead === '' ? [] : [`Do not carry out the steps that it did not come to (${ahead}): they were given up.`]),
    'To go on with the way back, if nobody works on it and it has not ended, and see the commands that are left:',
    `  hpvmctl resume --host ${name}`,
    'To see those commands and change nothing:',
    `  hpvmctl status --host ${name}`,
    'Carry out the commands that are left in their order, remove /var/opt/hpvmctl/unfinished on the host, then plan again.',
  ];
  return errorDiagnostic(
    'unfinished-run',
    `run ${runId} of ${startedAt} was being taken back, and that is not finished`,
    lines.join('\n'),
  );
}
