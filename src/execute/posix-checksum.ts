/** CRC table of the polynomial that cksum uses (POSIX.1-2017, cksum: ISO/IEC 8802-3, 0x04C11DB7, most significant bit first). */
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

/** What `cksum` prints for a text on its stdin: checksum and number of bytes (UTF-8), with a blank between them. */
export function posixChecksum(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  let crc = 0;
  const take = (byte: number): void => {
    crc = ((crc << 8) ^ (TABLE[((crc >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  };
  bytes.forEach(take);
  for (let length = bytes.length; length > 0; length = Math.floor(length / 256)) take(length & 0xff);
  return `${String(~crc >>> 0)} ${String(bytes.length)}`;
}
