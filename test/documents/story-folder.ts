import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../architecture/repository-files';

/**
 * What a reader's folder is.
 *
 * - `project`: the package was installed into it.
 * - `repository`: a clone of this one, behind `npm ci` and not built yet.
 * - `examples/...`: a copy of that folder alone.
 */
export type StoryFolder = 'project' | 'repository' | `examples/${string}`;

/** Of the repository, documents and tests are not needed to build and to run it. */
const NOT_IN_A_BUILD = /^(?:docs|test)\//;

/** Fills a folder that is there and empty. `types` has the declarations of the package, see {@link declarationsOfPackage}. */
export function fillFolder(folder: string, kind: StoryFolder, types: string): void {
  if (kind === 'project') installPackage(folder, types);
  else if (kind === 'repository') {
    copyTracked(ROOT, folder, (file) => !NOT_IN_A_BUILD.test(file));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  } else copyTracked(path.join(ROOT, kind), folder, () => true);
}

/** The declarations of the package in a folder of their own: other tests may be making those in build/ anew. */
export function declarationsOfPackage(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'story-types-'));
  const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.types.json', '--outDir', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
  return folder;
}

function installPackage(folder: string, types: string): void {
  const modules = path.join(folder, 'node_modules');
  const ours = path.join(modules, 'cdktf-hpvm');
  mkdirSync(path.join(ours, 'build'), { recursive: true });
  symlinkSync(path.join(ROOT, 'package.json'), path.join(ours, 'package.json'));
  symlinkSync(path.join(ROOT, 'schema'), path.join(ours, 'schema'));
  symlinkSync(path.join(ROOT, 'build', 'constructs'), path.join(ours, 'build', 'constructs'));
  symlinkSync(types, path.join(ours, 'build', 'types'));
  for (const name of ['.bin', '@cdktf', '@types', 'cdktf', 'constructs', 'typescript'])
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
}

/** What git has of a folder of this repository: nothing that was built or tried there. */
function copyTracked(from: string, folder: string, isWanted: (file: string) => boolean): void {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: from, encoding: 'utf8' });
  if (listed.status !== 0) throw new Error(listed.stderr);
  for (const file of listed.stdout.split('\0').filter((each) => each !== '' && isWanted(each)))
    cpSync(path.join(from, file), path.join(folder, file));
}
