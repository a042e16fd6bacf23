import { createHash } from 'node:crypto';

/** File systems take names of 255 bytes; beside a document others are made whose names are longer. */
const MOST_OF_NAME = 200;

/** Name of the file that a host is described in. What a file system would not take is shortened, with a digest of the whole. */
export function documentFileName(hostName: string): string {
  if (hostName.length <= MOST_OF_NAME) return `${hostName}.desired.json`;
  const digest = createHash('sha256').update(hostName).digest('hex').slice(0, 16);
  return `${hostName.slice(0, MOST_OF_NAME - digest.length - 1)}-${digest}.desired.json`;
}
