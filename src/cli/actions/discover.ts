import type { ObservedHost } from '../../model/observed-host';
import { printableText } from '../../review/printable-text';
import { snapshotText } from '../../review/snapshot-text';
import { keptMemo } from '../../transport/memo';
import { discoverHosts } from '../../workflow/discover';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { formatOf, type DiscoverOptions } from '../command-options';
import type { CliContext } from '../context';
import { discoveryTargets } from '../discovery-targets';
import { connectProblems } from '../host-selection';
import { misplacedOutput } from '../misplaced-output';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { failureWords } from '../result-words';
import { resultsList } from '../results-list';
import { jsonFileText, saveFile } from '../save-file';
import { writesApart } from '../separate-files';

/** Observes hosts and prints or keeps their snapshots. */
export async function runDiscover(context: CliContext, options: DiscoverOptions): Promise<ExitCode> {
  const misplaced = misplacedOutput(context, { command: 'discover', kept: 'the snapshot', options });
  if (misplaced !== undefined) {
    noteDiagnostics(context, [misplaced]);
    return 1;
  }
  if (!(await writesApart(context, [], options))) return 1;
  const ports = portsOf(context, options, keptMemo());
  const targets = await discoveryTargets(ports, options);
  noteDiagnostics(context, targets.diagnostics);
  if (!targets.ok) return 1;
  const problems = connectProblems(options, targets.value.length);
  noteDiagnostics(context, problems);
  if (problems.length > 0) return 1;
  const results = await discoverHosts(ports, targets.value, {
    atOnce: options.concurrency,
    budget: options.hostTimeout,
  });
  for (const result of results) noteDiagnostics(context, result.diagnostics);
  const snapshots = results.flatMap(({ observed }) => (observed === undefined ? [] : [observed]));
  const document = jsonFileText(results.length === 1 ? snapshots[0] : { snapshots });
  const isText = formatOf(options) === 'text';
  if (isText) context.out(snapshots.map((snapshot) => snapshotText(snapshot, context.outStyle)).join('\n'));
  else if (options.out === undefined && snapshots.length > 0) context.out(document);
  // With a file for the snapshots, stdout is free to say which hosts have none.
  if (isText || options.out !== undefined)
    context.out(
      resultsList(
        results.map(({ host, exitCode, observed, diagnostics }) => ({
          host,
          exitCode,
          result: observed === undefined ? failureWords(exitCode, diagnostics) : 'read',
        })),
      ),
    );
  if (options.out !== undefined && !(await keep(context, options.out, snapshots, document))) return 1;
  return largestExitCode(results);
}

async function keep(
  context: CliContext,
  file: string,
  snapshots: readonly ObservedHost[],
  document: string,
): Promise<boolean> {
  return snapshots.length === 0 || saveFile(context, file, document, snapshotsText(snapshots));
}

function snapshotsText(snapshots: readonly ObservedHost[]): string {
  const hosts = snapshots.map(({ host }) => printableText(host)).join(', ');
  return `the ${snapshots.length === 1 ? 'snapshot' : 'snapshots'} of ${hosts}`;
}
