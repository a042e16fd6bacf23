import type { HostShell } from './host-shell';
import { parseOpensshLog, type ShownHostKey } from './openssh-log';
import { openMaster, type ProcessEnvironment } from './openssh-master';
import { runOverOpenssh } from './run-over-openssh';
import { DEFAULT_OUTPUT_LIMIT_BYTES, type SshShellOptions } from './ssh-shell';
import type { SshTarget } from './ssh-target';

/**
 * Connects to a host with the `ssh` program of this machine, through its jump hosts, and gives a shell on it: for what
 * the built-in client cannot do, certificates above all. The key of every hop is checked strictly, by ssh. One
 * connection carries any number of scripts, several at once. It ends when this process ends, however that comes.
 *
 * @throws TransportError saying what failed, where, why and what to do next
 */
export async function openOpensshShell(
  target: SshTarget,
  environment: ProcessEnvironment,
  options: SshShellOptions = {},
): Promise<HostShell> {
  const master = await openMaster(target, environment, options.signal);
  const { hostKey } = parseOpensshLog(await master.readLog());
  let count = 0;
  return {
    ...(hostKey === undefined ? {} : { hostKeyFingerprint: fingerprintText(hostKey) }),
    runScript: (script, run) =>
      runOverOpenssh(master, target, script, {
        ...run,
        number: (count += 1),
        outputLimitBytes: options.outputLimitBytes ?? DEFAULT_OUTPUT_LIMIT_BYTES,
      }),
    close: () => master.close(),
  };
}

function fingerprintText({ fingerprint, certificate }: ShownHostKey): string {
  return certificate === undefined ? fingerprint : `${fingerprint} certified by ${certificate.authority}`;
}
