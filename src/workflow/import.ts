import { desiredDigest } from '../desired/desired-digest';
import { importHost } from '../import/import-host';
import type { ImportedHost, ImportSource } from '../import/imported-host';
import { importedProject, type ImportedProject, type ProjectFile } from '../import/project/imported-project';
import { proposalFor, type Proposal } from '../import/proposal';
import { errorDiagnostic, hasErrors, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { parseHostName } from '../model/names';
import type { ObservedHost } from '../model/observed-host';
import { printableJson } from '../model/printable-json';
import { failure, success, type Result } from '../model/result';
import type { HostOutcome } from './outcome';
import { loadSnapshots } from './observe';
import type { FileReader } from './ports';
import { provenPlan } from './proven-plan';
import { editedText, type EditedText } from './edited-text';
import { readProblem } from './read-input-file';

/**
 * Folder, in that of the project, with the snapshots that its files were last in step with. Not `snapshots`: who keeps snapshots for reviews there and takes them anew would
 * move what is compared with.
 */
export const IMPORTED = 'imported';

/** What came of one host. */
export interface HostImport extends HostOutcome {
  readonly imported: ImportedHost;
}

/** A file to be made; there is none of that name, or it is one that import keeps for itself. */
export type NewFile = ProjectFile;

/** A difference that a person is asked to take over. */
export interface ProposedFile extends Proposal {
  readonly path: string;
}

/** What import would do in a folder. Nothing that exists is written over, but the snapshots. */
export interface ImportUpdate {
  readonly made: readonly NewFile[];
  readonly proposed: readonly ProposedFile[];
  /** Files that exist and need nothing. */
  readonly kept: readonly string[];
  readonly snapshots: readonly NewFile[];
}

/**
 * Imports hosts. Exit code 0 when planning what the code will declare against the same host is a no-op, 4 when such a plan is blocked
 * or not empty, with the reasons.
 */
export function importHosts(sources: readonly ImportSource[]): readonly HostImport[] {
  return sources.map((source) => {
    const imported = importHost(source);
    const { desired, observed } = imported;
    const plan = provenPlan({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: false });
    const isNoOp = plan.status === 'no-op' && plan.changes.length === 0;
    const errors = plan.diagnostics.filter(({ severity }) => severity === 'error');
    return {
      host: desired.host,
      exitCode: isNoOp ? 0 : 4,
      diagnostics: isNoOp ? [] : [notInStep(plan.changes.length), ...errors],
      imported,
    };
  });
}

function notInStep(changes: number): Diagnostic {
  return warningDiagnostic(
    'import-not-in-step',
    'a plan of what was imported is not empty on this host as it is',
    changes === 0
      ? 'The code can be used when the following has been settled on the host.'
      : `It has ${String(changes)} changes that no code can avoid: look at them with hpvmctl plan.`,
  );
}

/** Refuses what cannot become files: names that are none, two snapshots of one host. */
export function importProblems(sources: readonly ImportSource[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return sources.flatMap(({ observed: { host } }) => {
    if (parseHostName(host) === undefined)
      return [
        errorDiagnostic(
          'bad-host-name',
          `${JSON.stringify(host.slice(0, 80))} is not a host name`,
          'A host name is letters, digits, hyphens and dots. Take the snapshot again with --host and the name that you manage it by.',
        ),
      ];
    if (seen.has(host))
      return [
        errorDiagnostic('duplicate-host', `Host ${host} is given twice`, 'Give one snapshot of each host.', host),
      ];
    seen.add(host);
    return [];
  });
}

/** The files of the hosts, for printing. */
export function importedFiles(hosts: readonly HostImport[]): readonly ProjectFile[] {
  const { hosts: files, shared } = importedProject(hosts.map(({ imported }) => imported));
  return [...(shared === undefined ? [] : [shared]), ...files];
}

/** Compares what import would write with what stands in a folder. Fails when something there cannot be read. */
export async function importInto(
  files: FileReader,
  folder: string,
  hosts: readonly HostImport[],
): Promise<Result<ImportUpdate>> {
  const known = await storedHosts(files, folder);
  if (!known.ok) return known;
  const fresh = new Map(hosts.map(({ host, imported }) => [host, imported]));
  const before = known.value.map(({ observed }) => {
    const connection = fresh.get(observed.host)?.connection;
    return importHost({ observed, ...(connection === undefined ? {} : { connection }) });
  });
  const present = new Map(known.value.map(({ observed, file }) => [observed.host, file]));
  const others = before.filter(({ desired }) => !fresh.has(desired.host));
  const base = importedProject(before, present);
  const wanted = importedProject([...others, ...fresh.values()], present);
  const bases = new Map(allFiles(base).map(({ path, text }) => [path, text]));
  const made: NewFile[] = [];
  const proposed: ProposedFile[] = [];
  const kept: string[] = [];
  for (const { path, text } of allFiles(wanted)) {
    const place = `${folder}/${path}`;
    const isOther = wanted.hosts.some((file) => file.path === path && !fresh.has(file.host));
    const kind = await files.kindOf(place);
    if (kind === 'missing') {
      // Whose file was removed and whose host was not asked for is left alone.
      if (!isOther) made.push({ path, text });
      continue;
    }
    const edited = await readEdited(files, place);
    if (!edited.ok) return edited;
    const proposal = proposalFor({ path, present: edited.value.text, base: bases.get(path), wanted: text });
    if (proposal === undefined) kept.push(path);
    else proposed.push({ path, ...proposal, text: edited.value.as(proposal.text) });
  }
  const withoutBase = wanted.hosts.filter(
    ({ path }) => !bases.has(path) && proposed.some((each) => each.path === path),
  );
  return success(
    { made, proposed, kept, snapshots: snapshotsToKeep(wanted, fresh, present, bases, proposed) },
    withoutBase.map(({ host, path }) => nothingToCompareWith(host, `${folder}/${path}`, folder)),
  );
}

function nothingToCompareWith(host: string, path: string, folder: string): Diagnostic {
  return warningDiagnostic(
    'nothing-to-compare-with',
    `what was edited by hand in ${path} is not in its proposal`,
    `No snapshot in ${folder}/${IMPORTED} says what that file was made from, so it is compared as a whole. Keep ${folder}/${IMPORTED} in version control beside it; take over by hand what you want of the proposal.`,
    host,
  );
}

async function readEdited(files: FileReader, place: string): Promise<Result<EditedText>> {
  try {
    return editedText(await files.readText(place), place);
  } catch (error) {
    return failure(readProblem(error, place));
  }
}

function allFiles({ shared, hosts, main }: ImportedProject): readonly ProjectFile[] {
  return [...(shared === undefined ? [] : [shared]), ...hosts, main];
}

/** A snapshot is what its file was last in step with: it waits for a person to take a proposal over. */
function snapshotsToKeep(
  wanted: ImportedProject,
  fresh: ReadonlyMap<string, ImportedHost>,
  present: ReadonlyMap<string, string>,
  bases: ReadonlyMap<string, string>,
  proposed: readonly ProposedFile[],
): readonly NewFile[] {
  const waiting = new Set(proposed.map(({ path }) => path));
  if (wanted.shared !== undefined && waiting.has(wanted.shared.path)) return [];
  return wanted.hosts.flatMap(({ host, path, text }) => {
    const imported = fresh.get(host);
    const isSame = bases.get(path) === text && present.has(host);
    if (imported === undefined || waiting.has(path) || isSame) return [];
    const content = `${printableJson(imported.observed, 2)}\n`;
    return [{ path: `${IMPORTED}/${path.replace(/\.ts$/, '')}.snapshot.json`, text: content }];
  });
}

/** A host as its file was last in step with it. */
interface StoredHost {
  readonly observed: ObservedHost;
  /** Name of its file without `.ts`, which is that of the snapshot. */
  readonly file: string;
}

async function storedHosts(files: FileReader, folder: string): Promise<Result<readonly StoredHost[]>> {
  const place = `${folder}/${IMPORTED}`;
  if ((await files.kindOf(place)) !== 'folder') return success([]);
  const stored: StoredHost[] = [];
  for (const path of await files.filesBelow(place)) {
    const [, file] = /([^/\\]+)[.]snapshot[.]json$/.exec(path) ?? [];
    if (file === undefined) continue;
    const loaded = await loadSnapshots(files, [path]);
    if (!loaded.ok) return loaded;
    stored.push(...loaded.value.map((observed) => ({ observed, file })));
  }
  const problems = importProblems(stored);
  return hasErrors(problems) ? failure(...problems) : success(stored);
}
