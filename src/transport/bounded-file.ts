import { open, type FileHandle } from 'node:fs/promises';

/** Far more than any file that is meant for us, and far less than memory. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Text of a file, pipe or device as UTF-8. Rejects as {@link readBoundedBytes} does. */
export async function readBoundedFile(path: string): Promise<string> {
  return (await readBoundedBytes(path)).toString('utf8');
}

/** What a file, pipe or device holds. Rejects with a node file-system error; with `EFBIG` for what holds more than 256 MiB, or has no end as /dev/zero has none. */
export async function readBoundedBytes(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    return await readBounded(handle, path);
  } finally {
    await handle.close();
  }
}

async function readBounded(handle: FileHandle, path: string): Promise<Buffer> {
  const { size } = await handle.stat();
  if (size > MOST_BYTES) throw tooBig(path);
  const chunks: Buffer[] = [];
  let length = 0;
  // A pipe, a device or a file of /proc does not say how much is in it.
  for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MOST_BYTES) throw tooBig(path);
  }
  return Buffer.concat(chunks);
}

function tooBig(path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`EFBIG: file too large, read '${path}'`), { code: 'EFBIG', syscall: 'read', path });
}
