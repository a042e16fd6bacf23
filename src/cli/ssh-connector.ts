import os from 'node:os';
import path from 'node:path';
import { resolveSshTarget, type LocalEnvironment } from '../transport/connection-options';
import { NO_MEMO, type Memo } from '../transport/memo';
import { readSshConfig } from '../transport/read-ssh-config';
import { TransportError } from '../transport/transport-error';
import type { HostConnector, HostTarget } from '../workflow/ports';
import type { ConnectionOptions } from './command-options';
import type { CliContext } from './context';

/** Reaches hosts over SSH, as the command line, the document and ssh_config say, in this order of weight. `memo` remembers files that several hosts share. */
export function sshConnector(context: CliContext, options: ConnectionOptions, memo: Memo = NO_MEMO): HostConnector {
  const environment = localEnvironment(context);
  const absolute = (file: string): string => path.resolve(context.workingFolder, file);
  return {
    async connect(target, signal) {
      const sshConfig = await memo.once('ssh_config', () =>
        readSshConfig({
          homeDirectory: environment.homeDirectory,
          ...(options.sshConfig === undefined ? {} : { file: absolute(options.sshConfig) }),
        }),
      );
      const resolved = resolveSshTarget({
        host: target.host,
        connection: target.connection,
        overrides: {
          ...(options.connect === undefined ? {} : { connect: options.connect }),
          ...(options.identity === undefined ? {} : { identityFiles: options.identity.map(absolute) }),
          ...(options.knownHosts === undefined ? {} : { knownHostsFiles: [absolute(options.knownHosts)] }),
        },
        sshConfig,
        environment,
        legacyAlgorithms: target.connection.legacyAlgorithms === true,
      });
      if (resolved.ok) {
        // Most plans are made and looked at without a host: they need not wait for all of SSH to be loaded.
        const { openHostShell } = await import('../transport/open-host-shell.js');
        return openHostShell(resolved.value, environment.variables, {
          memo,
          ...(signal === undefined ? {} : { signal }),
        });
      }
      const message = resolved.diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n');
      throw new TransportError(message, { phase: 'configure', endpoint: endpointText(target), isRetryable: false });
    },
  };
}

function endpointText({ connection }: HostTarget): string {
  return connection.port === undefined ? connection.address : `${connection.address}:${String(connection.port)}`;
}

function localEnvironment({ environment, userName }: CliContext): LocalEnvironment {
  const agentSocket = environment['SSH_AUTH_SOCK'];
  return {
    homeDirectory: environment['HOME'] ?? os.homedir(),
    userName,
    ...(agentSocket === undefined || agentSocket === '' ? {} : { agentSocket }),
    variables: environment,
  };
}
