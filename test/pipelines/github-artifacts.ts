import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** Where artefacts of runs are kept: `<folder>/<run>/<name>/<files>`. Follows actions/upload-artifact and download-artifact, version 4. */
export class GitHubArtifacts {
  constructor(readonly folder: string) {}

  /** @throws Error as the action fails: where the name is taken and is not to be overwritten, and where nothing is found. */
  upload(run: number, workspace: string, inputs: Readonly<Record<string, string>>): void {
    const target = path.join(this.folder, String(run), inputs['name'] ?? 'artifact');
    const patterns = (inputs['path'] ?? '').split('\n').filter((line) => line !== '');
    const found = patterns.map((pattern) => search(workspace, pattern));
    const files = found.flatMap((each) => each.files);
    if (files.length === 0) {
      if (inputs['if-no-files-found'] === 'error') throw new Error('no files were found with the provided path');
      return;
    }
    if (existsSync(target)) {
      if (inputs['overwrite'] !== 'true') throw new Error('409 Conflict: an artifact with this name already exists');
      rmSync(target, { recursive: true });
    }
    const root = commonAncestor(found.map((each) => each.searchPath));
    for (const file of files) cpSync(file, path.join(target, path.relative(root, file)));
  }

  /** @throws Error where there is no artefact of the name. */
  download(run: number, workspace: string, inputs: Readonly<Record<string, string>>): void {
    const kept = path.join(this.folder, inputs['run-id'] ?? String(run));
    const { name, pattern } = inputs;
    const names = existsSync(kept) ? readdirSync(kept) : [];
    const wanted = names.filter((each) => (pattern === undefined ? each === name : expressionOf(pattern).test(each)));
    if (wanted.length === 0 && pattern === undefined) throw new Error(`Artifact not found for name: ${name ?? ''}`);
    for (const each of wanted) {
      const isApart = name === undefined && inputs['merge-multiple'] !== 'true';
      const to = path.join(workspace, inputs['path'] ?? '.', isApart ? each : '.');
      mkdirSync(to, { recursive: true });
      cpSync(path.join(kept, each), to, { recursive: true });
    }
  }
}

/** The files of a path with wildcards, and the longest part of it without any. Folders mean all that is in them. */
function search(
  workspace: string,
  pattern: string,
): { readonly searchPath: string; readonly files: readonly string[] } {
  const parts = pattern.split('/');
  const firstWild = parts.findIndex((part) => part.includes('*'));
  const plain = path.join(workspace, ...(firstWild === -1 ? parts : parts.slice(0, firstWild)));
  if (!existsSync(plain)) return { searchPath: plain, files: [] };
  if (statSync(plain).isFile()) return { searchPath: path.dirname(plain), files: [plain] };
  const below = readdirSync(plain, { recursive: true, encoding: 'utf8' }).map((name) => path.join(plain, name));
  const matches = expressionOf(firstWild === -1 ? `${pattern}/**/*` : pattern);
  const isHidden = (file: string): boolean =>
    path
      .relative(plain, file)
      .split('/')
      .some((part) => part.startsWith('.'));
  const files = below.filter((file) => statSync(file).isFile() && !isHidden(file));
  return { searchPath: plain, files: files.filter((file) => matches.test(path.relative(workspace, file))) };
}

function expressionOf(pattern: string): RegExp {
  const text = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('**/', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '(?:.*/)?');
  return new RegExp(`^${text}$`);
}

function commonAncestor(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((each) => each.split('/'));
  const parts = first as unknown as readonly string[];
  const different = parts.findIndex((part, index) => others.some((other) => other[index] !== part));
  return (different === -1 ? parts : parts.slice(0, different)).join('/');
}
