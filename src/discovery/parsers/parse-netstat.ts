import { failure, success, type Result } from '../../model/result';
import { isDottedQuad } from './dotted-quad';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine, unreadableOutput } from './unreadable-output';

/** An IPv4 row of `netstat -in`. */
export interface NetstatInterface {
  /** As printed without the asterisk: `lan0`, `lan0:1` for an alias, `lo0`. */
  readonly name: string;
  /** The name carried an asterisk: the interface is down. */
  readonly isDown: boolean;
  readonly mtuBytes: number;
  /** As printed; null where it says `none`. */
  readonly address: string | null;
}

/** The known headers, with the number of packet counts behind the address. */
const COUNTS: ReadonlyMap<string, number> = new Map([
  ['Name Mtu Network Address Ipkts Ierrs Opkts Oerrs Coll', 5],
  ['Name Mtu Network Address Ipkts Opkts', 2],
]);
const ROW = /^([a-z]+\d+(?::\d+)?)(\*?)\s+(\d+)\s+(\S+)\s+(\S+)((?:\s+\d+)+)$/;

/**
 * Reads `netstat -in`, with nine columns (11i v3) or six (older). The table has no ruler: rows are read word by word. The IPv6 part that may
 * follow is passed over.
 *
 * @see Facter, HP-UX fixtures
 */
export function parseNetstat(text: string, command = 'netstat -in'): Result<readonly NetstatInterface[]> {
  const lines = numberLines(text).filter((line) => !isBlank(line));
  const [header, ...rows] = lines;
  const countsExpected = COUNTS.get(header?.text.trim().split(/\s+/).join(' ') ?? '');
  if (countsExpected === undefined) {
    return failure(unreadableOutput(command, text, `the header "${[...COUNTS.keys()].join('" or "')}"`));
  }
  const interfaces: NetstatInterface[] = [];
  const diagnostics = [];
  for (const line of rows) {
    if (line.text.trim() === 'IPv6:') break;
    const [, name, star, mtu, network, address, counts = ''] = ROW.exec(line.text.trim()) ?? [];
    const isWhole = counts.trim().split(/\s+/).length === countsExpected;
    if (!name || !network || !address || !isWhole || !(address === 'none' || isDottedQuad(address))) {
      diagnostics.push(
        unreadableLine(command, line, `name, MTU, network, address and ${countsExpected} packet counts`),
      );
    } else if (interfaces.some((known) => known.name === name && known.address === address)) {
      diagnostics.push(unreadableLine(command, line, `one row for ${name}, and this is the second`));
    } else {
      interfaces.push({
        name,
        isDown: star === '*',
        mtuBytes: Number(mtu),
        address: address === 'none' ? null : address,
      });
    }
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(interfaces);
}
