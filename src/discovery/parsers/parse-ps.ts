import { failure, success, type Result } from '../../model/result';
import { numberLines } from './numbered-line';
import { unreadableProcessList } from './unreadable-output';

/** A process. */
export interface PsProcess {
  readonly pid: number;
  readonly user: string;
  /** Command line as `ps` shows it, perhaps cut short; a newline inside an argument is kept. */
  readonly args: string;
}

/**
 * Reads `UNIX95=1 ps -e -o pid,user,args`. A line that does not begin with a process number continues the command line before it.
 *
 * @see Checkmk and Xymon HP-UX agents
 */
export function parsePs(text: string, command = 'ps -e -o pid,user,args'): Result<readonly PsProcess[]> {
  const [header, ...lines] = numberLines(text);
  if (header === undefined || !/^\s*PID\s+(USER|RUSER)\s+(COMMAND|ARGS|CMD)\s*$/.test(header.text)) {
    return failure(unreadableProcessList(command, text, 'the header PID USER COMMAND'));
  }
  const processes: { pid: number; user: string; args: string }[] = [];
  for (const line of lines) {
    const [, pid, user, args] = /^\s*(\d+)\s+(\S+)(?:\s+(.*))?$/.exec(line.text) ?? [];
    const last = processes.at(-1);
    if (pid !== undefined && user !== undefined)
      processes.push({ pid: Number(pid), user, args: args?.trimEnd() ?? '' });
    else if (last !== undefined) last.args += `\n${line.text}`;
  }
  if (processes.length === 0) return failure(unreadableProcessList(command, text, 'at least one process'));
  return success(processes);
}
