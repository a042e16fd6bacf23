import { lstat, open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file so that a reader sees the old content or the new, never half of it: written beside its place and
 * flushed, then renamed. A link stays, and what it leads to is replaced; into a pipe or a device the content is simply
 * written. Rejects with a node file-system error, and leaves nothing behind.
 */
export async function writeFileAtomic(file: string, content: string, randomToken: string): Promise<void> {
  const place = await placeOf(file);
  if (place === 'not-replaceable') return writeFile(file, content, 'utf8');
  const beside = besideOf(place, randomToken);
  try {
    const handle = await open(beside, 'wx', 0o644);
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, place);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Rejects with the error that {@link writeFileAtomic} would meet as things are, and leaves nothing behind. */
export async function tryWriting(file: string, randomToken: string): Promise<void> {
  const place = await placeOf(file);
  // Opening a pipe would wait for its reader.
  if (place === 'not-replaceable') return;
  const beside = besideOf(place, randomToken);
  const handle = await open(beside, 'wx', 0o600);
  await handle.close();
  await rm(beside, { force: true });
  // A folder in the place of the file stays in the way of the rename: opening it for writing says so.
  const existing = await stat(place).catch(() => undefined);
  if (existing?.isDirectory() === true) await (await open(place, 'r+')).close();
}

/** Where the content belongs: behind all links; or that what stands there can be written, but not replaced. */
async function placeOf(file: string): Promise<string> {
  // Names of what is open already (/dev/stdout): a new file in its place would not be what is open.
  if (/^\/(dev|proc)\//.test(file)) return 'not-replaceable';
  const existing = await stat(file).catch(() => undefined);
  if (existing !== undefined) {
    return existing.isFile() || existing.isDirectory() ? realpath(file) : 'not-replaceable';
  }
  const link = await lstat(file).catch(() => undefined);
  if (link?.isSymbolicLink() !== true) return file;
  // A link that leads nowhere yet: the file is made where it leads. Of a circle of links, `stat` says so.
  await stat(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
  return path.resolve(path.dirname(file), await readlink(file));
}

function besideOf(file: string, randomToken: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${randomToken.slice(0, 12)}`);
}
