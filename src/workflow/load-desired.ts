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
}

const DESIRED_FILE = /\.desired\.json$/;

/**
 * Loads desired-state documents, sorted by host. Fails as a whole when one of them cannot be used, when two describe
 * the same host, or when a host that was asked for is in none of them.
 */
export async function loadDesired(
  files: FileReader,
  request: DesiredRequest,
): Promise<Result<readonly LoadedDesired[]>> {
  const diagnostics: Diagnostic[] = [];
  const loaded: LoadedDesired[] = [];
  for (const given of request.paths) {
    const found = await desiredFilesAt(files, given);
    diagnostics.push(...found.diagnostics);
    for (const file of found.ok ? found.value : []) {
      const document = await loadOne(files, file);
      diagnostics.push(...document.diagnostics);
      if (document.ok) loaded.push(document.value);
    }
  }
  diagnostics.push(...duplicateHosts(loaded));
  if (!hasErrors(diagnostics)) diagnostics.push(...unknownHosts(loaded, request.hosts));
  if (hasErrors(diagnostics)) return failure(...diagnostics);
  const wanted = loaded.filter(({ desired }) => request.hosts.length === 0 || request.hosts.includes(desired.host));
  return success(
    wanted.sort((left, right) => (left.desired.host < right.desired.host ? -1 : 1)),
    diagnostics,
  );
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

async function loadOne(files: FileReader, file: string): Promise<Result<LoadedDesired>> {
  const text = await readInputFile(files, file);
  if (!text.ok) return text;
  const decoded = decodeDesiredText(text.value, file);
  if (!decoded.ok) return decoded;
  return success({ path: file, desired: decoded.value, digest: desiredDigest(decoded.value) }, decoded.diagnostics);
}

function duplicateHosts(loaded: readonly LoadedDesired[]): readonly Diagnostic[] {
  return loaded.flatMap(({ desired, path: second }, index) => {
    const first = loaded.slice(0, index).find((earlier) => earlier.desired.host === desired.host);
    if (first === undefined) return [];
    const detail = `${first.path} and ${second} both describe it. Give only one of them, or join them into one document.`;
    return [errorDiagnostic('duplicate-host', `Host ${desired.host} is described twice`, detail, desired.host)];
  });
}

function unknownHosts(loaded: readonly LoadedDesired[], hosts: readonly string[]): readonly Diagnostic[] {
  const known = loaded.map(({ desired }) => desired.host as string);
  return hosts
    .filter((host) => !known.includes(host))
    .map((host) =>
      errorDiagnostic(
        'host-not-described',
        `No desired-state document describes host ${host}`,
        `Described are: ${known.join(', ') || 'none'}. Correct --host, or give the document of ${host}.`,
        host,
      ),
    );
}
