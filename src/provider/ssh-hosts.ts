import path from 'node:path';
import { resolveSshTarget, type LocalEnvironment } from '../transport/connection-options';
import { openHostShell } from '../transport/open-host-shell';
import { readSshConfig } from '../transport/read-ssh-config';
import { TransportError } from '../transport/transport-error';
import type { HostConnector } from '../workflow/ports';
import type { ProviderConfig } from './provider-config';

/** Reaches hosts over SSH as the provider block, the host's own connection and ssh_config say. */
export function sshHosts(config: ProviderConfig, environment: LocalEnvironment, workingFolder: string): HostConnector {
  const absolute = (file: string): string =>
    path.resolve(workingFolder, file.replace(/^~(?=\/)/, environment.homeDirectory));
  return {
    async connect({ host, connection }) {
      const sshConfig = await readSshConfig({
        homeDirectory: environment.homeDirectory,
        ...(config.sshConfig === undefined ? {} : { file: absolute(config.sshConfig) }),
      });
      const resolved = resolveSshTarget({
        host,
        connection,
        overrides: {
          ...(config.identityFiles === undefined ? {} : { identityFiles: config.identityFiles.map(absolute) }),
          ...(config.knownHosts === undefined ? {} : { knownHostsFiles: [absolute(config.knownHosts)] }),
        },
        sshConfig,
        environment,
        legacyAlgorithms: connection.legacyAlgorithms === true,
      });
      if (resolved.ok) return openHostShell(resolved.value, environment.variables);
      const message = resolved.diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n');
      throw new TransportError(message, { phase: 'configure', endpoint: connection.address, isRetryable: false });
    },
  };
}
