import type { HostShell } from '../transport/host-shell';
import { parseJournal, type JournalRecord, type ParsedJournal } from './journal';
import { assertRunId, outputFunction, runFolderPreamble } from './run-folder';

/** What the host knows about a run: its journal and the outputs of its steps. */
export interface RunReading extends ParsedJournal {
  /** `present`: begun; `absent`: not begun yet; `prevented`: called off before it began, it never will. */
  readonly run: 'present' | 'absent' | 'prevented';
  /** Whether the runner's process is still there; `unknown` when the journal names no process. */
  readonly runner: 'alive' | 'gone' | 'unknown';
}

/** Reading and asking are small scripts: 60 s covers a slow login shell on a busy host. */
const SMALL_SCRIPT_TIMEOUT_MS = 60_000;

/**
 * The script behind {@link readRun}. It only reads. The process is looked at before the journal is, so that a runner
 * seen gone has written everything it ever will.
 */
export function readRunScript(runId: string): string {
  return `${runFolderPreamble(runId)}${outputFunction(runId)}hpvm_runner=unknown
if [ -f "$R/prevented" ]; then
  hpvm_run=prevented
elif [ -d "$R" ]; then
  hpvm_run=present
else
  hpvm_run=absent
fi
if [ -f "$R/journal" ]; then
  hpvm_pid=$(sed -n 's/^@hpvm [^ ]* 1 begin .* pid=\\([0-9][0-9]*\\) .*$/\\1/p' "$R/journal")
  if [ -n "$hpvm_pid" ]; then
    if kill -0 "$hpvm_pid" 2>/dev/null; then hpvm_runner=alive; else hpvm_runner=gone; fi
  fi
  cat "$R/journal"
  # Closes a torn last line; an empty line is no record.
  echo
  for hpvm_file in "$R"/*.stdout; do
    [ -f "$hpvm_file" ] || continue
    hpvm_step=\${hpvm_file##*/}
    hpvm_output "\${hpvm_step%.stdout}"
  done
fi
echo "@hpvm ${runId} 0 seen run=$hpvm_run runner=$hpvm_runner"
`;
}

/**
 * Reads a run back from the host.
 *
 * @throws TransportError when the host cannot be reached
 * @throws Error when the host's answer is not an answer (its shell did not run the script to its end)
 */
export async function readRun(shell: HostShell, runId: string): Promise<RunReading> {
  const outcome = await shell.runScript(readRunScript(runId), { timeoutMs: SMALL_SCRIPT_TIMEOUT_MS });
  const parsed = parseJournal(outcome.stdout, runId);
  const seen = parsed.records.find((record): record is JournalRecord & { kind: 'seen' } => record.kind === 'seen');
  if (seen === undefined) {
    throw new Error(
      `reading run ${runId} back ended without an answer (exit status ${String(outcome.exitStatus)}): ${outcome.stderr.trim()}`,
    );
  }
  const records = parsed.records.filter((record) => record !== seen);
  return { records, diagnostics: parsed.diagnostics, run: seen.run, runner: seen.runner };
}

/**
 * Asks a run to stop after its current step. A run that has not begun can never begin afterwards: this claims its
 * folder, and the runner refuses a folder that exists.
 *
 * @returns what was asked: `asked` of a run that has begun, `prevented` of one that has not
 * @throws TransportError when the host cannot be reached
 * @throws Error when the request could not be written
 */
export async function requestStop(shell: HostShell, runId: string): Promise<'asked' | 'prevented'> {
  assertRunId(runId);
  const script = `${runFolderPreamble(runId)}hpvm_state=asked
mkdir -p "$B/runs"
if mkdir "$R" 2>/dev/null; then
  hpvm_state=prevented
  echo prevented >"$R/prevented" || exit 1
fi
echo stop >"$R/stop" && echo "$hpvm_state"
`;
  const outcome = await shell.runScript(script, { timeoutMs: SMALL_SCRIPT_TIMEOUT_MS });
  const answer = outcome.stdout.trim();
  if (outcome.exitStatus === 0 && (answer === 'asked' || answer === 'prevented')) return answer;
  throw new Error(
    `the stop request for run ${runId} could not be written (exit status ${String(outcome.exitStatus)}): ${outcome.stderr.trim()}`,
  );
}
