import type { ObservedCluster } from '../model/observed-host';
import type { Evidence } from './evidence';
import { parseProcessId } from './parsers/parse-process-id';
import { parsePs, type PsProcess } from './parsers/parse-ps';

const INTERPRETERS = ['sh', 'ksh', 'bash', 'perl', 'python'];

/**
 * Finds cluster software in the process list. The vswitch manager leaves its process number in a file, which is the documented
 * sign; that its process also shows the name of its start script is inferred. The file alone says nothing: it may be left
 * over.
 *
 * @see HP Serviceguard Toolkit for Integrity Virtual Servers User Guide, June 2013, p. 35 (`/tmp/vswitchmgr.pid`); HP Integrity
 * Virtual Machines 4.2: Installation, Configuration, and Administration, 11.2.9, p. 192 (`cmcld`)
 */
export function observeCluster(evidence: Evidence): ObservedCluster {
  const processes = evidence.read('cluster', { probe: 'processes', object: null, parse: parsePs });
  if (processes === undefined) return { vswitchmgr: 'unknown', serviceguard: 'unknown' };
  const programs = new Set(processes.map(({ args }) => programIn(args)));
  return {
    vswitchmgr: programs.has('vswitchmgr') ? 'running' : byProcessNumber(evidence, processes),
    serviceguard: programs.has('cmcld') ? 'running' : 'absent',
  };
}

function byProcessNumber(evidence: Evidence, processes: readonly PsProcess[]): ObservedCluster['vswitchmgr'] {
  if (evidence.frame('vswitch-manager', null)?.status === 'missing') return 'absent';
  const number = evidence.read('cluster', { probe: 'vswitch-manager', object: null, parse: parseProcessId });
  if (number === undefined) return 'unknown';
  return processes.some(({ pid }) => pid === number) ? 'running' : 'absent';
}

/** Base name of what runs: of the script when the program is an interpreter. */
function programIn(args: string): string {
  const [program = '', ...words] = args.trim().split(/\s+/).map(baseName);
  const script = words.find((word) => !word.startsWith('-'));
  return INTERPRETERS.includes(program) && script !== undefined ? script : program;
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
