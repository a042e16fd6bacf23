import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { parseHostName } from '../../model/names';
import { failure, success, type Result } from '../../model/result';
import { printableText } from '../../review/printable-text';
import { snapshotText } from '../../review/snapshot-text';
import { discoverHosts } from '../../workflow/discover';
import { targetOf } from '../../workflow/host-target';
import { loadDesired } from '../../workflow/load-desired';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import type { HostTarget, Ports } from '../../workflow/ports';
import { formatOf, type DiscoverOptions } from '../command-options';
import type { CliContext } from '../context';
import { connectProblems, DEFAULT_DESIRED_FOLDER } from '../host-selection';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { resultsList } from '../results-list';
import { jsonFileText, saveFile } from '../save-file';

/** Observes hosts and prints or keeps their snapshots. */
export async function runDiscover(context: CliContext, options: DiscoverOptions): Promise<ExitCode> {
  const ports = portsOf(context, options);
  const targets = await targetsOf(ports, options);
  noteDiagnostics(context, targets.diagnostics);
  if (!targets.ok) return 1;
  const problems = connectProblems(options, targets.value.length);
  noteDiagnostics(context, problems);
  if (problems.length > 0) return 1;
  const results = await discoverHosts(ports, targets.value);
  for (const result of results) noteDiagnostics(context, result.diagnostics);
  const snapshots = results.flatMap(({ observed }) => (observed === undefined ? [] : [observed]));
  const document = jsonFileText(results.length === 1 ? snapshots[0] : { snapshots });
  const isText = formatOf(options) === 'text';
  if (isText) context.out(snapshots.map((snapshot) => snapshotText(snapshot, context.outStyle)).join('\n'));
  else if (options.out === undefined && snapshots.length > 0) context.out(document);
  if (isText) context.out(resultsList(results));
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

/** Hosts by name, by address alone, or all that the synthesized documents describe. */
async function targetsOf(ports: Ports, options: DiscoverOptions): Promise<Result<readonly HostTarget[]>> {
  const named = options.host ?? [];
  const described = (await ports.files.kindOf(DEFAULT_DESIRED_FOLDER)) === 'folder';
  if (named.length === 0 && options.connect !== undefined) {
    return success([{ host: '', connection: { address: options.connect } }]);
  }
  if (named.length === 0) {
    if (described) return describedTargets(ports, false);
    const next = 'Name it with --host, give its address with --connect, or run this where cdktf.out is.';
    return failure(errorDiagnostic('no-host', 'There is no host to discover', next));
  }
  const wrong = named.filter((name) => parseHostName(name) === undefined);
  if (wrong.length > 0) {
    const next = 'A host name is letters, digits, hyphens and dots. A user and a port belong into --connect.';
    return failure(errorDiagnostic('bad-host-name', `${wrong.join(', ')} is not a host name`, next));
  }
  if (described) {
    const known = await describedTargets(ports, true);
    const byName = new Map(known.ok ? known.value.map((target) => [target.host, target] as const) : []);
    return success(named.map((name) => byName.get(name) ?? { host: name, connection: { address: name } }));
  }
  return success(named.map((name) => ({ host: name, connection: { address: name } })));
}

async function describedTargets(ports: Ports, skipsBroken: boolean): Promise<Result<readonly HostTarget[]>> {
  const documents = await loadDesired(ports.files, { paths: [DEFAULT_DESIRED_FOLDER], hosts: [], skipsBroken });
  if (!documents.ok) return documents;
  return success(
    documents.value.map(({ desired }) => targetOf(desired)),
    documents.diagnostics,
  );
}
