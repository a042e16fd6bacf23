import type { Attributes } from './protocol/attribute-type';
import type { Schema } from './protocol/schema';
import { isWhollyKnown, textOf, type ObjectValue } from './protocol/value';
import { CONNECTION_DEFAULTS } from './resource/connection';

const ATTRIBUTES: Attributes = {
  ssh_config: {
    type: 'string',
    mode: 'optional',
    description: 'ssh_config file to use instead of `~/.ssh/config` and `/etc/ssh/ssh_config`.',
  },
  known_hosts: {
    type: 'string',
    mode: 'optional',
    description: 'known_hosts file to use instead of the customary ones. Host keys are always checked.',
  },
  identity_files: {
    type: ['list', 'string'],
    mode: 'optional',
    description: 'Private key files to log in with, and no others. Default: ssh_config, the agent, `~/.ssh`.',
  },
  accept_recalled: {
    type: 'bool',
    mode: 'optional',
    description:
      "Approves destructive commands whose form HP's readable documents do not show, for every host that does not say otherwise; also when a host is destroyed.",
  },
  ...CONNECTION_DEFAULTS,
};

/** The provider block: defaults for every host. Secrets stay in files and in the agent. */
export const PROVIDER_SCHEMA: Schema = {
  version: 0,
  description:
    'Virtual networking of HP Integrity Virtual Machines hosts. Hosts are reached over SSH, with ssh_config, known_hosts and the agent as ssh(1) uses them.',
  attributes: ATTRIBUTES,
};

/** The provider block, read. */
export interface ProviderConfig {
  readonly sshConfig?: string;
  readonly knownHosts?: string;
  readonly identityFiles?: readonly string[];
  /** Attributes of `ssh` that hosts have unless they say otherwise. */
  readonly connectionDefaults: ObjectValue;
  /** Destructive commands whose form is only recalled are approved, unless a host says otherwise. */
  readonly acceptsRecalled: boolean;
  /** False while something in the block is known only after apply: no host can be reached with it. */
  readonly isKnown: boolean;
}

/** Reads the provider block. */
export function providerConfig(config: ObjectValue): ProviderConfig {
  const sshConfig = textOf(config['ssh_config']);
  const knownHosts = textOf(config['known_hosts']);
  const identities = config['identity_files'];
  return {
    ...(sshConfig === undefined ? {} : { sshConfig }),
    ...(knownHosts === undefined ? {} : { knownHosts }),
    ...(Array.isArray(identities) ? { identityFiles: identities.filter((file) => typeof file === 'string') } : {}),
    connectionDefaults: Object.fromEntries(
      Object.keys(CONNECTION_DEFAULTS).map((name) => [name, config[name] ?? null]),
    ),
    acceptsRecalled: config['accept_recalled'] === true,
    isKnown: isWhollyKnown(config),
  };
}
