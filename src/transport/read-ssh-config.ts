import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'ssh-config';
import { readTextFile } from './read-text-file';
import { includeWordsOf, type SshConfigFile } from './ssh-config-lookup';

/** Depth to which ssh(1) follows Include lines. */
const MAX_INCLUDE_DEPTH = 16;

export interface SshConfigPlaces {
  /** `--ssh-config FILE`: this file alone. */
  readonly file?: string;
  readonly homeDirectory: string;
}

/**
 * Reads ssh_config: the file that the user named, else `~/.ssh/config` and `/etc/ssh/ssh_config`, with everything they
 * include. Files that are not there are left out, except one that was named.
 *
 * @throws TransportError of phase `configure` when a file cannot be read, or a named one is not there
 */
export async function readSshConfig(places: SshConfigPlaces): Promise<readonly SshConfigFile[]> {
  const userFolder = path.join(places.homeDirectory, '.ssh');
  if (places.file !== undefined) {
    return [
      await readWithIncludes(
        places.file,
        await readTextFile(places.file, 'named'),
        userFolder,
        places.homeDirectory,
        0,
      ),
    ];
  }
  const customary = [
    { file: path.join(userFolder, 'config'), folder: userFolder },
    { file: '/etc/ssh/ssh_config', folder: '/etc/ssh' },
  ];
  const files: SshConfigFile[] = [];
  for (const { file, folder } of customary) {
    const text = await readTextFile(file, 'optional');
    if (text !== undefined) files.push(await readWithIncludes(file, text, folder, places.homeDirectory, 0));
  }
  return files;
}

async function readWithIncludes(
  file: string,
  text: string,
  folder: string,
  homeDirectory: string,
  depth: number,
): Promise<SshConfigFile> {
  const includes = new Map<string, readonly SshConfigFile[]>();
  for (const word of depth < MAX_INCLUDE_DEPTH ? includeWordsOf(text) : []) {
    const home = word.startsWith('~/') ? path.join(homeDirectory, word.slice(2)) : word;
    const found: SshConfigFile[] = [];
    for (const name of await expandGlob(path.resolve(folder, home))) {
      const included = await readTextFile(name, 'optional');
      if (included !== undefined) found.push(await readWithIncludes(name, included, folder, homeDirectory, depth + 1));
    }
    includes.set(word, found);
  }
  return { path: file, text, includes };
}

/** Paths that match, with wildcards in the last part only; sorted as the shell sorts. */
async function expandGlob(pattern: string): Promise<readonly string[]> {
  const { dir, base } = path.parse(pattern);
  if (!/[*?]/.test(base)) return [pattern];
  const names = await readdir(dir).catch(() => []);
  return names
    .filter((name) => !name.startsWith('.') && glob(base, name))
    .sort()
    .map((name) => path.join(dir, name));
}
