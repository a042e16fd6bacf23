const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 0x80000000) !== 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

/** The checksum of POSIX cksum: CRC-32 over the bytes and then over their number, without reflection. */
export function posixChecksum(bytes: string): number {
  let crc = 0;
  for (let at = 0; at < bytes.length; at += 1) crc = next(crc, bytes.charCodeAt(at));
  for (let length = bytes.length; length > 0; length = Math.floor(length / 256)) crc = next(crc, length % 256);
  return ~crc >>> 0;
}

function next(crc: number, byte: number): number {
  return ((crc << 8) ^ (TABLE[((crc >>> 24) ^ byte) & 255] ?? 0)) >>> 0;
}
