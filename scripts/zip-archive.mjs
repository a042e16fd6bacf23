import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

/** The first moment that a zip archive can name: the same bytes whenever it is made. */
const DOS_TIME = 0;
const DOS_DATE = (1 << 5) | 1;
const MADE_BY_UNIX = 3 << 8;
const VERSION = 20;
const REGULAR_FILE = 0o100000;

/**
 * A zip archive (APPNOTE.TXT of PKWARE, 4.3) of files that are stored as they are: what deflate makes of them depends on the release of
 * Node, and anybody should be able to make the same bytes.
 *
 * @param files - `{ name, content, mode }`, in the order in which they stand in the archive
 */
export function zipArchive(files) {
  const entries = files.map(({ name, content, mode }) => ({
    name: Buffer.from(name),
    content,
    mode,
    // Both headers tell the same things in the same order.
    facts: record([
      [2, VERSION],
      [2, 0],
      [2, 0],
      [2, DOS_TIME],
      [2, DOS_DATE],
      [4, crc32(content)],
      [4, content.length],
      [4, content.length],
      [2, Buffer.byteLength(name)],
      [2, 0],
    ]),
  }));
  const locals = entries.map(({ name, content, facts }) =>
    Buffer.concat([record([[4, 0x04034b50]]), facts, name, content]),
  );
  let offset = 0;
  const directory = Buffer.concat(
    entries.flatMap(({ name, mode, facts }, index) => {
      const start = record([
        [4, 0x02014b50],
        [2, MADE_BY_UNIX | VERSION],
      ]);
      const end = record([
        [2, 0],
        [2, 0],
        [2, 0],
        [4, ((REGULAR_FILE | mode) << 16) >>> 0],
        [4, offset],
      ]);
      offset += locals[index].length;
      return [start, facts, end, name];
    }),
  );
  const conclusion = record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...locals, directory, conclusion]);
}

/** Numbers of 2 or 4 bytes, the lowest byte first. */
function record(fields) {
  const bytes = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of fields) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}
