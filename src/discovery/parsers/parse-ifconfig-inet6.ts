import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine, unreadableOutput } from './unreadable-output';

const FLAGS = /^([a-z]+\d+): flags=[0-9a-f]{1,16}<[A-Z0-9_,]*>$/;
const INET6 = /^inet6 [0-9a-fA-F:.]+ prefix \d{1,3}$/;

/**
 * Reads `ifconfig lanN inet6` of an interface that is plumbed for IPv6: its flags, then its primary address. Gives the name of the interface
 * as printed.
 *
 * @see HP-UX IPv6 Transport Administrator's Guide for TOUR 1.0, p. 70
 */
export function parseIfconfigInet6(text: string, command = 'ifconfig lanN inet6'): Result<string> {
  const lines = numberLines(text).filter((line) => !isBlank(line));
  const wordsOf = (line: (typeof lines)[number]): string => line.text.trim().split(/\s+/).join(' ');
  const [first, ...rest] = lines;
  const name = first === undefined ? undefined : FLAGS.exec(wordsOf(first))?.[1];
  if (name === undefined) return failure(unreadableOutput(command, text, 'one interface with flags=HEX<NAMES>'));
  const unreadable = rest.filter((line) => !INET6.test(wordsOf(line)));
  if (rest.length === 0) return failure(unreadableOutput(command, text, 'inet6 ADDRESS prefix LENGTH'));
  return unreadable.length > 0
    ? failure(...unreadable.map((line) => unreadableLine(command, line, 'inet6 ADDRESS prefix LENGTH')))
    : success(name);
}
