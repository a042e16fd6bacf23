import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file so that a reader sees the old content or the new, never half of it: written beside its place and
 * flushed, then renamed. Rejects with a node file-system error, and leaves nothing behind.
 */
export async function writeFileAtomic(file: string, content: string, randomToken: string): Promise<void> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${randomToken.slice(0, 12)}`);
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
