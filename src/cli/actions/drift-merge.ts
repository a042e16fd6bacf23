import { mergeSweeps } from '../../fleet/merge-sweeps';
import { olderParts } from '../../fleet/older-parts';
import { loadSweep } from '../../workflow/load-sweep';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { formatOf, type DriftMergeOptions } from '../command-options';
import type { CliContext } from '../context';
import { driftDocumentText, driftOutput } from '../drift-output';
import { nodeFiles } from '../node-files';
import { misplacedOutput } from '../misplaced-output';
import { noteDiagnostics } from '../note-diagnostics';
import { saveFile } from '../save-file';
import { writesApart } from '../separate-files';

/** Joins what `hpvmctl drift` found in parts of a fleet, and prints it as if it had been one call. */
export async function runDriftMerge(
  context: CliContext,
  paths: readonly string[],
  options: DriftMergeOptions,
): Promise<ExitCode> {
  const misplaced = misplacedOutput(context, { command: 'drift merge', kept: 'the reports', options });
  if (misplaced !== undefined) {
    noteDiagnostics(context, [misplaced]);
    return 1;
  }
  if (!(await writesApart(context, paths, options))) return 1;
  const files = nodeFiles(context.workingFolder);
  const loaded = await Promise.all(paths.map((path) => loadSweep(files, path)));
  const unusable = loaded.flatMap(({ diagnostics }) => diagnostics);
  noteDiagnostics(context, unusable);
  const parts = loaded.flatMap((each) => (each.ok ? each.value : []));
  if (parts.length === 0) return 1;
  const merged = mergeSweeps(parts);
  const { results, hosts } = merged;
  const failures = results.flatMap(({ report, diagnostics: why }) => (report === null ? why : []));
  const old = olderParts(parts, options.maxAge);
  noteDiagnostics(context, [...new Set([...old, ...merged.diagnostics, ...failures])]);
  const diagnostics = [...unusable, ...old, ...merged.diagnostics].filter(({ severity }) => severity === 'error');
  const startedAt = merged.startedAt ?? context.now().toISOString();
  const drift = { results, shard: undefined, head: { startedAt, hosts }, diagnostics };
  context.out(driftOutput(context, drift, formatOf(options)));
  const isSaved =
    options.out === undefined || (await saveFile(context, options.out, driftDocumentText(drift), 'the drift report'));
  return largestExitCode([merged, { exitCode: isSaved && diagnostics.length === 0 ? 0 : 1 }]);
}
