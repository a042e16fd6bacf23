import { failure, success, type Result } from '../../model/result';
import { isDottedQuad } from './dotted-quad';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine, unreadableOutput } from './unreadable-output';

/** What `ifconfig lanN` tells of a plumbed interface. */
export interface IfconfigInterface {
  /** As printed: `lan0`, or `lan0:1` for an alias. */
  readonly name: string;
  /** Names of the flags of the IPv4 block, as printed. */
  readonly flags: readonly string[];
  readonly addresses: readonly { readonly address: string; readonly netmask: string }[];
}

const FLAGS = /^([a-z]+\d+(?::\d+)?): flags=[0-9a-f]{1,16}<([A-Z0-9_,]*)>$/;
const INET = /^inet (\S+) netmask (?:0x)?([0-9a-f]{1,8})(?: broadcast \S+)?$/;

/**
 * Reads `ifconfig lanN`: 32-bit flags (`flags=1843<...>`) or the 64-bit flags of later 11i v3, netmask in bare hex. IPv6 addresses are
 * passed over.
 *
 * @see Facter, HP-UX fixtures
 */
export function parseIfconfig(text: string, command = 'ifconfig lanN'): Result<IfconfigInterface> {
  const diagnostics = [];
  const names = new Set<string>();
  const addresses: { address: string; netmask: string }[] = [];
  let flags: readonly string[] | undefined;
  for (const line of numberLines(text)) {
    const words = line.text.trim().split(/\s+/).join(' ');
    if (isBlank(line) || (names.size > 0 && words.startsWith('inet6 '))) continue;
    const [, name, flagNames] = FLAGS.exec(words) ?? [];
    const [, address, mask] = INET.exec(words) ?? [];
    if (name !== undefined && flagNames !== undefined) {
      names.add(name);
      flags ??= flagNames.split(',').filter((flag) => flag !== '');
    } else if (names.size === 1 && address !== undefined && mask !== undefined && isDottedQuad(address)) {
      addresses.push({ address, netmask: dottedQuadOfHex(mask) });
    } else diagnostics.push(unreadableLine(command, line, 'flags=HEX<NAMES>, or inet ADDRESS netmask HEX'));
  }
  if (diagnostics.length > 0) return failure(...diagnostics);
  const [name, ...others] = names;
  if (name === undefined || flags === undefined || others.length > 0) {
    return failure(unreadableOutput(command, text, 'one interface with flags=HEX<NAMES>'));
  }
  return success({ name, flags, addresses });
}

function dottedQuadOfHex(mask: string): string {
  const digits = mask.padStart(8, '0');
  return [0, 2, 4, 6].map((start) => Number.parseInt(digits.slice(start, start + 2), 16)).join('.');
}
