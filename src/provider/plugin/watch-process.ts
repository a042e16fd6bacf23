import type { Log } from './log';

/** How often we look whether the host is still there. */
const PARENT_CHECK_MS = 1000;

export interface ProcessWatch {
  readonly log: Log;
  /** Ends the process when what is under way has been stopped. */
  readonly leave: (status: number) => void;
  /** Ends the process. */
  readonly leaveAtOnce: (status: number) => void;
}

/**
 * Makes a process live and end as a plugin does: Ctrl-C is for the host, which tells us what it wants; a host that is gone
 * stops what is under way, and ends the process.
 */
export function watchProcess(process: NodeJS.Process, { log, leave, leaveAtOnce }: ProcessWatch): void {
  // The signal goes to the whole group of processes, and so to us as well.
  process.on('SIGINT', () => log('debug', 'SIGINT is left to Terraform'));
  process.on('SIGTERM', () => leave(0));
  process.on('uncaughtException', (error) => {
    // Terraform takes what follows "panic:" for the report of a crash, and prints it.
    process.stderr.write(`panic: ${error.stack ?? error.message}\n\ngoroutine 1 [running]:\n`);
    leaveAtOnce(2);
  });
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    log('warn', 'Terraform is gone');
    leave(0);
  }, PARENT_CHECK_MS);
  watching.unref();
}
