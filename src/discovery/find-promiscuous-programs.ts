import { parseInterfaceName, type InterfaceName } from '../model/names';
import type { ObservedPromiscuousProgram } from '../model/observed-host';
import type { PsProcess } from './parsers/parse-ps';

/** How a capture program is told what to do. */
interface Grammar {
  /** Options that name the interface to capture on. */
  readonly device: readonly string[];
  /** Options that name a file to read instead: then nothing is captured. */
  readonly file: readonly string[];
  /** Letters of options without a value, which may stand before the letter of `device` in one word, as in `-ni lan4`. */
  readonly flags: string;
  /** One of these is among its arguments where it captures; absent: it always does. */
  readonly traces?: readonly string[];
}

const TCPDUMP: Grammar = {
  device: ['-i', '--interface'],
  file: ['-r'],
  flags: 'AbdefHIJKlLnNOpqRStuUvxX#',
};
const TSHARK: Grammar = { device: ['-i', '--interface'], file: ['-r', '--read-file'], flags: 'DgIlLnpPqQSvVx' };
/** May start to capture after it has read a file. */
const WINDOW: Grammar = { device: ['-i', '--interface'], file: [], flags: 'DgIklLnpSv' };
const SNOOP: Grammar = { device: ['-d'], file: ['-i'], flags: 'aCDNPqrSvV' };

/** Traces whole subsystems, or one card that it calls by its device. */
const NETTL: Grammar = { device: ['-card', '-C'], file: [], flags: '', traces: ['-tn', '-traceon'] };

const CAPTURE_PROGRAMS: ReadonlyMap<string, Grammar> = new Map([
  ['tcpdump', TCPDUMP],
  ['tshark', TSHARK],
  ['tethereal', TSHARK],
  ['dumpcap', { ...TSHARK, file: [] }],
  ['ethereal', WINDOW],
  ['wireshark', WINDOW],
  ['snoop', SNOOP],
  ['nettl', NETTL],
]);

/** `ps` may cut command lines at this length, so a name at the very end may be only the beginning of one. */
const SHORTEST_CUT = 60;

/**
 * Finds programs that put a LAN interface in promiscuous mode, by process number. Only a process list can tell: a vswitch sets its own uplink
 * promiscuous, so the state of the interface says nothing. Of their command lines only program and interface are kept (decision 0029).
 *
 * @see Integrity VM 4.2.5 Release Notes p. 75, 7.2.19; the programs other than tcpdump are inferred, their options are those
 *   of tcpdump(1), tshark(1), dumpcap(1), snoop(1M) and nettl(1M)
 */
export function findPromiscuousPrograms(processes: readonly PsProcess[]): readonly ObservedPromiscuousProgram[] {
  return processes
    .flatMap(({ pid, args }) => {
      const grammar = capturingWith(args);
      if (grammar === undefined) return [];
      const on = interfaceIn(args, grammar);
      return [{ pid, command: keptCommand(args, grammar, on), interface: on }];
    })
    .sort((left, right) => left.pid - right.pid);
}

/** A command line without what nobody needs to know: filters, files, and where the program lies. It is found to do the same. */
function keptCommand(args: string, { device, traces = [] }: Grammar, on: InterfaceName | null): string {
  return [programOf(args), ...traces.slice(0, 1), ...(on === null ? [] : [...device.slice(0, 1), on])].join(' ');
}

/** Name of the program without its folder. */
function programOf(args: string): string {
  const [program = ''] = args.trim().split(/\s+/);
  return program.slice(program.lastIndexOf('/') + 1);
}

function capturingWith(args: string): Grammar | undefined {
  const words = args.trim().split(/\s+/).slice(1);
  const grammar = CAPTURE_PROGRAMS.get(programOf(args));
  if (grammar?.traces !== undefined) return words.some((word) => grammar.traces?.includes(word)) ? grammar : undefined;
  return grammar === undefined || valuesOf(words, grammar.file, grammar.flags).length > 0 ? undefined : grammar;
}

/** The one interface that the arguments name; null when it could be any: none, several, `any`, or a name that may be cut. */
function interfaceIn(args: string, { device, flags }: Grammar): InterfaceName | null {
  const words = args.trim().split(/\s+/).slice(1);
  const [only, ...others] = valuesOf(words, device, flags);
  if (only === undefined || others.length > 0) return null;
  const mayBeCut = args.length >= SHORTEST_CUT && args.endsWith(only);
  return mayBeCut ? null : (parseInterfaceName(only) ?? null);
}

/** Values of some options: the next word, the rest of the word (`-ilan4`), or what follows `=`. */
function valuesOf(words: readonly string[], options: readonly string[], flags: string): readonly string[] {
  const values: string[] = [];
  words.forEach((word, index) => {
    for (const option of options) {
      const value = valueIn(word, option, flags);
      if (value === undefined) continue;
      values.push(value === '' ? (words[index + 1] ?? '') : value);
    }
  });
  return values;
}

/** What a word says after an option; empty when the value is the next word, undefined when it is another word. */
function valueIn(word: string, option: string, flags: string): string | undefined {
  if (word === option) return '';
  if (option.startsWith('--')) return word.startsWith(`${option}=`) ? word.slice(option.length + 1) : undefined;
  if (option.length > 2 || !word.startsWith('-')) return undefined;
  const letter = option.slice(1);
  let at = 1;
  while (at < word.length && flags.includes(word.charAt(at))) at += 1;
  return word.charAt(at) === letter ? word.slice(at + 1) : undefined;
}
