import type { PluginServer } from './plugin-server';

/** What the host says in the environment, as far as we need it. */
export type HandshakeEnvironment = Readonly<Record<string, string | undefined>>;

const COOKIE_NAME = 'TF_PLUGIN_MAGIC_COOKIE';
/** Shows that Terraform started us, and not a person; it is no secret. */
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** Version of go-plugin's own protocol, and of Terraform's. */
const CORE_PROTOCOL = 1;
const PLUGIN_PROTOCOL = 6;

/** Why the process cannot be a plugin here; undefined when it can. */
export function handshakeProblem(environment: HandshakeEnvironment): string | undefined {
  if (environment[COOKIE_NAME] !== COOKIE)
    return 'This is a provider of Terraform and OpenTofu, which start it themselves. "hpvmctl provider install" puts it where they find it.';
  const offered = (environment['PLUGIN_PROTOCOL_VERSIONS'] ?? '').split(',');
  if (offered.includes(String(PLUGIN_PROTOCOL))) return undefined;
  return `This provider speaks plugin protocol ${String(PLUGIN_PROTOCOL)}, and was asked for ${offered.join(', ') || 'none'}. Use Terraform 1.0 or later, or OpenTofu.`;
}

/** The line that tells the host where we listen. */
export function handshakeLine({ network, address, certificate }: PluginServer): string {
  const shown = certificate?.toString('base64').replace(/=+$/, '') ?? '';
  return `${[CORE_PROTOCOL, PLUGIN_PROTOCOL, network, address, 'grpc', shown].join('|')}\n`;
}
