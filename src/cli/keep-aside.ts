import { link, lstat, readFile, unlink } from 'node:fs/promises';

/**
 * Makes room for a file of ours where something else stands under its name: that is kept under the next free name with a number, and its new path is given back. Nothing
 * happens where nothing stands, or a file of the same text.
 *
 * @throws the error of the file system when what stands there can neither be looked at nor be moved
 */
export async function keepAside(path: string, text: string): Promise<string | undefined> {
  const found = await lstat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined || (found.isFile() && (await readFile(path, 'utf8')) === text)) return undefined;
  for (let count = 1; ; count += 1) {
    const aside = `${path}.${String(count)}`;
    try {
      // Unlike a rename, this writes over nothing.
      await link(path, aside);
      await unlink(path);
      return aside;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
