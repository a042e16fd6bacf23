import type { Attribute, Attributes } from '../protocol/attribute-type';
import { isObjectValue, type ObjectValue, type Value } from '../protocol/value';

const optional = (type: 'string' | 'number' | 'bool', description: string): Attribute => ({
  type,
  mode: 'optional',
  description,
});

const address: Attribute = {
  type: 'string',
  mode: 'required',
  description: 'DNS name, address, or alias of ssh_config.',
};
const port = optional('number', 'TCP port. Default: ssh_config, else 22.');

/** What one host is reached with; the same words are defaults in the provider block. */
export const CONNECTION_DEFAULTS: Attributes = {
  user: optional('string', 'Login name. Default: ssh_config, else `root`.'),
  sudo: optional('string', 'Absolute path of sudo on the host, for a login that needs it.'),
  legacy_algorithms: optional('bool', 'Offers what HP-UX Secure Shell A.04 to A.06 needs and is not safe any more.'),
  client: optional(
    'string',
    '`openssh`: the ssh program of this machine, which knows certificates. Default: the built-in client.',
  ),
  discovery_user: optional('string', 'Login name for reading, where that is another one.'),
  discovery_sudo: optional('string', 'Absolute path of sudo for reading.'),
};

/**
 * How one host is reached. Not called `connection`: in JSON syntax, which CDKTF writes, Terraform takes that word of a resource
 * for the block of a provisioner, and the provider never sees it.
 */
export const sshAttribute: Attribute = {
  type: {
    nesting: 'single',
    attributes: {
      address: { ...address, mode: 'optional', description: `${address.description} Default: the name of the host.` },
      port,
      ...CONNECTION_DEFAULTS,
      after_address: optional('string', 'Where the host is reached when a plan has moved its management address.'),
      after_port: optional('number', 'TCP port at `after_address`.'),
    },
  },
  mode: 'optional',
  description: 'How the host is reached, where the provider and ssh_config do not say it. Never holds secrets.',
};

/** The `connection` of a desired-state document, from that of a block and the provider's defaults; undefined: nothing is said. */
export function connectionDocument(host: Value, given: Value | undefined, defaults: ObjectValue): object | undefined {
  const own = isObjectValue(given) ? given : {};
  const value = (name: string): Value | undefined => own[name] ?? defaults[name] ?? undefined;
  const entries = (pairs: Readonly<Record<string, Value | undefined>>): Record<string, Value> =>
    Object.fromEntries(
      Object.entries(pairs).filter((pair): pair is [string, Value] => pair[1] !== undefined && pair[1] !== null),
    );
  const after = entries({ address: own['after_address'], port: own['after_port'] });
  const discovery = entries({ user: value('discovery_user'), sudo: value('discovery_sudo') });
  const connection = entries({
    address: own['address'],
    port: own['port'],
    user: value('user'),
    sudo: value('sudo'),
    client: value('client'),
  });
  const whole = {
    ...connection,
    ...(value('legacy_algorithms') === true ? { legacyAlgorithms: true } : {}),
    ...(Object.keys(after).length === 0 ? {} : { after }),
    ...(Object.keys(discovery).length === 0 ? {} : { discovery }),
  };
  return Object.keys(whole).length === 0 ? undefined : { address: host, ...whole };
}
