import { decodeDesiredText } from '../desired/decode-desired-text';
import { desiredDigest } from '../desired/desired-digest';
import { isInShard, type Shard } from '../fleet/shard';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, hasErrors, type Diagnostic } from '../model/diagnostic';
import { parseJson } from '../model/parse-json';
import { failure, success, type Result } from '../model/result';
import { readInputFile, readProblem } from './read-input-file';
import type { BrokenDocument } from './broken-document';
import { someNames } from './some-names';
import type { FileReader } from './ports';

/** A desired-state document and where it came from. */
export interface LoadedDesired {
  readonly path: string;
  readonly desired: DesiredHost;
  readonly digest: string;
}

export interface DesiredRequest {
  /** Files, or folders (with their sub-folders) in which every `*.desired.json` is taken. */
  readonly paths: readonly string[];
  /** Only these hosts; empty: all. */
  readonly hosts: readonly string[];
  /** True: a file in a folder that cannot be used is reported, and the others are loaded all the same. */
  readonly skipsBroken?: boolean;
  /** Only this part of the hosts. A part without hosts is a success. */
  readonly shard?: Shard;
}

/** What is kept of a document. */
interface DesiredOf {
  readonly path: string;
  readonly host: string;
}

/** What is kept of documents, and of how many hosts the files speak, whichever of them were asked for. */
export interface CollectedDesired<Kept> {
  readonly documents: readonly Kept[];
  /** What was skipped. */
  readonly broken: readonly BrokenDocument[];
  readonly hostCount: number;
}

const DESIRED_FILE = /\.desired\.json$/;

/**
 * Loads desired-state documents, sorted by host. Fails as a whole when one of them cannot be used (unless broken ones are
 * to be skipped: then a success carries their errors), when two describe the same host, or when a host that was asked
 * for is in none of them. With `hosts`, what is wrong with the documents of other hosts does not matter.
 */
export async function loadDesired(
  files: FileReader,
  request: DesiredRequest,
): Promise<Result<readonly LoadedDesired[]>> {
  const collected = await loadAllDesired(files, request);
  if (!collected.ok) return collected;
  const { documents, broken } = collected.value;
  const isUseless = documents.length === 0 && broken.length > 0;
  return isUseless ? failure(...collected.diagnostics) : success(documents, collected.diagnostics);
}

/** The same, and which files of folders were skipped; a success also where that is all of them. */
export async function loadAllDesired(
  files: FileReader,
  request: DesiredRequest,
): Promise<Result<Pick<CollectedDesired<LoadedDesired>, 'documents' | 'broken'>>> {
  const collected = await collectDesired(files, request, (loaded) => ({
    path: loaded.path,
    host: loaded.desired.host,
    loaded,
  }));
  if (!collected.ok) return collected;
  const { documents, broken } = collected.value;
  return success({ documents: documents.map(({ loaded }) => loaded), broken }, collected.diagnostics);
}

/** As {@link loadAllDesired}; of each document only what `keep` makes of it stays in memory. */
export async function collectDesired<Kept extends DesiredOf>(
  files: FileReader,
  request: DesiredRequest,
  keep: (loaded: LoadedDesired) => Kept,
): Promise<Result<CollectedDesired<Kept>>> {
  const problems: Diagnostic[] = [];
  const found: FoundDocument<Kept>[] = [];
  const otherHosts: string[] = [];
  for (const given of request.paths) {
    const below = await desiredFilesAt(files, given);
    problems.push(...below.diagnostics);
    for (const path of below.ok ? below.value : []) {
      const { host: said, document } = await loadOne(files, path);
      const host = said ?? hostOfFile(path);
      if (!isInShard(host, request.shard) || (said !== undefined && !isAskedFor(host, request.hosts))) {
        otherHosts.push(host);
        continue;
      }
      const isSkipped = request.skipsBroken === true && !document.ok && path !== given;
      const kept = document.ok ? keep(document.value) : undefined;
      found.push({ path, host, isSaid: said !== undefined, isSkipped, kept, diagnostics: document.diagnostics });
    }
  }
  const described = [...found.filter(({ isSaid }) => isSaid).map(({ host }) => host), ...otherHosts];
  const names = new Map(request.hosts.map((host) => [host, hostMeant(host, described)]));
  const wanted = new Set(names.values());
  const isWanted = ({ host, isSaid }: FoundDocument<Kept>): boolean =>
    !isSaid || request.hosts.length === 0 || wanted.has(host);
  const taken = found.filter(isWanted);
  const broken = taken.filter(({ isSkipped }) => isSkipped);
  const documents = taken.flatMap(({ kept }) => kept ?? []).sort((left, right) => (left.host < right.host ? -1 : 1));
  const skipped = broken.flatMap(({ diagnostics }) => diagnostics);
  const diagnostics = [
    ...problems,
    ...taken.flatMap((each) => (each.isSkipped ? [] : each.diagnostics)),
    ...duplicateHosts(documents),
  ];
  if (!hasErrors([...diagnostics, ...skipped])) diagnostics.push(...unknownHosts(names, described));
  if (hasErrors(diagnostics)) return failure(...skipped, ...diagnostics);
  const hosts = new Set([...documents.map(({ host }) => host), ...otherHosts, ...found.map(({ host }) => host)]);
  return success({ documents, broken, hostCount: hosts.size }, [...skipped, ...diagnostics]);
}

interface FoundDocument<Kept> extends BrokenDocument {
  /** False: the document does not say whose it is. */
  readonly isSaid: boolean;
  readonly isSkipped: boolean;
  readonly kept: Kept | undefined;
}

/** Also a document that cannot be used says whose it is. */
function isAskedFor(host: string, hosts: readonly string[]): boolean {
  return hosts.length === 0 || hosts.some((wanted) => wanted.toLowerCase() === host.toLowerCase());
}

/** Which of the described hosts somebody means: the one of this name, else the only one that is told apart by upper and lower case alone. */
function hostMeant(wanted: string, described: readonly string[]): string | undefined {
  if (described.includes(wanted)) return wanted;
  const alike = new Set(described.filter((host) => host.toLowerCase() === wanted.toLowerCase()));
  const [only] = alike;
  return alike.size === 1 ? only : undefined;
}

/** Whose document a file is by its name, as synthesis chooses it: one that does not say so must belong to one shard alone. */
function hostOfFile(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(DESIRED_FILE, '');
}

async function desiredFilesAt(files: FileReader, given: string): Promise<Result<readonly string[]>> {
  const kind = await files.kindOf(given);
  if (kind === 'file') return success([given]);
  if (kind === 'missing') {
    return failure(
      errorDiagnostic(
        'desired-not-found',
        `There is no file or folder ${given}`,
        'Give a desired-state file, or the folder that synthesis wrote (cdktf.out is taken when none is given). Run your CDKTF program first (node, or npx -p cdktf-cli cdktf synth).',
      ),
    );
  }
  let below: readonly string[];
  try {
    below = await files.filesBelow(given);
  } catch (error) {
    return failure(readProblem(error, given));
  }
  const found = below.filter((file) => DESIRED_FILE.test(file));
  if (found.length > 0) return success(found);
  return failure(
    errorDiagnostic(
      'no-desired-files',
      `The folder ${given} holds no *.desired.json`,
      'Synthesis writes one for each IntegrityVmHost. Run your CDKTF program first (node, or npx -p cdktf-cli cdktf synth).',
    ),
  );
}

/** Reads one file, whoever it is for. */
export async function loadDesiredFile(files: FileReader, file: string): Promise<Result<LoadedDesired>> {
  return (await loadOne(files, file)).document;
}

/** A document, and the host that it says it is for, as far as that can be made out. */
async function loadOne(
  files: FileReader,
  file: string,
): Promise<{ readonly host: string | undefined; readonly document: Result<LoadedDesired> }> {
  const text = await readInputFile(files, file);
  if (!text.ok) return { host: undefined, document: text };
  const decoded = decodeDesiredText(text.value, file);
  if (!decoded.ok) return { host: hostNamedIn(text.value), document: decoded };
  const loaded = { path: file, desired: decoded.value, digest: desiredDigest(decoded.value) };
  return { host: decoded.value.host, document: success(loaded, decoded.diagnostics) };
}

function hostNamedIn(text: string): string | undefined {
  try {
    const json: unknown = parseJson(text);
    if (typeof json !== 'object' || json === null || !('host' in json)) return undefined;
    return typeof json.host === 'string' ? json.host : undefined;
  } catch {
    // Not JSON: the decoder has said so, with its place.
    return undefined;
  }
}

function duplicateHosts(loaded: readonly DesiredOf[]): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return loaded.flatMap(({ host, path: second }) => {
    const known = first.get(host);
    if (known === undefined) first.set(host, second);
    if (known === undefined) return [];
    const detail = `${known} and ${second} both describe it. Give only one of them, or join them into one document.`;
    return [errorDiagnostic('duplicate-host', `Host ${host} is described twice`, detail, host)];
  });
}

function unknownHosts(
  names: ReadonlyMap<string, string | undefined>,
  described: readonly string[],
): readonly Diagnostic[] {
  const known = someNames(described);
  return [...names]
    .filter(([, meant]) => meant === undefined)
    .map(([host]) =>
      errorDiagnostic(
        'host-not-described',
        `No desired-state document describes host ${host}`,
        `Described are: ${known(host)}. Correct --host, or give the document of ${host}.`,
        host,
      ),
    );
}
