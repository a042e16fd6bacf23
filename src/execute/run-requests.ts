import { quoteShellWord } from '../model/shell-word';
import type { HostShell } from '../transport/host-shell';
import { assertRunId, runFolderPreamble } from './run-folder';

/** What a client tells a run: go on, it is confirmed, it has been looked at, take it back, or stop where that is safe. */
export type RunRequest = 'go' | 'confirm' | 'finish' | 'revert' | 'stop';

/** Asking is a small script: 60 s covers a slow login shell on a busy host. */
const SMALL_SCRIPT_TIMEOUT_MS = 60_000;

/**
 * Writes a request into the folder of a run. A request that arrives in part does not arrive.
 *
 * @param text what stands in it: the confirmation's token, a reason
 * @throws TransportError when the host cannot be reached
 * @throws Error when it could not be written (no such run, a full disk)
 */
export async function requestOfRun(shell: HostShell, runId: string, request: RunRequest, text: string): Promise<void> {
  assertRunId(runId);
  const script = `{
${runFolderPreamble(runId)}[ -d "$R" ] && echo ${quoteShellWord(text)} >"$R/${request}.new" && mv "$R/${request}.new" "$R/${request}" && echo asked
exit 0
}
`;
  const outcome = await shell.runScript(script, { timeoutMs: SMALL_SCRIPT_TIMEOUT_MS });
  if (outcome.exitStatus === 0 && outcome.stdout.trim() === 'asked') return;
  throw new Error(
    `"${request}" could not be written for run ${runId} (exit status ${String(outcome.exitStatus)}): ${outcome.stderr.trim()}`,
  );
}

/**
 * Asks a run to stop. A run that has not begun can never begin afterwards: this claims its
 * folder, and the launcher refuses a folder that exists.
 *
 * @returns what was asked: `asked` of a run that has begun, `prevented` of one that has not
 * @throws TransportError when the host cannot be reached
 * @throws Error when the request could not be written
 */
export async function requestStop(shell: HostShell, runId: string): Promise<'asked' | 'prevented'> {
  assertRunId(runId);
  const script = `{
${runFolderPreamble(runId)}hpvm_state=asked
mkdir -p "$B/runs"
if mkdir "$R" 2>/dev/null; then
  hpvm_state=prevented
  echo prevented >"$R/prevented" || exit 1
fi
# A rename needs no room on the disk.
mv "$R/stop-free" "$R/stop" 2>/dev/null || [ -f "$R/stop" ] || echo stop >"$R/stop" || exit 1
echo "$hpvm_state"
}
`;
  const outcome = await shell.runScript(script, { timeoutMs: SMALL_SCRIPT_TIMEOUT_MS });
  const answer = outcome.stdout.trim();
  if (outcome.exitStatus === 0 && (answer === 'asked' || answer === 'prevented')) return answer;
  throw new Error(
    `the stop request for run ${runId} could not be written (exit status ${String(outcome.exitStatus)}): ${outcome.stderr.trim()}`,
  );
}
