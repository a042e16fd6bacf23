import type { BigIntStats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { signatureFileOf } from '../workflow/load-signed-plans';
import type { ConnectionOptions } from './command-options';
import type { CliContext } from './context';
import { DEFAULT_DESIRED_FOLDER } from './host-selection';
import { noteDiagnostics } from './note-diagnostics';

/** A file, and its option; none for what stands behind the command. */
interface NamedFile {
  readonly name: string;
  readonly path: string;
  /** Where it is a folder: how the names of those of its files end that are read. */
  readonly ending?: string;
}

/** Every option that names a file; a command has some of them. */
interface FileOptions extends ConnectionOptions {
  readonly out?: string;
  readonly summary?: string;
  readonly history?: string;
  readonly sign?: string;
  readonly snapshot?: readonly string[];
  readonly base?: readonly string[];
  readonly ignore?: string;
  readonly resume?: string;
  readonly requireSignature?: string;
  readonly revokedKeys?: string;
}

/**
 * True when a command writes over nothing that it reads, and no two of its results into one file; says so when it would. To be asked before anything is
 * done. A history is read and written; devices and pipes may stand anywhere.
 */
export async function writesApart(
  context: CliContext,
  paths: readonly string[],
  options: FileOptions,
): Promise<boolean> {
  const outputs = outputsOf(options);
  if (outputs.length === 0) return true;
  const problem = await firstProblem(context.workingFolder, inputsOf(paths, options), outputs);
  if (problem !== undefined) noteDiagnostics(context, [problem]);
  return problem === undefined;
}

function inputsOf(paths: readonly string[], options: FileOptions): readonly NamedFile[] {
  const { sign, snapshot = [], base = [], identity = [] } = options;
  const documents = paths.length === 0 ? [DEFAULT_DESIRED_FOLDER] : paths;
  return [
    ...documents.map((each) => ({ name: '', path: each, ending: '.desired.json' })),
    ...snapshot.map((each) => ({ name: '--snapshot', path: each, ending: '.snapshot.json' })),
    ...base.map((each) => ({ name: '--base', path: each, ending: '.desired.json' })),
    ...identity.map((each) => ({ name: '--identity', path: each })),
    ...named('--sign', sign),
    ...named('--sign', sign === undefined ? undefined : `${sign}.pub`),
    ...named('--ignore', options.ignore),
    ...named('--resume', options.resume),
    ...named('--require-signature', options.requireSignature),
    ...named('--revoked-keys', options.revokedKeys),
    ...named('--known-hosts', options.knownHosts),
    ...named('--ssh-config', options.sshConfig),
  ];
}

function outputsOf({ out, sign, summary, history }: FileOptions): readonly NamedFile[] {
  return [
    ...named('--out', out),
    ...named('the signature of --out', out === undefined || sign === undefined ? undefined : signatureFileOf(out)),
    ...named('--summary', summary),
    ...named('--history', history),
  ];
}

function named(name: string, file: string | undefined): readonly NamedFile[] {
  return file === undefined ? [] : [{ name, path: file }];
}

async function firstProblem(
  workingFolder: string,
  inputs: readonly NamedFile[],
  outputs: readonly NamedFile[],
): Promise<Diagnostic | undefined> {
  const placed = <Named extends NamedFile>(files: readonly Named[]): Promise<readonly (Named & Placed)[]> =>
    Promise.all(files.map(async (each) => ({ ...each, ...(await placeOf(path.resolve(workingFolder, each.path))) })));
  const read = await placed(inputs);
  const written = await placed(outputs);
  for (const [index, output] of written.entries()) {
    const input = read.find((each) => isIn(output, each));
    if (input !== undefined) return replacesInput(output, input);
    const other = written
      .slice(0, index)
      .find(({ identity }) => identity !== undefined && identity === output.identity);
    if (other !== undefined) return replacesOutput(output, other);
  }
  return undefined;
}

interface Placed {
  /** Equal for two names of one file, whether it is there already or not; undefined for what can stand in several places. */
  readonly identity: string | undefined;
  readonly realPath: string;
  readonly kind: 'file' | 'folder' | 'missing' | 'other';
}

async function placeOf(absolute: string): Promise<Placed> {
  const found = await stat(absolute, { bigint: true }).catch(() => undefined);
  if (found === undefined) {
    const folder = await realpath(path.dirname(absolute)).catch(() => path.dirname(absolute));
    const realPath = path.join(folder, path.basename(absolute));
    return { identity: realPath, realPath, kind: 'missing' };
  }
  const kind = kindOf(found);
  const realPath = await realpath(absolute).catch(() => absolute);
  return { identity: kind === 'file' ? `${String(found.dev)}:${String(found.ino)}` : undefined, realPath, kind };
}

function kindOf(found: BigIntStats): Placed['kind'] {
  if (found.isFile()) return 'file';
  return found.isDirectory() ? 'folder' : 'other';
}

function isIn(output: Placed, input: Placed & NamedFile): boolean {
  if (input.kind !== 'folder') return output.kind === 'file' && output.identity === input.identity;
  // Also a new file would be read there, if only by the next command.
  const { ending } = input;
  return (
    ending !== undefined && output.realPath.startsWith(input.realPath + path.sep) && output.realPath.endsWith(ending)
  );
}

function replacesInput(output: NamedFile, input: NamedFile & Placed): Diagnostic {
  const isOne =
    input.kind === 'folder' ? `by its name one of the files in ${input.path} that are read` : 'a file that is read';
  return errorDiagnostic(
    'output-is-input',
    `${output.name} ${output.path} is ${isOne}${input.name === '' ? '' : ` (${input.name})`}`,
    'Nothing was done. Write into another file.',
  );
}

function replacesOutput(output: NamedFile, other: NamedFile): Diagnostic {
  return errorDiagnostic(
    'outputs-are-one',
    `${other.name} and ${output.name} are one file: ${output.path}`,
    'Nothing was done, as only the last of them would be left. Give each a file of its own.',
  );
}
