import type { HostShell } from '../transport/host-shell';
import type { LockHolder } from './execution-report';
import { parseLockHolder } from './report-of-run';
import { runFolderPreamble } from './run-folder';

/**
 * Who holds the lock of a host at this moment; undefined: nobody does.
 *
 * @throws TransportError when the host cannot be reached
 */
export async function lockNow(shell: HostShell, runId: string): Promise<LockHolder | undefined> {
  const script = `{
${runFolderPreamble(runId)}[ -d "$B/lock" ] && echo held
cat "$B/lock/owner" 2>/dev/null
exit 0
}
`;
  const { stdout } = await shell.runScript(script, { timeoutMs: 60_000 });
  return stdout.startsWith('held\n') ? parseLockHolder(stdout) : undefined;
}
