import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileReader } from '../workflow/ports';

/** Reads files of this machine; relative paths start at the working folder. */
export function nodeFiles(workingFolder: string): FileReader {
  const absolute = (given: string): string => path.resolve(workingFolder, given);
  return {
    async kindOf(given) {
      const found = await stat(absolute(given)).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      if (found === undefined) return 'missing';
      return found.isDirectory() ? 'folder' : 'file';
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
      if (entry.isFile()) return [shown];
      const isLeftOut = !entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules';
      return isLeftOut ? [] : filesBelow(path.join(folder, entry.name), shown);
    }),
  );
  return found.flat();
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
