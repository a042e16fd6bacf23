import { mergeSweeps } from '../../fleet/merge-sweeps';
import { loadSweep } from '../../workflow/load-sweep';
import type { ExitCode } from '../../workflow/outcome';
import { formatOf, type DriftMergeOptions } from '../command-options';
import type { CliContext } from '../context';
import { driftDocumentText, driftOutput } from '../drift-output';
import { nodeFiles } from '../node-files';
import { noteDiagnostics } from '../note-diagnostics';
import { saveFile } from '../save-file';

/** Joins what `hpvmctl drift` found in parts of a fleet, and prints it as if it had been one call. */
export async function runDriftMerge(
  context: CliContext,
  paths: readonly string[],
  options: DriftMergeOptions,
): Promise<ExitCode> {
  const files = nodeFiles(context.workingFolder);
  const loaded = await Promise.all(paths.map((path) => loadSweep(files, path)));
  noteDiagnostics(
    context,
    loaded.flatMap(({ diagnostics }) => diagnostics),
  );
  if (loaded.some(({ ok }) => !ok)) return 1;
  const { results, diagnostics, exitCode } = mergeSweeps(loaded.flatMap((each) => (each.ok ? each.value : [])));
  noteDiagnostics(context, diagnostics);
  const drift = { results, shard: undefined, diagnostics: diagnostics.filter(({ severity }) => severity === 'error') };
  context.out(driftOutput(context, drift, formatOf(options)));
  if (
    options.out !== undefined &&
    !(await saveFile(context, options.out, driftDocumentText(drift), 'the drift report'))
  )
    return 1;
  return exitCode;
}
