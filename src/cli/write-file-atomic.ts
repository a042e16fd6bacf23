import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file so that a reader sees the old content or the new, never half of it: written beside its place and
 * flushed, then renamed. Rejects with a node file-system error, and leaves nothing behind.
 */
export async function writeFileAtomic(file: string, content: string, randomToken: string): Promise<void> {
  const beside = besideOf(file, randomToken);
  try {
    const handle = await open(beside, 'wx', 0o644);
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Rejects with the error that {@link writeFileAtomic} would meet as things are, and leaves nothing behind. */
export async function tryWriting(file: string, randomToken: string): Promise<void> {
  const beside = besideOf(file, randomToken);
  const handle = await open(beside, 'wx', 0o600);
  await handle.close();
  await rm(beside, { force: true });
  // A folder in the place of the file stays in the way of the rename: opening it for writing says so.
  const existing = await stat(file).catch(() => undefined);
  if (existing?.isDirectory() === true) await (await open(file, 'r+')).close();
}

function besideOf(file: string, randomToken: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${randomToken.slice(0, 12)}`);
}
