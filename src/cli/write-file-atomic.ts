import { lstat, open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import path from 'node:path';

/**
 * Writes a file so that a reader sees the old content or the new, never half of it: written beside its place and
 * flushed, then renamed. A link stays, and what it leads to is replaced; into a pipe or a device the content is simply
 * written. Who may read and write a file that is replaced stays as it was; one that is write-protected is not replaced.
 * Rejects with a node file-system error, and leaves nothing behind.
 */
export async function writeFileAtomic(file: string, content: string, randomToken: string): Promise<void> {
  const place = await placeOf(file);
  if (place === 'not-replaceable') return writeFile(file, content, 'utf8');
  const replaced = await replacedFile(place);
  const beside = besideOf(place, randomToken);
  try {
    const handle = await open(beside, 'wx', replaced === undefined ? 0o644 : 0o600);
    try {
      if (replaced !== undefined) await givePermissions(handle, replaced);
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
  await replacedFile(place);
  const beside = besideOf(place, randomToken);
  const handle = await open(beside, 'wx', 0o600);
  await handle.close();
  await rm(beside, { force: true });
}

/** What stands in the place, if anything does; rejects when that may not be written to, though its folder may, or is a folder. */
async function replacedFile(place: string): Promise<Stats | undefined> {
  const found = await stat(place).catch(() => undefined);
  if (found !== undefined) await (await open(place, 'r+')).close();
  return found;
}

/** Lets the same people read and write a new file; where its group cannot be kept, the other group may do what everybody may. */
async function givePermissions(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await handle.stat();
  const isOwnerKept = own.uid === uid || (await isChanged(handle.chown(uid, own.gid)));
  const isGroupKept = own.gid === gid || (await isChanged(handle.chown(isOwnerKept ? uid : own.uid, gid)));
  const ofEverybody = mode & 0o007;
  await handle.chmod((mode & 0o700) | (isGroupKept ? mode & 0o070 : ofEverybody << 3) | ofEverybody);
}

/** Only root gives files away; a group must be one's own. */
async function isChanged(change: Promise<void>): Promise<boolean> {
  return change.then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return false;
    },
  );
}

/** Where the content of a file belongs: behind all links; or that what stands there can be written, but not replaced. */
export async function placeOf(file: string): Promise<string> {
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

/** The name may be as long as the file system allows; that of the file beside it must not be longer. */
const MOST_OF_NAME = 40;

function besideOf(file: string, randomToken: string): string {
  return path.join(path.dirname(file), `.${path.basename(file).slice(0, MOST_OF_NAME)}.${randomToken.slice(0, 12)}`);
}
