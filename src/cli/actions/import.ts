import path from 'node:path';
import type { ImportSource } from '../../import/imported-host';
import { errorDiagnostic, hasErrors, type Diagnostic } from '../../model/diagnostic';
import { failure, success, type Result } from '../../model/result';
import { displayCommand } from '../../model/shell-word';
import { printableText } from '../../review/printable-text';
import { parseAddressArgument } from '../../transport/address-argument';
import { discoverHosts } from '../../workflow/discover';
import {
  IMPORTED,
  importHosts,
  importedFiles,
  importInto,
  importProblems,
  type ImportUpdate,
} from '../../workflow/import';
import { loadSnapshots } from '../../workflow/observe';
import { largestExitCode, type ExitCode, type HostOutcome } from '../../workflow/outcome';
import type { FileReader, HostTarget, Ports } from '../../workflow/ports';
import type { ImportOptions } from '../command-options';
import type { CliContext } from '../context';
import { discoveryTargets } from '../discovery-targets';
import { connectProblems } from '../host-selection';
import { keepAside } from '../keep-aside';
import { makeFolders } from '../make-folders';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { codeWords, failureWords } from '../result-words';
import { resultsList } from '../results-list';
import { saveFile } from '../save-file';

/** Writes hosts as TypeScript, or proposes what has changed since. */
export async function runImport(context: CliContext, options: ImportOptions): Promise<ExitCode> {
  const ports = portsOf(context, options);
  const found =
    options.snapshot === undefined ? await liveSources(ports, options) : await recordedSources(ports, options);
  noteDiagnostics(context, found.diagnostics);
  if (!found.ok) return 1;
  const { sources, failed } = found.value;
  for (const { diagnostics } of failed) noteDiagnostics(context, diagnostics);
  const problems = importProblems(sources);
  noteDiagnostics(context, problems);
  if (hasErrors(problems)) return 1;
  const hosts = importHosts(sources);
  for (const { diagnostics } of hosts) noteDiagnostics(context, diagnostics);
  if (options.out === undefined) {
    const files = importedFiles(hosts);
    for (const { path: file, text } of files)
      context.out(files.length === 1 ? text : `// ---- ${file} ----\n\n${text}\n`);
  } else if (hosts.length > 0) {
    const update = await importInto(ports.files, options.out, hosts);
    noteDiagnostics(context, update.diagnostics);
    if (!update.ok || !(await writeUpdate(context, ports.files, options.out, update.value))) return 1;
  }
  const outcomes = [
    ...hosts.map(({ host, exitCode }) => ({
      host,
      exitCode,
      result: exitCode === 0 ? 'imported' : codeWords(exitCode),
    })),
    ...failed.map(({ host, exitCode, diagnostics }) => ({
      host,
      exitCode,
      result: failureWords(exitCode, diagnostics),
    })),
  ];
  if (options.out !== undefined) context.out(resultsList(outcomes));
  return largestExitCode(outcomes);
}

interface Sources {
  readonly sources: readonly ImportSource[];
  readonly failed: readonly HostOutcome[];
}

async function liveSources(ports: Ports, options: ImportOptions): Promise<Result<Sources>> {
  const targets = await discoveryTargets(ports, options);
  if (!targets.ok) return targets;
  const problems = connectProblems(options, targets.value.length);
  if (problems.length > 0) return failure(...targets.diagnostics, ...problems);
  const results = await discoverHosts(ports, targets.value);
  const sources = results.flatMap(({ observed }, index): readonly ImportSource[] => {
    if (observed === undefined) return [];
    const connection = connectionToWrite(targets.value[index], options, observed.host);
    return [{ observed, ...(connection === undefined ? {} : { connection }) }];
  });
  const failed = results.filter(({ observed }) => observed === undefined);
  const warnings = results.filter(({ observed }) => observed !== undefined).flatMap(({ diagnostics }) => diagnostics);
  return success({ sources, failed }, [...targets.diagnostics, ...warnings]);
}

/** What the code has to say of the connection: nothing where the name of the host leads there. */
function connectionToWrite(
  target: HostTarget | undefined,
  { connect }: ImportOptions,
  host: string,
): HostTarget['connection'] | undefined {
  const connection = connect === undefined ? target?.connection : parseAddressArgument(connect);
  if (connection === undefined) return undefined;
  const isPlain = connection.address === host && Object.keys(connection).length === 1;
  return isPlain ? undefined : connection;
}

async function recordedSources(ports: Ports, options: ImportOptions): Promise<Result<Sources>> {
  const snapshots = await loadSnapshots(ports.files, options.snapshot ?? []);
  if (!snapshots.ok) return snapshots;
  const wanted = options.host ?? snapshots.value.map(({ host }) => host);
  const missing = wanted.filter((host) => !snapshots.value.some((snapshot) => snapshot.host === host));
  if (missing.length > 0)
    return failure(
      ...missing.map((host) =>
        noSnapshot(
          host,
          snapshots.value.map((each) => each.host),
        ),
      ),
    );
  const sources = snapshots.value.filter(({ host }) => wanted.includes(host)).map((observed) => ({ observed }));
  return success({ sources, failed: [] }, snapshots.diagnostics);
}

function noSnapshot(host: string, given: readonly string[]): Diagnostic {
  const next = `The snapshots are of: ${given.join(', ')}. Correct --host, or give the snapshot of ${host}.`;
  return errorDiagnostic('no-snapshot-of-host', `None of the snapshots is of host ${host}`, next, host);
}

async function writeUpdate(
  context: CliContext,
  files: FileReader,
  folder: string,
  update: ImportUpdate,
): Promise<boolean> {
  const { made, proposed, kept, snapshots } = update;
  const place = (file: string): string => path.join(folder, file);
  for (const each of [folder, ...(snapshots.length === 0 ? [] : [place(IMPORTED)])])
    if (!(await makeFolder(context, each))) return false;
  for (const { path: file, text } of made) {
    if (!(await saveFile(context, place(file), text, 'the code'))) return false;
    if (!context.isWatched) context.out(`made       ${printableText(place(file))}\n`);
  }
  for (const file of kept) {
    const isLeft = (await files.kindOf(place(`${file}.proposed`))) !== 'missing';
    const note = isLeft ? `  (${file}.proposed is of an earlier import)` : '';
    context.out(`unchanged  ${printableText(place(file))}${printableText(note)}\n`);
  }
  for (const { path: file, text, hasConflicts } of proposed) {
    const proposal = place(`${file}.proposed`);
    if (!(await makeRoom(context, proposal, text))) return false;
    if (!(await saveFile(context, proposal, text, 'the proposal'))) return false;
    const note = hasConflicts ? '  (file and host changed the same lines: both stand between markers)' : '';
    context.out(`proposed   ${printableText(proposal)}${note}\n`);
  }
  for (const { diff } of proposed) context.out(`\n${diff.split('\n').map(printableText).join('\n')}`);
  if (proposed.length > 0) {
    const files = proposed.map(({ path: file }) => place(file));
    context.out(
      takeOver(
        files,
        proposed.some(({ hasConflicts }) => hasConflicts),
      ),
    );
  }
  for (const { path: file, text } of snapshots)
    if (!(await saveFile(context, place(file), text, 'the snapshot that it was made from'))) return false;
  return true;
}

/** Nothing of a proposal counts before a person takes it over. */
function takeOver(files: readonly string[], hasConflicts: boolean): string {
  const commands = files.map((file) => `  ${displayCommand(['mv', `${file}.proposed`, file])}\n`);
  const first = hasConflicts ? 'Settle what stands between markers. Then' : 'When you have read it,';
  return `\nThe program is as it was. ${first} take it over:\n${commands.join('')}\n`;
}

/** Whoever worked in an earlier proposal finds it again. */
function makeRoom(context: CliContext, proposal: string, text: string): Promise<boolean> {
  const absolute = path.resolve(context.workingFolder, proposal);
  const work = async (): Promise<void> => {
    const aside = await keepAside(absolute, text);
    if (aside !== undefined)
      context.out(`kept       ${printableText(`${proposal}${aside.slice(absolute.length)}`)}  (an earlier proposal)\n`);
  };
  return succeeds(context, work, `Cannot keep what stands in ${proposal}`, 'Move it away by hand, and import again.');
}

function makeFolder(context: CliContext, folder: string): Promise<boolean> {
  return succeeds(
    context,
    () => makeFolders(path.resolve(context.workingFolder, folder)),
    `Cannot make the folder ${folder}`,
    'Choose another folder with --out, or have its permissions changed (ls -ld shows them).',
  );
}

/** Does something with files; when that fails says what and why, and gives false. */
async function succeeds(context: CliContext, work: () => Promise<void>, what: string, next: string): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    noteDiagnostics(context, [errorDiagnostic('cannot-write-file', `${what}: ${error.message}`, next)]);
    return false;
  }
}
