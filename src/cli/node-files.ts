import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileReader } from '../workflow/ports';

/** Reads files of this machine; relative paths start at the working folder. */
export function nodeFiles(workingFolder: string): FileReader {
  const absolute = (given: string): string => path.resolve(workingFolder, given);
  return {
    async kindOf(given) {
      const found = await stat(absolute(given)).catch((error: unknown) => {
        return isMissing(error) ? ('missing' as const) : undefined;
      });
      if (found === 'missing') return found;
      // What cannot even be looked at (a loop of links, a closed folder) is taken for a file: reading it says why not.
      return found?.isDirectory() === true ? 'folder' : 'file';
    },
    readText: (given) => readFile(absolute(given), 'utf8'),
    filesBelow: async (folder) => (await filesBelow(absolute(folder), folder)).sort(),
  };
}

async function filesBelow(folder: string, shownAs: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const shown = path.join(shownAs, entry.name);
      if (entry.isFile() || (entry.isSymbolicLink() && !(await isFolder(path.join(folder, entry.name)))))
        return [shown];
      const isLeftOut = !entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules';
      return isLeftOut ? [] : filesBelow(path.join(folder, entry.name), shown);
    }),
  );
  return found.flat();
}

/** Links to files are followed, links to folders are not: they may lead in a circle. */
async function isFolder(link: string): Promise<boolean> {
  // A link that leads nowhere counts as a file; whoever wants to read it is told.
  const found = await stat(link).catch(() => undefined);
  return found?.isDirectory() === true;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
