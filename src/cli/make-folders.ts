import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those that it lies in, as far as they are not there. Rejects with a node file-system error. Node's own recursive way never ends where a
 * folder is there and nothing can be made in it, as in /proc (Node 20.20: after ENOENT it begins again with the parent).
 */
export async function makeFolders(absolute: string): Promise<void> {
  try {
    await makeFolder(absolute);
  } catch (error) {
    const parent = path.dirname(absolute);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === absolute) throw error;
    await makeFolders(parent);
    await makeFolder(absolute);
  }
}

/** Makes one folder, or leaves the one that is there. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory() !== true) throw error;
  }
}
