import type { HostShell } from './host-shell';
import { openOpensshShell } from './openssh-shell';
import { openSshShell, type SshShellOptions } from './ssh-shell';
import type { SshTarget } from './ssh-target';

/**
 * Connects with the client that the target asks for: the built-in one, or the `ssh` program found in the `PATH` of `environment`.
 *
 * @throws TransportError saying what failed, where, why and what to do next
 */
export function openHostShell(
  target: SshTarget,
  environment: Readonly<Record<string, string | undefined>>,
  options: SshShellOptions = {},
): Promise<HostShell> {
  return target.client === 'openssh' ? openOpensshShell(target, environment, options) : openSshShell(target, options);
}
