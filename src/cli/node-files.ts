import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { readBoundedFile } from '../transport/bounded-file';
import type { FileReader } from '../workflow/ports';
import { atMost } from './at-most';

/** A process may have 256 files open on some systems, and SSH needs some of them. */
const OPEN_AT_ONCE = 32;

/** Reads files of this machine; relative paths start at the working folder. */
export function nodeFiles(workingFolder: string): FileReader {
  const absolute = (given: string): string => path.resolve(workingFolder, given);
  const inTurn = atMost(OPEN_AT_ONCE);
  const readOnce = new Map<string, Promise<string>>();
  return {
    async kindOf(given) {
      const found = await stat(absolute(given)).catch((error: unknown) => {
        return isMissing(error) ? ('missing' as const) : undefined;
      });
      if (found === 'missing') return found;
      // What cannot even be looked at (a loop of links, a closed folder) is taken for a file: reading it says why not.
      return found?.isDirectory() === true ? 'folder' : 'file';
    },
    readText: (given) => inTurn(() => textOf(absolute(given), readOnce)),
    filesBelow: async (folder) => (await filesBelow(absolute(folder), folder, inTurn)).sort(),
  };
}

/** What comes through a pipe (`<(command)`, /dev/stdin) comes only once, and some commands look at a file twice: it is kept. */
async function textOf(file: string, kept: Map<string, Promise<string>>): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || found.isFile() || found.isDirectory()) return readBoundedFile(file);
  const text = kept.get(file) ?? readBoundedFile(file);
  kept.set(file, text);
  return text;
}

async function filesBelow(folder: string, shownAs: string, inTurn: ReturnType<typeof atMost>): Promise<string[]> {
  const entries = await inTurn(() => readdir(folder, { withFileTypes: true }));
  const found = await Promise.all(
    entries.map(async (entry) => {
      const shown = path.join(shownAs, entry.name);
      if (entry.isFile() || (entry.isSymbolicLink() && !(await isFolder(path.join(folder, entry.name)))))
        return [shown];
      const isLeftOut = !entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules';
      return isLeftOut ? [] : filesBelow(path.join(folder, entry.name), shown, inTurn);
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
