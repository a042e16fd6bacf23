import { randomBytes } from 'node:crypto';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { LocalEnvironment } from '../transport/connection-options';
import type { Log } from './plugin/log';
import type { ProviderConfig } from './provider-config';
import { sshHosts } from './ssh-hosts';
import type { FileReader } from '../workflow/ports';
import { worldOf, type World } from './world';

/** What the process knows that a provider needs. */
export interface ProviderProcess {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly log: Log;
  readonly stopSignal: AbortSignal;
}

/** The world of a provider in a process: SSH, the clock and chance. It reads no file but those that SSH needs. */
export function providerWorld(
  config: ProviderConfig,
  { environment, workingFolder, log, stopSignal }: ProviderProcess,
): World {
  const userName = userNameOf(environment);
  const agentSocket = environment['SSH_AUTH_SOCK'];
  const local: LocalEnvironment = {
    homeDirectory: environment['HOME'] ?? os.homedir(),
    userName,
    ...(agentSocket === undefined || agentSocket === '' ? {} : { agentSocket }),
    variables: environment,
  };
  return worldOf({
    ports: {
      hosts: sshHosts(config, local, workingFolder),
      files: NO_FILES,
      surroundings: {
        now: () => new Date(),
        randomToken: () => randomBytes(16).toString('hex'),
        pause: (durationMs) => setTimeout(durationMs),
      },
    },
    connectionDefaults: config.connectionDefaults,
    acceptsRecalled: config.acceptsRecalled,
    owner: `${userName}@${os.hostname()}, terraform`,
    log,
    stopSignal,
  });
}

/** Everything comes from Terraform: a provider that reads files of its own would plan from what nobody approved. */
const NO_FILES: FileReader = {
  kindOf: () => Promise.resolve('missing'),
  readText: (path) => Promise.reject(new Error(`the provider reads no files, not ${path} either`)),
  filesBelow: () => Promise.resolve([]),
};

function userNameOf(environment: ProviderProcess['environment']): string {
  try {
    return os.userInfo().username;
  } catch (error) {
    // An account without a password entry (a container's arbitrary uid) has no name; the environment may know one.
    if (!(error instanceof Error)) throw error;
    return environment['USER'] ?? 'unknown';
  }
}
