import { decodeDesiredText } from '../desired/decode-desired-text';
import { desiredDigest } from '../desired/desired-digest';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, hasErrors, type Diagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import { readInputFile, readProblem } from './read-input-file';
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
  const diagnostics: Diagnostic[] = [];
  const skipped: Diagnostic[] = [];
  const loaded: LoadedDesired[] = [];
  const otherHosts: string[] = [];
  for (const given of request.paths) {
    const found = await desiredFilesAt(files, given);
    diagnostics.push(...found.diagnostics);
    for (const file of found.ok ? found.value : []) {
      const { host, document } = await loadOne(files, file);
      if (host !== undefined && !isWanted(host, request)) {
        otherHosts.push(host);
        continue;
      }
      const isSkipped = request.skipsBroken === true && !document.ok && file !== given;
      (isSkipped ? skipped : diagnostics).push(...document.diagnostics);
      if (document.ok) loaded.push(document.value);
    }
  }
  diagnostics.push(...duplicateHosts(loaded));
  if (!hasErrors([...diagnostics, ...skipped])) diagnostics.push(...unknownHosts(loaded, otherHosts, request.hosts));
  const all = [...skipped, ...diagnostics];
  if (hasErrors(diagnostics) || (loaded.length === 0 && skipped.length > 0)) return failure(...all);
  return success(
    loaded.sort((left, right) => (left.desired.host < right.desired.host ? -1 : 1)),
    all,
  );
}

/** Also a document that cannot be used says whose it is; a mere difference in case is a mistake to be told. */
function isWanted(host: string, { hosts }: DesiredRequest): boolean {
  return hosts.length === 0 || hosts.some((wanted) => wanted.toLowerCase() === host.toLowerCase());
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
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || !('host' in json)) return undefined;
    return typeof json.host === 'string' ? json.host : undefined;
  } catch {
    // Not JSON: the decoder has said so, with its place.
    return undefined;
  }
}

function duplicateHosts(loaded: readonly LoadedDesired[]): readonly Diagnostic[] {
  return loaded.flatMap(({ desired, path: second }, index) => {
    const first = loaded.slice(0, index).find((earlier) => earlier.desired.host === desired.host);
    if (first === undefined) return [];
    const detail = `${first.path} and ${second} both describe it. Give only one of them, or join them into one document.`;
    return [errorDiagnostic('duplicate-host', `Host ${desired.host} is described twice`, detail, desired.host)];
  });
}

function unknownHosts(
  loaded: readonly LoadedDesired[],
  otherHosts: readonly string[],
  hosts: readonly string[],
): readonly Diagnostic[] {
  const known = [...loaded.map(({ desired }): string => desired.host), ...otherHosts].sort();
  return hosts
    .filter((host) => !loaded.some(({ desired }) => desired.host === host))
    .map((host) =>
      errorDiagnostic(
        'host-not-described',
        `No desired-state document describes host ${host}`,
        `Described are: ${known.join(', ') || 'none'}. Correct --host, or give the document of ${host}.`,
        host,
      ),
    );
}
