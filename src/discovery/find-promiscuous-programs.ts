import { parseInterfaceName, type InterfaceName } from '../model/names';
import type { ObservedPromiscuousProgram } from '../model/observed-host';
import type { PsProcess } from './parsers/parse-ps';

const CAPTURE_PROGRAMS = ['tcpdump', 'snoop', 'tshark', 'tethereal', 'ethereal', 'wireshark', 'dumpcap'];

/** `ps` may cut command lines at this length, so a name at the very end may be only the beginning of one. */
const SHORTEST_CUT = 60;

/**
 * Finds programs that put a LAN interface in promiscuous mode, by process number. Only a process list can tell: a vswitch sets its own uplink
 * promiscuous, so the state of the interface says nothing.
 *
 * @see Integrity VM 4.2.5 Release Notes p. 75, 7.2.19; the programs other than tcpdump are inferred
 */
export function findPromiscuousPrograms(processes: readonly PsProcess[]): readonly ObservedPromiscuousProgram[] {
  return processes
    .filter((process) => isCapturing(process.args))
    .map(({ pid, args }) => ({ pid, command: args, interface: interfaceIn(args) }))
    .sort((left, right) => left.pid - right.pid);
}

function isCapturing(args: string): boolean {
  const [program = '', ...words] = args.trim().split(/\s+/);
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === 'nettl') return words.includes('-tn') || words.includes('-traceon');
  return CAPTURE_PROGRAMS.includes(name);
}

/** The one interface that the arguments name (`-i lan4`, `-ilan4`, `--interface=lan4`; snoop has `-d`); null when it could be any. */
function interfaceIn(args: string): InterfaceName | null {
  const named = [...args.matchAll(/\s(?:-i|-d|--interface)[\s=]*(\S+)/g)];
  const [only, ...others] = named;
  if (only?.[1] === undefined || others.length > 0) return null;
  const mayBeCut = args.length >= SHORTEST_CUT && only.index + only[0].length === args.length;
  return mayBeCut ? null : (parseInterfaceName(only[1]) ?? null);
}
