import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import type { HostShell } from '../transport/host-shell';
import { unpackPlan } from './packed-plan';
import { isRunId, runFolderPreamble } from './run-folder';

/** A run that a host remembers. */
export interface FoundRun {
  readonly runId: string;
  /** How it was found: it holds the lock or owes steps, or it is the latest (see {@link findRun}). */
  readonly why: 'current' | 'latest';
  /** The plan as it was sent there, undecoded; undefined when it cannot be read. */
  readonly plan: unknown;
}

const SMALL_SCRIPT_TIMEOUT_MS = 60_000;

/** The id is not known yet; the places above the run folders are what matters. */
const NO_RUN = 'none';

/**
 * Finds the run that a host works on: the one that holds the lock, else the one that is recorded as unfinished. Where there is neither, the latest that began
 * a step or whose guard stands, so that one that was refused or locked out does not hide what changed the host; else the latest.
 *
 * Fails with `no-run` when there never was one.
 *
 * @throws TransportError when the host cannot be reached
 */
export async function findRun(shell: HostShell, wanted?: string): Promise<Result<FoundRun>> {
  const script = `{
${runFolderPreamble(NO_RUN)}sed -n 's/^run=/current /p' "$B/lock/owner" 2>/dev/null
sed -n 's/^run /current /p' "$B/unfinished" 2>/dev/null
for hpvm_run in "$B"/runs/*; do
  [ -f "$hpvm_run/program" ] || continue
  echo "latest \${hpvm_run##*/}"
  if grep ' intent step=' "$hpvm_run/journal.run" >/dev/null 2>&1; then
    echo "began \${hpvm_run##*/}"
  elif grep "/runs/\${hpvm_run##*/}/" "$P/sbin/init.d/hpvmctl" >/dev/null 2>&1; then
    echo "began \${hpvm_run##*/}"
  fi
done
exit 0
}
`;
  const outcome = await shell.runScript(script, { timeoutMs: SMALL_SCRIPT_TIMEOUT_MS });
  const found = outcome.stdout
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([why = '', runId = '']) => (isRunId(runId) ? [{ why, runId }] : []));
  const those = (wantedWhy: string): readonly string[] =>
    found.flatMap(({ why, runId: each }) => (why === wantedWhy ? [each] : [])).sort();
  const latest = those('latest');
  const current = found.find(({ why }) => why === 'current');
  const runId = wanted ?? current?.runId ?? those('began').at(-1) ?? latest.at(-1);
  // The folder of one that holds the lock or owes steps may have been removed: that is not to be taken for none.
  const isKnown = wanted === undefined || latest.includes(wanted) || current?.runId === wanted;
  if (runId === undefined || !isKnown) return failure(noRun(wanted, latest));
  const packed = await shell.runScript(`{\n${runFolderPreamble(runId)}cat "$R/plan"\nexit 0\n}\n`, {
    timeoutMs: SMALL_SCRIPT_TIMEOUT_MS,
  });
  return success({
    runId,
    why: current?.runId === runId ? 'current' : 'latest',
    plan: unpackPlan(packed.stdout),
  });
}

function noRun(wanted: string | undefined, known: readonly string[]): ReturnType<typeof errorDiagnostic> {
  if (wanted === undefined)
    return errorDiagnostic(
      'no-run',
      'The host knows no run of hpvmctl',
      'Nothing was carried out there by this login, or its records were removed. There is nothing to look at or to take back.',
    );
  return errorDiagnostic(
    'no-run',
    `The host knows no run ${wanted}`,
    known.length === 0 ? 'It knows none at all.' : `It knows: ${known.slice(-5).join(', ')}.`,
  );
}
